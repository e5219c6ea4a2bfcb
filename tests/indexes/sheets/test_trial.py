"""A set of answers is tried: points, levels and which rule decided. Nothing is kept."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.index.model import Index
from indexes.sheets.trial import read_level, read_line, tried
from scoring.errors import ScoringError
from scoring.rules import NOT_APPLICABLE
from tests.builders import index_document

SMALL = Index(index_document("small"))
SHOP = Index(index_document("wide"), "shop")
LEVELS = st.fixed_dictionaries({code: st.integers(0, 5) for code in SMALL.codes})


def at(level: int, **others: int | None) -> dict[str, int | None]:
    """Every question of the small index at one level, but those named: `q_1_1_1=0`."""
    own = {
        name.removeprefix("q_").replace("_", "."): value
        for name, value in others.items()
    }
    return dict.fromkeys(SMALL.codes, level) | own


def test_points_and_levels_of_pillars_and_in_total():
    trial = tried(SMALL, at(3))
    assert [share.points for share in trial.pillars] == [6, 9, 9]
    assert [share.maximum for share in trial.pillars] == [10, 15, 15]
    assert [share.percent for share in trial.pillars] == [60, 60, 60]
    assert trial.pillars[0].name["en"] == "Customers"
    assert (trial.total.points, trial.total.maximum, trial.total.level) == (24, 40, 3)
    assert trial.missing == ()


def test_the_highest_rule_that_holds_decided():
    bars = tried(SMALL, at(3)).bars
    assert [bar.level for bar in bars] == [5, 4, 3, 2, 1]
    assert [bar.level for bar in bars if bar.decided] == [3]
    # 24 points are not more than 24, which level 4 asks for.
    assert not bars[1].has_points
    assert all(bar.has_points and bar.has_pillars for bar in bars[3:])


def test_points_alone_do_not_make_a_level():
    trial = tried(SMALL, at(5, q_2_1_1=0, q_2_1_2=0, q_2_2_1=0))
    assert trial.total.points == 25
    assert trial.bars[1].has_points
    assert not trial.bars[1].has_pillars
    assert trial.bars[1].pillars_there == 2
    assert trial.total.level == 3


def test_where_no_rule_holds_the_last_resort_decided():
    trial = tried(SMALL, at(0))
    assert trial.by_default
    assert not any(bar.decided for bar in trial.bars)
    assert trial.total.level == 0


def test_while_a_question_is_open_there_is_no_level_and_no_rule():
    trial = tried(SMALL, at(3, q_3_1_1=None))
    assert trial.missing == ("3.1.1",)
    assert trial.total.level is None
    assert trial.pillars[2].level is None
    assert trial.bars == ()
    assert not trial.by_default


def test_what_does_not_apply_leaves_points_and_maximum():
    trial = tried(SMALL, at(3, q_2_2_1=NOT_APPLICABLE))
    assert trial.pillars[1].maximum == 10
    assert "2.2.1" not in trial.points


def test_a_hidden_question_counts_nothing():
    trial = tried(SMALL, at(5, q_1_1_1=0))
    assert "1.1.2" not in trial.points
    assert trial.pillars[0].maximum == 5


def test_pillars_that_weigh_tell_points_of_the_total():
    levels = dict.fromkeys(SHOP.codes, 1)
    trial = tried(
        SHOP,
        {code: level for code, level in levels.items() if code not in ("1.1", "1.2")},
    )
    assert trial.total.maximum == 100
    assert [share.maximum for share in trial.pillars] == [20, 20, 60]
    assert trial.pillars[2].points == 60


@pytest.mark.parametrize(
    ("code", "level"), [("1.1.1", 6), ("1.1.1", NOT_APPLICABLE), ("3.1.2", 99)]
)
def test_a_level_that_is_not_there_is_refused(code, level):
    with pytest.raises(ScoringError):
        tried(SMALL, at(3) | {code: level})


@given(LEVELS)
def test_points_of_questions_add_up_to_those_of_the_total(levels):
    trial = tried(SMALL, levels)
    assert sum(trial.points.values()) == trial.total.points
    assert sum(share.points for share in trial.pillars) == trial.total.points


@given(LEVELS)
def test_one_rule_decides_and_its_level_is_the_level(levels):
    trial = tried(SMALL, levels)
    decided = [bar for bar in trial.bars if bar.decided]
    assert len(decided) + trial.by_default == 1
    if decided:
        assert decided[0].level == trial.total.level


@pytest.mark.parametrize(
    "text",
    [
        "0,1,2,3,4,5,0",
        "Quán,0,1,2,3,4,5,0",
        f"enterprise,{','.join(SMALL.codes)}\nQuán,0,1,2,3,4,5,0",
        f'"enterprise",{",".join(SMALL.codes)}\r\n\r\nQuán,0,1,2,3,4,5,0\r\nB,5,5,5,5,5,5,5',
    ],
)
def test_a_line_may_have_a_name_and_a_header(text):
    levels, faults = read_line(SMALL, text)
    assert faults == []
    assert list(levels.values()) == [0, 1, 2, 3, 4, 5, 0]
    assert tuple(levels) == SMALL.codes


def test_blank_cells_are_not_answered():
    levels, _faults = read_line(SMALL, "0,,2,3,na,5,0")
    assert levels["1.1.2"] is None
    assert levels["2.2.1"] == NOT_APPLICABLE


@pytest.mark.parametrize("text", ["", " \n\n", f"enterprise,{','.join(SMALL.codes)}"])
def test_without_a_row_there_is_nothing_to_read_and_nothing_wrong(text):
    assert read_line(SMALL, text) == ({}, [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("3,3", "2 levels were pasted, but there are 7 questions"),
        ("9,3,3,3,3,3,3", "row 1, column 1.1.1: '9' is not a level"),
        (
            f"enterprise,{','.join(SMALL.codes)}\nA,9,3,3,3,3,3,3",
            "row 2, column 1.1.1: '9' is not",
        ),
        ("enterprise,1.1.1\nA,3", "row 1: columns that are missing: '1.1.2', '2.1.1'"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_as_its_author_counts(text, fault):
    levels, faults = read_line(SMALL, text)
    assert levels == {}
    assert str(faults[0]).startswith(fault)


@pytest.mark.parametrize(
    ("index", "code", "text", "level"),
    [
        (SMALL, "1.1.1", "", None),
        (SMALL, "1.1.1", "0", 0),
        (SMALL, "1.1.1", "5", 5),
        (SMALL, "2.2.1", "na", NOT_APPLICABLE),
        (SHOP, "1.1.1", "1", 0),
        (SHOP, "1.1.1", "3", 2),
        (SHOP, "3.1.s-1", "0", 0),
    ],
)
def test_a_level_of_the_form_is_the_number_the_index_shows(index, code, text, level):
    assert read_level(index, code, text) == level


@pytest.mark.parametrize(
    ("index", "code", "text"),
    [
        (SMALL, "1.1.1", "6"),
        (SMALL, "1.1.1", "-1"),
        (SMALL, "1.1.1", "na"),
        (SMALL, "1.1.1", "x"),
        (SHOP, "1.1.1", "0"),
    ],
)
def test_any_other_text_is_no_level(index, code, text):
    with pytest.raises(ValueError):
        read_level(index, code, text)


def test_points_are_told_to_the_places_that_count():
    trial = tried(SHOP, {"3.1.s-4": 1, "3.1.s-1": 0})
    assert trial.points["3.1.s-4"] == Decimal("7.06")


EIGHT = Index(index_document("essential-eight"))


def test_a_rule_tells_what_it_names_and_is_not_high_enough():
    levels = dict.fromkeys(EIGHT.codes, 1) | {"ML2-AC-01": 0, "ML3-PA-01": 0}
    third, second, first = tried(EIGHT, levels).bars
    assert third.lacking == ("ML2-AC-01", "ML3-PA-01")
    assert second.lacking == ("ML2-AC-01",)
    assert first.lacking == ()
    assert [bar.holds for bar in (third, second, first)] == [False, False, True]
    assert first.decided
    # These gates ask nothing of the total.
    assert {bar.points for bar in (third, second, first)} == {None}
