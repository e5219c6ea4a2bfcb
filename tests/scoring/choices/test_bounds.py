"""Lines below frontiers, and bounds that never leave out what the cheapest path needs."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.choices.bounds import Bounds, Line, Pieces, hull
from scoring.choices.frontier import Frontier, Ways, frontier
from scoring.choices.tables import Goal
from tests.scoring.choices.brute import pairs, sums, worthwhile

CHOICES = st.lists(
    st.tuples(st.integers(1, 40), st.integers(1, 60)),
    max_size=8,
)


def make(*choices: tuple[int, int]) -> Frontier:
    gains = [gain for gain, _ in choices]
    return frontier(gains, [key for _, key in choices], np.int64)


EMPTY = make()


def below(*choices: tuple[int, int]) -> Ways:
    """A pillar that cannot reach the level; nothing is always one of its ways."""
    return Ways(below=make((0, 0), *choices), there=EMPTY)


def joined(lines: list[Line]) -> Line:
    return Pieces(lines).joined(range(len(lines)))


def corners(line: Line) -> list[tuple[float, float]]:
    return list(zip(line.gains.tolist(), line.keys.tolist(), strict=True))


@pytest.mark.parametrize(
    ("choices", "line"),
    [
        ([(2, 4), (4, 10)], [(0, 0), (2, 4), (4, 10)]),
        ([(2, 9), (4, 10)], [(0, 0), (4, 10)]),  # the middle lies above
        ([(2, 5), (4, 10)], [(0, 0), (2, 5), (4, 10)]),  # the middle lies on it
        ([], [(0, 0)]),
    ],
)
def test_the_hull_goes_through_what_lies_lowest(choices, line):
    assert corners(hull(below(*choices))) == line


def test_the_hull_is_of_all_ways_below_the_level_and_from_it_on():
    ways = Ways(below=make((0, 0), (2, 9)), there=make((4, 10)))
    assert corners(hull(ways)) == [(0, 0), (4, 10)]


@given(CHOICES)
def test_no_way_lies_below_the_hull_and_each_piece_is_steeper(choices):
    ways = below(*choices)
    line = hull(ways)
    assert (line.least(ways.below.gains) <= ways.below.keys + 1e-9).all()
    slopes = np.diff(line.keys) / np.diff(line.gains)
    assert (np.diff(slopes) >= -1e-9).all()


LINE = Line(gains=np.array([0.0, 2.0, 4.0]), keys=np.array([0.0, 4.0, 10.0]))


@pytest.mark.parametrize(
    ("gain", "least", "corner"),
    [(-1, 0, 0), (0, 0, 0), (1, 2, 4), (2, 4, 4), (3, 7, 10), (5, np.inf, np.inf)],
)
def test_between_corners_the_line_is_the_least_and_the_next_corner_is_enough(
    gain, least, corner
):
    gains = np.array([gain])
    assert LINE.least(gains).tolist() == [least]
    assert LINE.corner(gains).tolist() == [corner]


def test_lines_are_joined_with_the_flattest_pieces_first():
    other = Line(gains=np.array([0.0, 3.0]), keys=np.array([0.0, 7.5]))
    steps = [(0, 0), (2, 4), (5, 11.5), (7, 17.5)]
    assert corners(joined([LINE, other])) == steps


def test_some_of_the_lines_are_joined_as_if_there_were_no_others():
    steep = Line(gains=np.array([1.0, 2.0]), keys=np.array([5.0, 50.0]))
    flat = Line(gains=np.array([0.0, 3.0]), keys=np.array([0.0, 1.5]))
    pieces = Pieces([steep, LINE, flat])
    assert corners(pieces.joined([1, 2])) == corners(joined([LINE, flat]))
    assert corners(pieces.joined([0])) == corners(steep)


def test_without_any_line_nothing_is_gained_at_no_cost():
    assert corners(joined([])) == [(0, 0)]


@given(CHOICES, CHOICES)
def test_together_pillars_never_cost_less_than_their_joined_line(first, second):
    pillars = [below(*first), below(*second)]
    line = joined([hull(ways) for ways in pillars])
    totals = worthwhile(sums(*(pairs(ways.below) for ways in pillars)))
    for gain, key in totals:
        assert line.least(np.array([gain]))[0] <= key + 1e-6


@st.composite
def pillars_with_goal(draw):
    """Two or three pillars, split at a level, and a goal that they can reach."""
    options = []
    for _ in range(draw(st.integers(2, 3))):
        ways = make((0, 0), *draw(CHOICES))
        split = draw(st.integers(0, len(ways.gains)))
        below_level, there = ways.only(slice(0, split)), ways.only(slice(split, None))
        options.append(Ways(below_level, there))

    arriving = sum(not ways.there.empty for ways in options)
    most = sum(ways.most for ways in options)
    goal = Goal(draw(st.integers(0, arriving)), draw(st.integers(0, most)))
    return options, goal


def cheapest_key(options: list[Ways], goal: Goal) -> int | None:
    """By trying every way of every pillar."""
    by_pillar = []
    for ways in options:
        below_level = [(gain, key, 0) for gain, key in pairs(ways.below)]
        at_level = [(gain, key, 1) for gain, key in pairs(ways.there)]
        by_pillar.append(below_level + at_level)

    keys = []
    for taken in product(*by_pillar):
        gain, key, pillars = map(sum, zip(*taken, strict=True))
        if gain >= goal.gain and pillars >= goal.pillars:
            keys.append(key)
    return min(keys, default=None)


@given(pillars_with_goal())
def test_what_is_left_out_never_belongs_to_the_cheapest(drawn):
    options, goal = drawn
    bounds = Bounds(options, goal, [hull(ways) for ways in options])
    best = cheapest_key(options, goal)
    assert best is None or best <= bounds.most_key
    assert cheapest_key(bounds.of_pillars(options), goal) == best


@given(pillars_with_goal())
def test_of_the_first_pillars_nothing_is_left_out_that_the_cheapest_needs(drawn):
    """Of the first alone, told by whether it is at the level; the others come later."""
    options, goal = drawn
    assume(goal.pillars > 0)
    first, *others = options
    table = {0: first.below, 1: first.there}
    affordable = Bounds(options, goal, [hull(ways) for ways in options]).of_first(
        1, table
    )
    pillar = Ways(affordable[0], affordable[1])
    assert cheapest_key([pillar, *others], goal) == cheapest_key(options, goal)
