"""What was told is kept, and goes over into what is known step by step."""

from dataclasses import replace

import numpy as np
import pytest

from scoring.publication import ALL
from survey.benchmark.rows import (
    in_common_names,
    packed_rows,
    stepped,
    unpacked_rows,
)
from tests.survey.benchmark.rows_of import NAMES, nobody, rows_of


def in_all(_profile) -> frozenset:
    return frozenset({ALL})


def values_of(step) -> list[int]:
    return sorted(step.rows.values[:, 0].tolist())


@pytest.mark.parametrize(
    "rows", [rows_of([[1, -1], [1000, 0]], [(1, 1, 1), (2, 0, 0)]), nobody()]
)
def test_rows_are_unpacked_as_they_were_packed(rows):
    again = unpacked_rows(packed_rows(rows))
    assert again.labels == rows.labels
    assert again.names == rows.names
    assert (again.values == rows.values).all()
    assert again.values.dtype == rows.values.dtype
    for name in ("enterprise", "version", "profile"):
        old, new = getattr(rows.standing, name), getattr(again.standing, name)
        assert (old == new).all()


def test_the_first_time_everything_is_told_that_is_enough():
    assert values_of(stepped(None, rows_of([[7, 7]] * 5), in_all)) == [7] * 5
    few = stepped(None, rows_of([[7, 7]] * 4), in_all)
    assert (values_of(few), few.waiting) == ([], 4)


def test_what_is_held_back_is_told_with_the_numbers_it_had():
    told = rows_of([[number, 0] for number in range(30)])
    known = rows_of([[number, 0] for number in range(100, 104)], first=4)
    known.standing.version[:] += 50
    # Four have changed and twenty-six are gone: enough in all, so all is told.
    assert values_of(stepped(told, known, in_all)) == [100, 101, 102, 103]
    changed = rows_of([[500, 0], *([number, 0] for number in range(1, 30))])
    changed.standing.version[0] = 99
    held = stepped(told, changed, in_all)
    assert (values_of(held), held.waiting) == (list(range(30)), 1)


def test_other_pillars_begin_anew():
    told = rows_of([[1, 1]] * 30)
    known = rows_of([[2, 2]] * 5, labels=("x",))
    assert values_of(stepped(told, known, in_all)) == [2] * 5


def test_sectors_that_are_numbered_otherwise_are_the_same_sectors():
    first = rows_of([[1, 1]], (1, 0, 0))
    other = replace(rows_of([[1, 1]], (2, 0, 0)), names=(["", "G", "I"], *NAMES[1:]))
    told, known = in_common_names([first, other])
    assert told.names == known.names
    sectors = [rows.names[0][rows.profile[0, 0]] for rows in (told, known)]
    assert sectors == ["I", "I"]
    assert told.profile[0, 0] == known.profile[0, 0]


def test_a_sector_that_nobody_is_in_any_more_keeps_its_name():
    told, known = in_common_names(
        [
            rows_of([[1, 1]], (2, 0, 0)),
            replace(rows_of([[1, 1]], (1, 0, 0)), names=(["", "C"], *NAMES[1:])),
        ]
    )
    assert [told.names[0][told.profile[0, 0]], known.names[0][known.profile[0, 0]]] == [
        "G",
        "C",
    ]


def test_nothing_that_is_kept_can_be_run():
    """What is unpacked is numbers and texts, never objects."""
    objects = replace(rows_of([[1, 1]]), values=np.array([[{}]], object))
    content = packed_rows(objects)
    with pytest.raises(ValueError, match="pickle"):
        unpacked_rows(content)
