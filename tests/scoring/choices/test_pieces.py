"""Lines through trees: below all that can be gained, and through corners that are real."""

from itertools import product
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from scoring.choices.chains import Chain
from scoring.choices.pieces import Corner, Forest, PillarLine, piece
from scoring.choices.waits import Edge, with_bases, with_waiting
from tests.scoring.choices.forests import forests

NONE = frozenset()


@st.composite
def branches(draw):
    """A forest, what rises in any case with its bases, and what stays with all that waits."""
    chains, waits = draw(forests())
    edges = [Edge(base, position) for position, base in waits.items()]
    some = st.sets(st.sampled_from(sorted(chains)), max_size=2)
    raised = frozenset(with_bases(edges, draw(some)))
    kept = frozenset(with_waiting(edges, draw(some)))
    return chains, waits, raised, kept - with_waiting(edges, raised & kept)


def ways_in(chains, waits, raised, kept) -> set[tuple[int, int]]:
    """(gain, key) of all that may be done in a branch."""
    ways = set()
    for steps in product(*(range(len(chain.gains)) for chain in chains.values())):
        is_early = any(steps[at] and not steps[base] for at, base in waits.items())
        is_off = any(steps[at] for at in kept) or not all(steps[at] for at in raised)
        if not is_early and not is_off:
            gain = sum(chains[at].gains[step] for at, step in enumerate(steps))
            ways.add(
                (gain, sum(chains[at].keys[step] for at, step in enumerate(steps)))
            )
    return ways


def line_of(chains, waits, raised=NONE, kept=NONE) -> PillarLine:
    return Forest(chains, waits).line(list(chains), raised, kept)


@given(branches(), st.floats(0, 9), st.integers(0, 20))
def test_nothing_lies_below_the_line_and_some_way_lies_on_it(branch, price, gain):
    line, ways = line_of(*branch), ways_in(*branch)
    keys = [key - price * more for more, key in ways if more >= gain]
    assert line.least(price, gain) <= min(keys, default=inf) + 1e-9
    # Where any gain will do, the best corner is as good as the line.
    free = min(key - price * more for more, key in ways)
    assert abs(line.least(price, 0) - free) < 1e-9


@given(branches(), st.integers(0, 20))
def test_every_corner_is_a_way_and_the_first_that_is_enough_is_found(branch, gain):
    line, ways = line_of(*branch), ways_in(*branch)
    corner = line.corner(gain)
    if corner is None:
        assert all(more < gain for more, _key in ways)
        return
    assert (corner.gain, corner.key) in ways
    assert corner.gain >= gain
    taken = line.pieces[: corner.pieces]
    assert not taken or corner.gain - taken[-1].gain < gain


@given(branches())
def test_whatever_rises_on_the_line_rises_after_what_it_waits_for(branch):
    _chains, waits, raised, kept = branch
    rising = set(raised)
    for each in line_of(*branch).pieces:
        rising |= set(each.raised)
        assert not rising & kept
        assert all(waits[at] in rising for at in rising & waits.keys())


def test_a_base_that_gains_nothing_is_joined_with_what_waits_for_it():
    chains = {0: Chain([0, 0], [0, 2]), 1: Chain([0, 5, 6], [0, 3, 9])}
    line = line_of(chains, {1: 0})
    assert line.pieces == [piece(5, 5, (0, 1)), piece(1, 6)]
    assert line.corner(0) == Corner(0, 0, 0, 0.0)
    assert line.corner(6) == Corner(2, 6, 11, 6.0)
    assert line.least(2.0, 6) == 5 - 10 + 4
