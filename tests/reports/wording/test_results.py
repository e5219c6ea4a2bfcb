"""How numbers and findings are said, in both languages."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from language import formats
from reports.contents.levels import Distance, Level, Named
from reports.contents.rounds import Correction
from reports.contents.steps import Way
from reports.wording import results as words
from tests.reports.records import (
    AT,
    ATTACHED,
    CHECKED,
    DECLARED,
    LEVELS,
    make_contents,
    make_distance,
    make_pillar,
    make_rereading,
    make_round,
    make_source,
    make_way,
)

UNTOLD = replace(DECLARED, name="")


def in_english(text_of, *facts) -> str:
    with translation.override("en"):
        return text_of(*facts)


@pytest.mark.parametrize(
    ("points", "maximum", "text"),
    [
        (39, 65, "39/65"),
        ("2.5", 10, "2,50/10"),
        (1234, 2000, "1.234/2.000"),
        (0, 5, "0/5"),
    ],
)
def test_points_are_told_of_how_many(points, maximum, text):
    assert words.share(Decimal(points), Decimal(maximum)) == text


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (Decimal("41.3"), "41,3\u00a0%", "41.3%"),
        (Decimal(40), "40,0\u00a0%", "40.0%"),
        (Decimal(0), "0,0\u00a0%", "0.0%"),
        (Decimal(100), "100,0\u00a0%", "100.0%"),
        (None, "–", "–"),
    ],
)
def test_a_percent_has_one_decimal_always(value, vietnamese, english):
    assert words.percent(value) == vietnamese
    assert in_english(words.percent, value) == english


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2158/QĐ-BTTTT (2023-11-07)", "2158/QĐ-BTTTT (07/11/2023)"),
        ("2023-11-07; 2024-01-02", "07/11/2023; 02/01/2024"),
        ("12-2023-11", "12-2023-11"),
        ("K7QM-2FXT", "K7QM-2FXT"),
        ("", ""),
    ],
)
def test_dates_inside_a_text_of_the_index_are_written_as_here(text, told):
    assert words.with_days(text) == told


@pytest.mark.parametrize(
    ("text_of", "level", "vietnamese", "english"),
    [
        (words.level, LEVELS[2], "Mức 2: Hình thành", "Level 2: Hình thành"),
        (words.level, None, "Chưa có mức độ", "No level yet"),
        (words.level_and_name, LEVELS[2], "2 · Hình thành", "2 · Hình thành"),
        (words.level_and_name, None, "–", "–"),
        (words.level_number, LEVELS[2], "mức 2", "level 2"),
        (words.level_number, LEVELS[0], "mức 0", "level 0"),
        (words.level_number, None, "–", "–"),
    ],
)
def test_a_level_is_told_as_long_as_there_is_room(text_of, level, vietnamese, english):
    assert text_of(level) == vietnamese
    assert in_english(text_of, level) == english


@pytest.mark.parametrize(
    ("points", "pillars", "vietnamese", "english"),
    [
        (
            19,
            1,
            "còn 9,5\u00a0% và 1 trụ cột nữa ở mức 3",
            "9.5% and 1 more pillar at level 3 to go",
        ),
        (
            1,
            2,
            "còn 0,5\u00a0% và 2 trụ cột nữa ở mức 3",
            "0.5% and 2 more pillars at level 3 to go",
        ),
        (7, 0, "còn 3,5\u00a0%", "3.5% to go"),
        (0, 3, "còn 3 trụ cột nữa ở mức 3", "3 more pillars at level 3 to go"),
    ],
)
def test_the_distance_is_said_exactly(points, pillars, vietnamese, english):
    points = Decimal(points)
    distance = make_distance(points=points, percent=points / 2, pillars=pillars)
    assert words.distance(distance) == vietnamese
    assert in_english(words.distance, distance) == english


@pytest.mark.parametrize(
    ("fields", "vietnamese", "english"),
    [
        ({}, "còn 3,6\u00a0% đến mức 3", "3.6% to level 3"),
        (
            {"to_next": None, "next_level": None},
            "đã ở mức cao nhất",
            "at the highest level",
        ),
        ({"level": None, "to_next": None, "next_level": None}, "–", "–"),
    ],
)
def test_a_pillar_says_how_far_its_next_level_is(fields, vietnamese, english):
    pillar = make_pillar(**fields)
    assert words.to_next(pillar) == vietnamese
    assert in_english(words.to_next, pillar) == english


@pytest.mark.parametrize(
    ("total", "shown", "vietnamese", "english"),
    [
        (
            12,
            3,
            "Cách chúng tôi khuyên để lên mức 4 (Nâng cao) có 12 việc. Đây là 3 việc đầu.",
            "The way we advise to level 4 (Advanced) has 12 steps. These are the first 3.",
        ),
        (
            3,
            3,
            "Cách chúng tôi khuyên để lên mức 4 (Nâng cao) là 3 việc này, theo đúng thứ tự.",
            "The way we advise to level 4 (Advanced) is these 3 steps, in this order.",
        ),
        (
            1,
            1,
            "Cách chúng tôi khuyên để lên mức 4 (Nâng cao) là 1 việc này, theo đúng thứ tự.",
            "The way we advise to level 4 (Advanced) is this one step.",
        ),
    ],
)
def test_a_way_is_told_with_how_many_steps_it_has(total, shown, vietnamese, english):
    assert words.way(Way(Level(4, "Nâng cao"), total, ()), shown) == vietnamese
    way = Way(Level(4, "Advanced"), total, ())
    assert in_english(words.way, way, shown) == english


def test_why_the_first_steps_come_first_is_the_way_they_begin():
    contents = make_contents(way=make_way(5))
    assert words.first_steps(contents) == words.way(contents.way, 3)


def test_without_a_way_the_first_steps_are_said_to_be_of_the_weakest_places():
    contents = make_contents(way=None)
    assert words.first_steps(contents).startswith("Mỗi chỗ yếu nhất một việc")
    assert in_english(words.first_steps, contents).startswith("One small step in each")


def test_a_bar_says_percent_and_level_and_an_axis_of_the_radar_the_percent():
    contents = make_contents(pillars=(make_pillar("1"), make_pillar("2", percent=None)))
    first, second = words.bar_data(contents)
    assert (first.label, first.percent, first.value) == (
        "Trụ cột 1",
        Decimal(60),
        "60,0\u00a0% · mức 2",
    )
    assert second.percent is None
    assert [datum.value for datum in words.radar_data(contents)] == [
        "60,0\u00a0%",
        "–",
    ]


def test_two_rounds_of_one_day_are_told_apart():
    first, second = words.trend_data([make_round(1), make_round(2)])
    assert (first.label, second.label) == ("Kỳ 1", "Kỳ 2")
    assert first.note == second.note == "20/11/2026\nmức 2"


def test_a_round_without_a_level_stands_in_the_trend_too():
    (datum,) = words.trend_data([make_round(level=None, percent=None)])
    assert (datum.percent, datum.value, datum.note) == (None, "–", "20/11/2026\n–")


@pytest.mark.parametrize(
    ("grade", "vietnamese", "english"),
    [
        (UNTOLD, "", ""),
        (DECLARED, "Tự khai", "Self-declared"),
        (ATTACHED, "Có minh chứng kèm theo", "Evidence attached"),
        (CHECKED, "Đã được người thẩm định kiểm tra", "Checked by a reviewer"),
    ],
)
def test_a_grade_has_a_name_in_each_language(grade, vietnamese, english):
    assert words.grade(grade) == vietnamese
    assert in_english(words.grade, grade) == english


@pytest.mark.parametrize(
    ("grade", "english"),
    [
        (UNTOLD, ""),
        (
            DECLARED,
            "The enterprise answered by itself. Nobody has checked the answers yet.",
        ),
        (
            replace(DECLARED, attached=Decimal("12.5")),
            "The enterprise answered by itself. "
            "Evidence stands behind less than half of its points. "
            "12.5% of the points with evidence.",
        ),
        (
            ATTACHED,
            "Evidence is attached to the answers behind at least half of the points. "
            "62.5% of the points with evidence.",
        ),
        (
            CHECKED,
            "A reviewer accepted the evidence behind at least half of the points. "
            "80.0% of the points with evidence, 55.5% checked.",
        ),
    ],
)
def test_what_a_grade_means_is_told_with_the_share_it_rests_on(grade, english):
    assert in_english(words.grade_meaning, grade) == english


@pytest.mark.parametrize(
    ("grade", "english"),
    [
        (UNTOLD, ""),
        (DECLARED, ""),
        (ATTACHED, "62.5% of the points with evidence"),
        (CHECKED, "80.0% of the points with evidence, 55.5% checked"),
    ],
)
def test_the_share_behind_a_grade_is_told_where_there_is_one(grade, english):
    assert in_english(words.grade_share, grade) == english


def test_nothing_is_said_of_rereading_where_answers_were_read_once():
    assert words.read_anew(make_contents()) == ""


@pytest.mark.parametrize(
    ("first", "ends"),
    [
        (1, "by a newer scoring engine (version 1.4). No answer was changed."),
        (2, "under version 1 of the index. No answer was changed."),
    ],
)
def test_a_rereading_says_what_was_newer_and_that_no_answer_was_changed(first, ends):
    contents = make_contents(
        read_anew_at=AT + timedelta(days=30),
        first=make_rereading(version=first),
        source=make_source(version=1, engine_version="1.4"),
    )
    text = in_english(words.read_anew, contents)
    assert text == f"The answers of 20/11/2026 were read anew on 20/12/2026 {ends}"


def test_a_rereading_whose_first_is_unknown_tells_the_version():
    contents = make_contents(read_anew_at=AT, first=None)
    assert "under version 1 of the index" in in_english(words.read_anew, contents)


def test_that_a_result_was_replaced_or_replaces_another_is_said_only_where_it_is_so():
    contents = make_contents()
    assert words.replaced(contents) == words.corrects(contents) == ""
    assert words.day_and_replaced(contents) == formats.day(contents.at)
    other = Correction(AT + timedelta(days=2), "khac")
    contents = make_contents(replaced=other)
    assert in_english(words.replaced, contents).startswith("Replaced on 22/11/2026")
    head = in_english(words.day_and_replaced, contents)
    assert head == "20/11/2026, replaced on 22/11/2026"
    contents = make_contents(corrects=other)
    assert "sent on 22/11/2026" in in_english(words.corrects, contents)


NAMED = tuple(Named(f"Việc {number}", "mức 2") for number in range(1, 7))


@pytest.mark.parametrize(
    ("points", "pillars", "needs", "told"),
    [
        (Decimal(3), 0, NAMED[:1], "còn 1,5\u00a0%; cần có: Việc 1 (mức 2)"),
        (Decimal(0), 0, NAMED[:2], "cần có: Việc 1 (mức 2), Việc 2 (mức 2)"),
        (Decimal(3), 0, (), "còn 1,5\u00a0%"),
    ],
)
def test_what_is_named_stands_after_points_and_pillars(points, pillars, needs, told):
    distance = Distance(Level(2, ""), points / 2, points, pillars, 2, (), needs)
    with translation.override("vi"):
        assert words.distance(distance) == told


def test_of_many_that_are_named_the_first_are_told_and_the_rest_counted():
    with translation.override("en"):
        told = words.names(NAMED)
    assert told.startswith("Việc 1 (mức 2), Việc 2 (mức 2)")
    assert told.endswith("and 2 more")
