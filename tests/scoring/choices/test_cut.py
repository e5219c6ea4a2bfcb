"""What a cut leaves out is too far from the best, and nothing else is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.choices.chains import Chain
from scoring.choices.cut import Cut
from scoring.choices.frontier import frontier
from tests.scoring.choices.brute import pairs

CHOICES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 60)), min_size=1, max_size=9
)
CUTS = st.builds(
    Cut,
    st.lists(st.integers(0, 4), min_size=1, max_size=2).map(tuple),
    st.integers(0, 20),
)


def near(cut: Cut, choices: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those within room of the best, under any of the prices."""
    best = {price: min(k - price * g for g, k in choices) for price in cut.prices}
    kept = []
    for gain, key in choices:
        fall_short = [key - price * gain - best[price] for price in cut.prices]
        if min(fall_short) <= cut.room:
            kept.append((gain, key))
    return kept


@given(CHOICES, CUTS)
def test_sums_stay_as_long_as_one_price_finds_them_near_the_best(choices, cut):
    gains, keys = zip(*choices, strict=True)
    sums = frontier(gains, keys, np.int64)
    assert pairs(cut.of(sums)) == near(cut, pairs(sums))


@given(CHOICES, CUTS)
def test_steps_are_cut_as_sums_are(choices, cut):
    gains, keys = map(list, zip(*choices, strict=True))
    steps = cut.of_steps(Chain(gains, keys))
    assert list(zip(*steps, strict=True)) == near(cut, choices)
    assert cut.of_steps(Chain([], [])) == Chain([], [])
