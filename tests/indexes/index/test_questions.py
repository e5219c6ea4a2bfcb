"""Questions as all else reads them: each with anchors and points, a group as one of its own."""

import operator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.index.model import Index
from indexes.index.numbers import exact
from indexes.index.options import (
    as_choice,
    level_of_options,
    open_rows,
    options_above,
    options_against,
    points_by_option,
    rows_of,
    sums_of,
)
from indexes.index.questions import (
    indicators_of,
    is_bare,
    is_scored,
    pillars_of,
    points_of,
    questions_of,
    scored_pillars,
    variant_ids,
    variant_of,
    variants_in,
)
from tests.builders import index_document, small_document

CHOICE = {
    "kind": "multiple",
    "options": [
        {"id": "none", "points": 0, "exclusive": True},
        {"id": "email", "points": 1},
        {"id": "drive", "points": 1},
        {"id": "erp", "points": 2},
    ],
}
WORTH = st.lists(st.integers(0, 6), min_size=1, max_size=6)


def choice_of(points: list[int], cap: int | None = None) -> dict:
    options = [
        {"id": f"o{place}", "points": worth} for place, worth in enumerate(points)
    ]
    return {"kind": "multiple", "options": options} | (
        {"cap": cap} if cap is not None else {}
    )


def question_of(document: dict, code: str, variant: str = "") -> dict:
    for *_parts, question in questions_of(pillars_of(document, variant)):
        if question["code"] == code:
            return question
    raise KeyError(code)


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (0.1, Fraction(1, 10)),
        (2, Fraction(2)),
        ("125/6", Fraction(125, 6)),
        ("0.25", Fraction(1, 4)),
        (1e-3, Fraction(1, 1000)),
    ],
)
def test_a_number_is_what_the_file_says_not_what_a_computer_makes_of_it(number, value):
    assert exact(number) == value


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ({"kind": "level"}, True),
        ({"kind": "text"}, False),
        ({"kind": "number"}, False),
        ({"kind": "multiple", "scored": False}, False),
        ({"kind": "tool"}, True),
    ],
)
def test_free_information_and_what_says_so_is_not_scored(question, answer):
    assert is_scored(question) is answer


@pytest.mark.parametrize(
    ("question", "points"),
    [
        ({"kind": "level", "anchors": ["a", "b", "c"]}, [0, 1, 2]),
        (
            {"kind": "level", "anchors": ["a", "b"], "points": [0, "1/3"]},
            [0, Fraction(1, 3)],
        ),
        ({"kind": "tool"}, [0, 1]),
        ({"kind": "tool", "builds_on": ["x", "y"]}, [0, Fraction(1, 3)]),
        (CHOICE, [0, 1, 2, 3, 4]),
        (CHOICE | {"cap": 3}, [0, 1, 2, 3]),
    ],
)
def test_points_by_level_are_as_written_or_as_the_kind_has_them(question, points):
    assert points_of(question) == points


def test_an_option_without_points_is_worth_none():
    assert points_by_option(
        {"options": [{"id": "a"}, {"id": "b", "points": "1/2"}]}
    ) == {
        "a": 0,
        "b": Fraction(1, 2),
    }


@pytest.mark.parametrize(
    ("chosen", "level"),
    [
        ([], 0),
        (["none"], 0),
        (["email"], 1),
        (["drive", "email"], 2),
        (["erp"], 2),
        (["email", "drive", "erp"], 3),
    ],
)
def test_a_choice_is_at_the_level_of_its_points_up_to_the_cap(chosen, level):
    assert level_of_options(CHOICE | {"cap": 3}, chosen) == level


@given(WORTH)
def test_sums_rise_from_nothing_to_everything(points):
    sums = sums_of(choice_of(points))
    assert sums[0] == 0
    assert sums[-1] == sum(points)
    assert sums == sorted(set(sums))


@given(WORTH, st.integers(0, 20))
def test_no_choice_is_worth_more_than_the_cap(points, cap):
    assert sums_of(choice_of(points, cap))[-1] == min(cap, sum(points))


@given(WORTH, st.data())
def test_one_option_more_never_lowers_the_level(points, data):
    question = choice_of(points, data.draw(st.integers(0, 20)))
    ids = [option["id"] for option in question["options"]]
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True))
    more = sorted({*chosen, data.draw(st.sampled_from(ids))})
    assert level_of_options(question, more) >= level_of_options(question, chosen)


def test_questions_that_stand_directly_in_a_pillar_are_an_indicator_of_its_name():
    pillar = {"code": "2", "name": {"en": "Base"}, "questions": [1], "why": {}}
    assert indicators_of(pillar) == [
        {"code": "2", "name": {"en": "Base"}, "questions": [1]}
    ]
    assert indicators_of({"indicators": [1, 2]}) == [1, 2]


def test_a_document_without_variants_can_be_answered_as_it_is():
    assert variants_in(small_document()) == []
    assert variant_ids(small_document()) == [""]
    assert variant_of(small_document(), "") == {}


def test_a_document_with_variants_can_be_answered_by_each():
    document = index_document("wide")
    assert variant_ids(document) == ["shop", "farm"]
    assert list(variant_of(document, "farm")["questions"]) == ["3.1"]
    with pytest.raises(KeyError):
        variant_of(document, "mine")


def test_a_tool_is_asked_by_its_name_and_is_in_use_or_not():
    tool = question_of(index_document("wide"), "3.1.s-3", "shop")
    assert tool["ask"] == {"vi": "Nhập hàng", "en": "Reorder"}
    assert [anchor["en"] for anchor in tool["anchors"]] == ["Not in use", "In use"]
    assert tool["points"] == [0, Fraction(1, 2)]
    assert tool["first_level"] == 0


def test_the_levels_of_a_choice_are_its_points_in_words():
    choice = question_of(index_document("wide"), "2.1")
    assert [anchor["en"] for anchor in choice["anchors"]] == [
        "0 points",
        "1 point",
        "2 points",
        "3 points",
    ]
    assert choice["anchors"][1]["vi"] == "1 điểm"


def test_half_a_point_is_written_as_each_language_writes_it():
    choice = {"code": "x", "kind": "multiple", "options": [{"id": "a", "points": 0.5}]}
    document = small_document() | {
        "pillars": [{"code": "1", "name": {}, "questions": [choice]}]
    }
    assert question_of(document, "x")["anchors"][1] == {
        "vi": "0,5 điểm",
        "en": "0.5 points",
    }


def test_what_is_not_scored_has_no_points():
    remark = question_of(index_document("wide"), "2.5")
    assert "points" not in remark
    assert "first_level" not in remark


def test_a_group_is_asked_before_its_criteria_and_stands_for_them():
    group = question_of(index_document("wide"), "1.1")
    assert group["kind"] == "level"
    assert group["stands_for"] == ["1.1.1", "1.1.2"]
    assert group["points"] == [0, 1, 2]
    assert group["first_level"] == 1
    assert question_of(index_document("wide"), "1.1.2")["grouped_by"] == "1.1"
    codes = [
        question["code"]
        for *_parts, question in questions_of(pillars_of(index_document("wide")))
    ]
    assert codes[:3] == ["1.1", "1.1.1", "1.1.2"]


def test_what_is_left_to_variants_is_empty_until_one_is_named():
    document = index_document("wide")
    assert pillars_of(document)[2]["indicators"][0]["questions"] == []
    assert len(pillars_of(document, "farm")[2]["indicators"][0]["questions"]) == 2


def test_completing_questions_leaves_the_document_alone():
    document = index_document("wide")
    pillars_of(document, "shop")
    assert document == index_document("wide")


def test_pillars_that_only_gather_information_are_not_scored():
    pillars = pillars_of(small_document())
    silent = {"code": "9", "indicators": [{"questions": [{"kind": "text"}]}]}
    assert scored_pillars([*pillars, silent]) == pillars


def table_of(choose: str, *columns: int, rows: int = 2, **keys: object) -> dict:
    name = {"vi": "Tên", "en": "Name"}
    return {
        "code": "t",
        "kind": "table",
        "choose": choose,
        "rows": [{"id": f"r{number}", "name": name} for number in range(rows)],
        "columns": [
            {"id": f"c{number}", "name": name, "points": worth}
            for number, worth in enumerate(columns)
        ],
        **keys,
    }


def test_a_table_is_a_choice_of_its_cells():
    table = as_choice(table_of("any", 1, 0, none={"vi": "Không", "en": "None"}))
    assert table["kind"] == "multiple"
    ids = [option["id"] for option in table["options"]]
    assert ids == ["none", "r0.c0", "r0.c1", "r1.c0", "r1.c1"]
    assert table["options"][1]["name"] == {"vi": "Tên: Tên", "en": "Name: Name"}
    assert table["options"][0]["exclusive"]


def test_what_is_no_table_stays_as_it_is():
    assert as_choice(CHOICE) is CHOICE


@given(st.lists(st.integers(0, 5), min_size=1, max_size=4), st.integers(1, 3))
def test_a_table_with_one_choice_a_row_has_the_sums_of_one_of_each(columns, rows):
    table = as_choice(table_of("one", 0, *columns, rows=rows))
    sums = {0}
    for _row in range(rows):
        sums = {before + worth for before in sums for worth in (0, *columns)}
    assert sums_of(table) == sorted(sums)


@given(WORTH, st.integers(1, 40))
def test_sums_are_those_of_all_choices_one_by_one(points, cap):
    every = set()
    for number in range(2 ** len(points)):
        picked = [worth for place, worth in enumerate(points) if number >> place & 1]
        every.add(min(cap, sum(picked)))
    assert sums_of(choice_of(points, cap)) == sorted(every)


def test_rows_without_a_choice_are_counted_where_each_needs_one():
    one = as_choice(table_of("one", 0, 1, rows=3))
    assert open_rows(one, []) == 3
    assert open_rows(one, ["r0.c0", "r2.c1"]) == 1
    assert open_rows(as_choice(table_of("any", 1, rows=3)), []) == 0
    assert rows_of(one)["r1"] == ["r1.c0", "r1.c1"]


def test_of_two_choices_in_a_row_the_better_one_counts():
    table = as_choice(table_of("one", 0, 1, 3))
    sums = sums_of(table)
    assert sums[level_of_options(table, ["r0.c1", "r0.c2", "r1.c1"])] == 4


def test_of_each_row_what_comes_next_is_left():
    table = as_choice(table_of("one", 0, 1, 3))
    assert options_above(table, ["r0.c1", "r1.c2"]) == ["r0.c2"]
    assert options_above(table, ["r0.c0"]) == ["r0.c1", "r1.c1"]


def test_where_there_are_very_many_sums_a_raise_stops_at_some_of_them_only():
    index = Index(index_document("eu-dma"))
    for code in ("D2.Q4", "D5.Q9"):
        question = index.questions[code]
        stops = question["stops"]
        assert len(stops) <= 20 < len(question["points"])
        assert stops[-1] == len(question["points"]) - 1
    assert "stops" not in index.questions["D1.Q2"]


def test_an_anchor_that_is_only_a_number_says_out_of_how_many():
    question = Index(index_document("zero-ten")).questions["staff.skill"]
    assert question["anchors"][2] == {"vi": "2 trên 10", "en": "2 of 10"}
    assert question["anchors"][0]["en"] == "Not at all"
    assert [level for level in range(11) if is_bare(question, level)] == [*range(1, 10)]


def test_a_scale_from_one_counts_to_its_highest_number():
    document = index_document("zero-ten")
    document["scoring"]["points"]["first_level"] = 1
    asked = document["pillars"][0]["questions"][0]
    numbers = [{"vi": str(number), "en": str(number)} for number in (1, 2, 3, 4, 5)]
    asked["anchors"] = numbers
    question = Index(document).questions["staff.skill"]
    said = [anchor["en"] for anchor in question["anchors"]]
    assert said == ["1 of 5", "2 of 5", "3 of 5", "4 of 5", "5 of 5"]
    # As published: what is completed is a copy.
    assert asked["anchors"] is numbers
    assert numbers[0] == {"vi": "1", "en": "1"}


def test_what_options_are_worth_is_read_once_for_a_question(monkeypatch):
    """A page values many choices of one question, a match those of every solution."""
    question = Index(index_document("eu-dma")).questions["D2.Q4"]

    def refuse(_number):
        raise AssertionError("read again")

    monkeypatch.setattr("indexes.index.options.exact", refuse)
    first, second, *_others = rows_of(question).values()
    assert level_of_options(question, [first[2], second[1]]) == 3
    assert options_above(question, [first[2]])[:2] == [first[3], second[1]]


def test_what_takes_points_away_is_told_where_another_choice_does_not_replace_it():
    table = as_choice(table_of("any", 1, -1, none={"vi": "Không", "en": "None"}))
    assert options_against(table, ["r0.c0", "r1.c1"]) == ["r1.c1"]
    assert options_against(as_choice(table_of("one", 0, -1)), ["r1.c1"]) == []


def test_what_is_only_planned_is_no_option_to_add():
    table = as_choice(table_of("any", 1, 0, none={"vi": "Không", "en": "None"}))
    assert options_above(table, ["r0.c0"]) == ["r1.c0"]


@pytest.mark.parametrize("cap", [None, 6, 3])
def test_options_that_take_points_away_are_added_up_before_the_cap(cap):
    """Beside trying every choice: 5 and 5 less 2 are 8, cut to the cap; never the cap less 2."""
    worth = {"first": 5, "second": 5, "loss": -2}
    options = [{"id": name, "points": points} for name, points in worth.items()]
    question = {"kind": "multiple", "options": options}
    if cap is not None:
        question["cap"] = cap
    possible = set()
    for chosen in product((0, 1), repeat=3):
        points = sum(map(operator.mul, chosen, worth.values()))
        possible.add(points if cap is None else min(points, cap))
    assert sums_of(question) == sorted(possible)


def test_a_question_of_all_may_be_worded_for_a_trade_and_is_answered_the_same():
    document = index_document("dbi-2025-sme")
    common = Index(document, "garment").questions["2.1"]
    shop = Index(document, "food-beverage").questions["2.1"]
    assert shop["ask"]["vi"].startswith("Quán hay xưởng mình có dùng Gmail")
    assert common["ask"]["vi"].startswith("Anh/chị có dùng Gmail")
    assert {**shop, "ask": ""} == {**common, "ask": ""}
