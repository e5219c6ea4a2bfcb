"""What may be told of a tree of cells, and when it may change."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.publication import (
    ALL,
    Standing,
    deepest_of,
    full_cells,
    large_cells,
    release,
    sizes_of,
)


def parts_of(profile, cells) -> list:
    """Of each row the deepest of the cells it stands in."""
    return [deepest_of(cells, row) for row in profile.tolist()]


KINDS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)), max_size=60
)

PLACES = st.sampled_from([(1, 0, 0), (1, 1, 0), (2, 0, 0), (0, 0, 0)])
STANDINGS = st.dictionaries(
    st.integers(0, 25), st.tuples(st.integers(1, 2), PLACES), max_size=20
)


def profile_of(kinds: list[tuple[int, int, int]]) -> np.ndarray:
    return np.array(kinds, np.int16).reshape(-1, 3)


def many(**kinds: int) -> np.ndarray:
    """`many(k110=30)`: thirty in the cell (1, 1, 0)."""
    rows = []
    for name, count in kinds.items():
        rows += [tuple(map(int, name.removeprefix("k")))] * count
    return profile_of(rows)


def standing(rows: dict[int, tuple[int, tuple[int, int, int]]]) -> Standing:
    """{enterprise: (version, kind)}"""
    return Standing(
        enterprise=np.array(list(rows), np.int64),
        version=np.array([version for version, _kind in rows.values()], np.int64),
        profile=profile_of([kind for _version, kind in rows.values()]),
    )


class TestCells:
    def test_everybody_is_counted_from_all_down_to_what_is_known(self):
        sizes = sizes_of(many(k111=2, k120=3, k011=1))
        assert sizes == {ALL: 6, (1,): 5, (1, 1): 2, (1, 1, 1): 2, (1, 2): 3}

    def test_a_large_cell_holds_enough(self):
        assert large_cells(many(k110=10, k200=9)) == {ALL, (1,), (1, 1)}
        assert large_cells(many(k110=9)) == set()

    @pytest.mark.parametrize(
        ("profile", "cells"),
        [
            (many(k100=29), set()),
            (many(k100=30), {ALL, (1,)}),
            # What is left without the first sector: nobody, one, twenty-nine, thirty.
            (many(k100=30, k200=1), {ALL}),
            (many(k100=30, k200=29), {ALL}),
            (many(k100=30, k200=30), {ALL, (1,), (2,)}),
            (many(k100=40, k200=30, k000=2), {ALL, (1,)}),
            (many(k110=30, k120=30, k000=30), {ALL, (1,), (1, 1), (1, 2)}),
        ],
    )
    def test_a_cell_is_full_where_nothing_small_is_left_beside_it(self, profile, cells):
        assert full_cells(profile) == cells

    def test_what_is_within_a_cell_that_is_not_full_is_not_full_either(self):
        """Else the narrower one would be taken from the widest instead."""
        assert full_cells(many(k111=40, k200=5)) == {ALL}

    def test_of_equals_the_same_one_is_always_kept(self):
        profile = many(k100=30, k200=30, k300=5)
        for shift in range(3):
            assert full_cells(np.roll(profile, shift, axis=0)) == {ALL, (1,)}

    @given(KINDS, st.integers(1, 6))
    def test_whatever_is_taken_from_what_nothing_small_is_left(self, kinds, minimum):
        profile = profile_of(kinds)
        full = full_cells(profile, minimum)
        left = Counter(parts_of(profile, full))
        if full:
            assert all(count >= minimum for count in left.values())
        for path in full:
            assert sizes_of(profile)[path] >= minimum
            assert path == ALL or path[:-1] in full

    def test_everybody_stands_in_the_deepest_cell_there_is(self):
        profile = many(k111=1, k100=1, k200=1)
        assert parts_of(profile, frozenset({ALL, (1,), (1, 1)})) == [(1, 1), (1,), ALL]
        assert parts_of(profile, frozenset()) == [ALL] * 3


class TestSteps:
    HERE = (1, 0, 0)

    @pytest.mark.parametrize(("newcomers", "told"), [(1, 0), (4, 0), (5, 5), (6, 6)])
    def test_newcomers_are_told_from_five_on(self, newcomers, told):
        before = standing(dict.fromkeys(range(30), (1, self.HERE)))
        after = standing(dict.fromkeys(range(30 + newcomers), (1, self.HERE)))
        done = release(before, after, frozenset({ALL, (1,)}))
        assert (done.stay.size, done.come.size) == (30, told)
        assert done.waiting == newcomers - told

    @pytest.mark.parametrize(("gone", "stay"), [(1, 30), (4, 30), (5, 25)])
    def test_who_has_gone_stays_counted_until_five_have(self, gone, stay):
        before = standing(dict.fromkeys(range(30), (1, self.HERE)))
        after = standing(dict.fromkeys(range(gone, 30), (1, self.HERE)))
        done = release(before, after, frozenset({ALL, (1,)}))
        assert (done.stay.size, done.come.size) == (stay, 0)

    def test_coming_going_and_changing_add_up(self):
        before = standing(dict.fromkeys(range(30), (1, self.HERE)))
        rows = dict.fromkeys(range(2, 30), (1, self.HERE))
        rows |= {2: (7, self.HERE), 3: (8, self.HERE), 99: (1, self.HERE)}
        done = release(before, standing(rows), frozenset({ALL, (1,)}))
        assert (done.stay.size, done.come.size, done.waiting) == (26, 3, 0)

    def test_each_cell_waits_for_its_own(self):
        """Five newcomers in all are not five in each of two sectors."""
        before = standing({number: (1, (1 + number % 2, 0, 0)) for number in range(60)})
        rows = {number: (1, (1 + number % 2, 0, 0)) for number in range(65)}
        cells = frozenset({ALL, (1,), (2,)})
        assert release(before, standing(rows), cells).come.size == 0
        assert release(before, standing(rows), frozenset({ALL})).come.size == 5

    def test_who_moves_from_one_cell_to_another_waits_for_both(self):
        before = standing(dict.fromkeys(range(30), (1, self.HERE)))
        rows = dict.fromkeys(range(30), (1, self.HERE))
        rows |= dict.fromkeys(range(4), (2, (2, 0, 0)))
        rows |= dict.fromkeys(range(10, 14), (2, self.HERE))
        cells = frozenset({ALL, (1,), (2,)})
        # Four would come to the second sector; without them four change in the first.
        assert release(before, standing(rows), cells).waiting == 8
        rows[4] = (2, (2, 0, 0))
        assert release(before, standing(rows), cells).waiting == 0

    @given(
        STANDINGS,
        STANDINGS,
        st.integers(1, 4),
    )
    def test_no_cell_ever_changes_by_fewer_than_a_step(self, before, after, step):
        told, known = standing(before), standing(after)
        cells = large_cells(told.profile, 3)
        done = release(told, known, cells, step)
        now = {int(told.enterprise[row]): before for row in done.stay}
        now |= {int(known.enterprise[row]): after for row in done.come}
        now = {number: rows[number] for number, rows in now.items()}
        assert done.stay.size + done.come.size == len(now)

        touched = Counter()
        for number in before.keys() | now.keys():
            if before.get(number) != now.get(number):
                touched.update(_parts(before.get(number), now.get(number), cells))
        assert all(count >= step for count in touched.values())

    @given(KINDS)
    def test_with_steps_of_one_everything_is_told_at_once(self, kinds):
        known = standing({number: (1, kind) for number, kind in enumerate(kinds)})
        done = release(standing({}), known, frozenset({ALL}), step=1)
        assert (done.come.size, done.waiting) == (len(kinds), 0)


def _parts(before, after, cells) -> set:
    kinds = [row[1] for row in (before, after) if row]
    return set(parts_of(profile_of(kinds), cells))
