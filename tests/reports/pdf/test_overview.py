"""The pages that speak first: summary, level and ladder, pillars."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation
from reportlab.graphics.shapes import Drawing

from accounts.access.scopes import Scope
from reports.contents.standing import Said
from reports.contents.whole import cut
from reports.pdf.overview import charts, level_and_ladder, summary
from tests.reports.pdf.flowables import flat, headings, tables_in, text_of
from tests.reports.records import (
    LEVELS,
    make_contents,
    make_distance,
    make_indicator,
    make_ladder,
    make_pillar,
    make_roadmap,
    make_standing,
    make_way,
)


def said(section, **fields) -> str:
    with translation.override("en"):
        return text_of(section(make_contents(**fields)))


def test_the_summary_says_level_and_percent_first():
    assert said(summary).startswith("Summary Level Percent 2 · Hình thành 60.0%")


def test_the_summary_says_what_the_enterprise_has_and_lacks():
    text = said(summary, standing=make_standing(more_lacks=2))
    assert "What is there Website: Cập nhật mỗi tháng" in text
    lacking = "What is missing An toàn thông tin: Chưa có biện pháp nào and 2 more"
    assert lacking in text
    assert LEVELS[2].meaning not in text


def test_the_summary_says_three_of_each_and_counts_the_others():
    four = tuple(Said(f"Câu {number}", "Chưa") for number in range(1, 5))
    text = said(summary, standing=make_standing(lacks=four, more_lacks=2))
    assert "Câu 3: Chưa and 3 more" in text
    assert "Câu 4" not in text


def test_an_empty_list_of_the_summary_says_that_it_is():
    text = said(summary, standing=make_standing(has=()))
    assert "What is there No digital tool and no digital way of working yet." in text
    text = said(summary, standing=make_standing(lacks=()))
    assert "What is missing Nothing that comes next is missing altogether" in text


def test_who_may_not_see_answers_reads_what_the_level_means_and_who_says_so():
    assert f"in our words: {LEVELS[2].meaning}" in said(summary)
    official = replace(LEVELS[2], sure="Two sources agree.")
    words = f"level 2 means: {LEVELS[2].meaning} Two sources agree."
    assert words in said(summary, level=official)


def test_what_the_level_means_is_said_in_one_place_besides_the_ladder():
    meaning = LEVELS[2].meaning
    for standing in (None, make_standing()):
        texts = [
            said(section, standing=standing, ladder=())
            for section in (summary, level_and_ladder)
        ]
        assert " ".join(texts).count(meaning) == 1


def test_where_no_part_stands_out_the_summary_names_none():
    even = {"strengths": (), "gaps": (), "even": (Decimal(50), Decimal(50))}
    text = said(summary, **even)
    assert "Every part stands at 50.0%" in text
    assert "What is strong" not in text


def test_strengths_and_gaps_stand_side_by_side():
    (_figures, findings) = tables_in(summary(make_contents()))
    ((left, right),) = findings._cellvalues
    assert headings(left, "h2") == ["Điểm mạnh"]
    assert headings(right, "h2") == ["Chỗ còn yếu nhất"]


@pytest.mark.parametrize(
    ("fields", "titles"),
    [
        ({"strengths": ()}, ["What is weakest"]),
        ({"gaps": ()}, ["What is strong"]),
    ],
)
def test_one_of_them_alone_has_the_whole_width(fields, titles):
    with translation.override("en"):
        (_figures, findings) = tables_in(summary(make_contents(**fields)))
    ((only,),) = findings._cellvalues
    assert headings(only, "h2") == titles


def test_a_finding_names_its_pillar_unless_that_has_the_same_name():
    named = make_indicator(name="Web", pillar="Khách hàng", percent=80)
    same = make_indicator(name="Web", pillar="Web", percent=80)
    assert "80.0% · Web (Khách hàng)" in said(summary, strengths=(named,))
    assert "80.0% · Web (" not in said(summary, strengths=(same,))


def test_the_summary_says_how_far_the_next_level_is():
    words = "Level 3: Nâng cao. 9.7% and 1 more pillar at level 3 to go."
    assert words in said(summary)
    assert "To the next level" not in said(summary, distance=None)


def test_the_summary_names_three_first_steps_and_why_these():
    text = said(summary, way=make_way(5))
    assert (
        "The way we advise to level 3 (Nâng cao) has 5 steps. These are the first 3."
        in text
    )
    assert "3. Tiêu chí 1.1.3. Khi xong: Có làm (1.1.3)" in text
    assert "1.1.4" not in text


def test_what_the_enterprise_chose_takes_the_place_of_the_first_steps():
    text = said(summary, roadmap=make_roadmap())
    assert "0 of 1 steps done" in text
    assert "First steps" not in text


def test_with_nothing_to_begin_with_nothing_is_said_of_it():
    assert "First steps" not in said(summary, way=None, steps=())


def test_a_reader_of_the_overall_level_has_a_summary_without_pillars():
    with translation.override("en"):
        text = text_of(summary(cut(make_contents(), Scope.AGGREGATE)))
    assert "2 · Hình thành" in text
    for words in (
        "pillars at a glance",
        "What is strong",
        "To the next level",
        "First",
    ):
        assert words not in text


def test_a_result_without_a_level_has_a_summary_too():
    text = said(summary, level=None, percent=None)
    assert text.startswith("Summary Level Percent – –")


def test_the_ladder_is_told_from_the_top_down_with_the_own_rung_marked():
    (ladder, _nearest) = tables_in(level_and_ladder(make_contents()))
    names = [row[0].replace("\n", " ") for row in ladder._cellvalues[1:]]
    assert names == [
        "3 · Nâng cao",
        "2 · Hình thành – hiện nay",
        "1 · Khởi đầu",
        "0 · Chưa bắt đầu",
    ]


def test_what_each_rung_asks_for_is_told_exactly():
    with translation.override("en"):
        (ladder, *_rest) = tables_in(level_and_ladder(make_contents()))
    asks = [row[2].replace("\n", " ") for row in ladder._cellvalues[1:]]
    assert asks == [
        "More than 60%; 3 pillars or more at level 3",
        "40% or more; 2 pillars or more at level 2",
        "More than 20%",
        "The starting point",
    ]


def test_without_a_level_no_rung_is_marked():
    assert "– here" not in said(level_and_ladder, level=None)
    assert said(level_and_ladder, level=None).count("No level yet") == 1


def test_the_nearest_pillars_are_told_where_pillars_are_wanted():
    text = said(level_and_ladder)
    assert "Nearest pillars Now To level 3 Trụ cột 2 Level 2: Hình thành 4.5%" in text


@pytest.mark.parametrize(
    "distance", [make_distance(pillars=0), make_distance(nearest=())]
)
def test_they_are_left_out_where_points_alone_are_wanted(distance):
    text = said(level_and_ladder, distance=distance)
    assert "Nearest pillars" not in text
    assert "What a pillar gains counts towards the whole as well." in text


def test_at_the_top_nothing_is_said_of_a_next_level():
    contents = {"level": LEVELS[3], "distance": None}
    assert "How far the next level is" not in said(level_and_ladder, **contents)
    assert "3 · Nâng cao – here" in said(level_and_ladder, **contents)


def test_the_pillars_are_drawn_as_bars_and_as_a_radar_and_told_in_a_table():
    parts = list(charts(make_contents()))
    assert len([part for part in flat(parts) if isinstance(part, Drawing)]) == 2
    (table,) = tables_in(parts)
    assert len(table._cellvalues) == 1 + 3


def test_each_pillar_has_its_figures_in_the_table():
    unknown = make_pillar("2", percent=None, level=None, to_next=None, next_level=None)
    text = said(charts, pillars=(make_pillar("1"), unknown))
    assert "Trụ cột 1 60.0% 2 · Hình thành 3.6% to level 3 39/65" in text
    assert "Trụ cột 2 – – – 39/65" in text


def test_a_ladder_of_points_alone_asks_for_no_pillars():
    ladder = tuple(replace(rung, pillars=0) for rung in make_ladder())
    assert "pillars or more" not in said(level_and_ladder, ladder=ladder)


def test_there_is_no_more_than_everything():
    everything = replace(make_ladder()[1], above=Decimal(100), strictly=False)
    text = said(level_and_ladder, ladder=(everything,))
    assert " 100%" in text
    assert "100% or more" not in text


def test_a_share_is_told_with_its_fraction():
    ladder = (replace(make_ladder()[1], above=Decimal("66.67")),)
    assert "More than 66.67%" in said(level_and_ladder, ladder=ladder)
