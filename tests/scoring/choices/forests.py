"""Questions of which some wait for others, drawn; and all that they can gain, by trying."""

from itertools import product

from hypothesis import strategies as st

from scoring.choices.chains import Chain

STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 9)), min_size=1, max_size=2
)


def climb(steps) -> Chain:
    gains, keys = [0], [0]
    for gain, key in steps:
        gains.append(gains[-1] + gain)
        keys.append(keys[-1] + key)
    return Chain(gains, keys)


@st.composite
def forests(draw):
    """Chains by position, and for some the earlier one that they wait for."""
    chains = dict(enumerate(map(climb, draw(st.lists(STEPS, min_size=1, max_size=5)))))
    waits = {}
    for position in range(1, len(chains)):
        if draw(st.booleans()):
            waits[position] = draw(st.integers(0, position - 1))
    return chains, waits


def cheapest_by_trying(chains, waits) -> dict[int, int]:
    """The least key for each gain, over every set in which nothing rises before its base."""
    best: dict[int, int] = {}
    for steps in product(*(range(len(chain.gains)) for chain in chains.values())):
        if any(steps[position] and not steps[base] for position, base in waits.items()):
            continue
        gain = sum(chains[place].gains[step] for place, step in enumerate(steps))
        key = sum(chains[place].keys[step] for place, step in enumerate(steps))
        best[gain] = min(key, best.get(gain, key))
    return best
