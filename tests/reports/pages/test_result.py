"""The result page: charts drawn and findings worded, ready for the template."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from accounts.access.scopes import Scope
from reports.contents.levels import NearPillar
from reports.contents.whole import cut
from reports.pages.result import page_of
from tests.reports.charts.test_svg import parsed
from tests.reports.records import (
    AT,
    CHECKED,
    DECLARED,
    LEVELS,
    make_contents,
    make_distance,
    make_indicator,
    make_pillar,
    make_round,
    make_standing,
    make_way,
)


def page(language: str = "en", **fields):
    with translation.override(language):
        return page_of(make_contents(**fields))


def near(*percents: int) -> tuple[NearPillar, ...]:
    return tuple(
        NearPillar(f"Trụ cột {number}", LEVELS[2], Decimal(value))
        for number, value in enumerate(percents)
    )


def test_points_and_percent_are_said():
    assert (page().share, page().percent) == ("117/195", "60.0%")
    assert page("vi").percent == "60,0\u00a0%"


def test_each_pillar_has_a_row_in_words():
    (row,) = page(pillars=(make_pillar(grade=CHECKED),)).pillars
    assert (row.share, row.percent, row.level) == (
        "39/65",
        "60.0%",
        "Level 2: Hình thành",
    )
    assert row.to_next == "3.6% to level 3"
    assert row.grade == "Checked by a reviewer"
    assert row.grade_share == "80.0% of the points with evidence, 55.5% checked"


def test_strengths_and_gaps_have_their_percents():
    shown = page(
        strengths=(make_indicator("1.1", 80),), gaps=(make_indicator("2.1", 20),)
    )
    assert [(part.code, percent) for part, percent in shown.strengths] == [
        ("1.1", "80.0%")
    ]
    assert [(part.code, percent) for part, percent in shown.gaps] == [("2.1", "20.0%")]


def test_where_no_part_stands_out_the_page_says_so():
    shown = page(strengths=(), gaps=(), even=(Decimal(48), Decimal(52)))
    assert shown.even.startswith("All parts are about even, from 48.0% to 52.0%")
    assert page().even == ""


def test_what_it_has_and_lacks_comes_with_how_much_is_left_out():
    block = page(standing=make_standing(more_lacks=5)).standing
    assert (block.more_has, block.more_lacks) == ("", "and 5 more")
    assert (block.nothing_there, block.nothing_missing) == ("", "")


def test_who_may_not_see_answers_is_not_told_what_is_missing():
    assert page(standing=None).standing is None


def test_the_meaning_of_a_level_is_told_with_whose_words_it_is():
    official = replace(LEVELS[2], sure="Two sources agree")
    assert page(level=official).meaning_head.startswith("By the decision, level 2")
    assert page().meaning_head == "Level 2 in general, in our words"
    assert page(level=None).meaning_head == ""


@pytest.mark.parametrize(
    ("pillars", "bars", "radar"), [(0, False, False), (2, True, False), (3, True, True)]
)
def test_charts_are_drawn_where_they_have_a_shape(pillars, bars, radar):
    parts = tuple(make_pillar(str(number)) for number in range(pillars))
    shown = page(pillars=parts)
    assert (bool(shown.bars), bool(shown.radar)) == (bars, radar)


def test_charts_are_safe_whatever_a_pillar_is_called():
    name = "<script>alert(1)</script> & Co"
    pillars = tuple(make_pillar(str(n), name=name) for n in range(3))
    shown = page(pillars=pillars, history=(make_round(1), make_round(2)))
    for chart in (shown.bars, shown.radar, shown.trend):
        assert isinstance(chart, SafeString)
        assert "<script>" not in chart
        parsed(chart)


def test_the_bars_show_where_a_new_level_begins():
    first, second = make_pillar("1", cuts=(20.0, 40.0)), make_pillar("2", cuts=(50.0,))
    bars = page(pillars=(first, second)).bars
    for ticks in (r'x1="64.0"', r'x1="128.0"', r'x1="160.0"'):
        assert bars.count(f'class="chart__cut" {ticks}') == 1
    assert bars.count("chart__cut") == 3


@pytest.mark.parametrize(("count", "is_drawn"), [(0, False), (1, False), (2, True)])
def test_the_trend_needs_two_rounds(count, is_drawn):
    rounds = tuple(make_round(number) for number in range(1, count + 1))
    assert bool(page(history=rounds).trend) is is_drawn


def test_the_history_is_told_newest_first():
    rounds = (
        make_round(1, percent=Decimal(40)),
        make_round(2, percent=Decimal("62.5"), level=None, at=AT + timedelta(days=365)),
    )
    newest, first = page(history=rounds).history
    assert (newest.number, newest.percent, newest.level) == (
        "Round 2",
        "62.5%",
        "No level yet",
    )
    assert (first.number, first.way) == ("Round 1", "")
    assert newest.round.public_id == "round-2"


def test_rounds_that_were_not_counted_alike_say_how_each_was():
    rounds = (make_round(1, version=1), make_round(2, version=2))
    shown = page(history=rounds)
    assert [row.way for row in shown.history] == ["version 2", "version 1"]
    assert "not counted alike" in shown.counted_unlike
    assert page(history=(make_round(1), make_round(2))).counted_unlike == ""


def test_the_distance_begins_with_a_capital():
    assert page("vi").distance == "Còn 9,7\u00a0% và 1 trụ cột nữa ở mức 3"
    assert page(distance=None).distance == ""


@pytest.mark.parametrize(
    ("distance", "nearest"),
    [
        (
            make_distance(nearest=near(1, 4)),
            (("Trụ cột 0", "1.0% more"), ("Trụ cột 1", "4.0% more")),
        ),
        (make_distance(pillars=0, nearest=near(1)), ()),
        (None, ()),
    ],
)
def test_the_nearest_pillars_are_told_where_pillars_are_wanted(distance, nearest):
    assert page(distance=distance).nearest == nearest


def test_of_many_near_pillars_three_are_told():
    assert len(page(distance=make_distance(nearest=near(1, 2, 3, 4))).nearest) == 3


def test_whoever_asks_for_points_reads_how_many_are_missing():
    assert page().distance_in_points == "19 points to go"
    assert page(distance=None).distance_in_points == ""
    enough = make_distance(points=Decimal(0))
    assert page(distance=enough).distance_in_points == ""


def test_the_first_steps_are_told_and_why_they_come_first():
    shown = page(way=make_way(5))
    steps = [thing.steps[0] for thing in shown.things]
    assert [step.code for step in steps] == ["1.1.1", "1.1.2", "1.1.3"]
    assert shown.steps_lead.startswith("The way we advise to level 3")


def test_the_grade_is_told_with_what_it_means():
    shown = page(grade=DECLARED)
    assert shown.grade == "Self-declared"
    assert shown.grade_meaning.startswith("The enterprise answered by itself.")


def test_that_answers_were_read_anew_is_told_where_they_were():
    assert page().reading == ""
    assert "read anew" in page(read_anew_at=AT).reading


def test_a_reader_of_the_overall_level_has_a_page_too():
    with translation.override("en"):
        shown = page_of(cut(make_contents(), Scope.AGGREGATE))
    assert shown.share == "117/195"
    assert (shown.pillars, shown.things, shown.history, shown.nearest) == (
        (),
        (),
        (),
        (),
    )
    assert (shown.bars, shown.radar, shown.trend, shown.distance) == ("", "", "", "")


def test_parts_that_have_a_level_stand_below_their_pillar():
    part = make_indicator("1.1", level=LEVELS[2])
    (row,) = page(pillars=(make_pillar(indicators=(part,)),)).pillars
    [shown] = row.parts
    assert (shown.name, shown.level) == (part.name, "Level 2: Hình thành")
    (without,) = page(
        pillars=(make_pillar(indicators=(make_indicator("1.1"),)),)
    ).pillars
    assert without.parts == ()


def test_a_pillar_without_parts_is_not_told_twice():
    own = make_indicator(make_pillar().code, level=LEVELS[2])
    (row,) = page(pillars=(make_pillar(indicators=(own,)),)).pillars
    assert row.parts == ()


def test_charts_begin_at_nothing_and_the_number_beside_says_what_it_is():
    losing = make_pillar(percent=Decimal("-12.5"), points=Decimal(-5))
    shown = page(pillars=(losing, make_pillar()))
    assert shown.pillars[0].percent == "-12.5%"
    assert "-12.5" in shown.bars
    widths = [bar.get("width") for bar in parsed(shown.bars).iter() if bar.get("width")]
    assert widths
    assert not any(width.startswith("-") for width in widths)
