"""Pillar by pillar, what to do first, and who can help."""

from decimal import Decimal

import pytest
from django.utils import translation

from reports.pdf.details import LONGEST_WORDS, pillar, priorities
from tests.reports.pdf.flowables import in_english, tables_in, text_of
from tests.reports.records import (
    ATTACHED,
    LEVELS,
    make_contents,
    make_criterion,
    make_indicator,
    make_pillar,
    make_step,
    make_way,
)


def rows_of(flowables) -> list[list[str]]:
    """The rows of the only table, without its head; each text on one line."""
    with translation.override("en"):
        (table,) = tables_in(flowables)
    return [[cell.replace("\n", " ") for cell in row] for row in table._cellvalues[1:]]


def row_of(**fields) -> list[str]:
    criterion = make_criterion(**fields)
    part = make_pillar(indicators=(make_indicator(criteria=(criterion,)),))
    (row,) = rows_of(pillar(part))
    return row


class TestPillar:
    def test_it_is_headed_by_its_place_and_says_its_code_and_figures(self):
        text = in_english(pillar(make_pillar("2", number=1)))
        figures = "60.0% · Level 2: Hình thành · 39/65 · code 2"
        assert text.startswith(f"1. Trụ cột 2 {figures}")

    def test_why_it_matters_is_told_where_the_index_says_so(self):
        assert "Khách hàng ở đó." in text_of(
            pillar(make_pillar(why="Khách hàng ở đó."))
        )

    def test_the_next_level_is_told_by_its_name(self):
        """What it means is said of whole enterprises, not of a pillar."""
        text = in_english(pillar(make_pillar()))
        assert "Next: 3.6% to level 3 (Nâng cao)." in text
        assert LEVELS[3].meaning not in text

    def test_at_the_top_there_is_no_next_level(self):
        assert "Next:" not in in_english(pillar(make_pillar(next_level=None)))

    def test_the_grade_is_told_where_there_is_evidence(self):
        text = in_english(pillar(make_pillar(grade=ATTACHED)))
        assert "How far to trust it: Evidence attached. 62.5% of the points" in text
        assert "How far to trust it" not in in_english(pillar(make_pillar()))

    def test_without_answers_there_is_no_table(self):
        assert tables_in(pillar(make_pillar(indicators=()))) == []

    def test_each_indicator_heads_its_criteria(self):
        rows = rows_of(pillar(make_pillar("1")))
        heads = [row[0] for row in rows if not any(row[1:])]
        assert heads == [
            "1.1 Chỉ số 1.1 – 5/10 · 50.0%",
            "1.2 Chỉ số 1.2 – 5/10 · 50.0%",
        ]
        assert len(rows) == 2 + 4

    def test_an_only_indicator_needs_no_head(self):
        rows = rows_of(pillar(make_pillar(indicators=(make_indicator(),))))
        assert all(any(row[1:]) for row in rows)

    def test_where_each_indicator_is_its_own_criterion_there_are_no_heads(self):
        """As where an index is answered by groups."""
        indicators = []
        for code in ("1.1", "1.2"):
            criterion = make_criterion(code, name=f"Chỉ số {code}")
            indicators.append(make_indicator(code, criteria=(criterion,)))
        rows = rows_of(pillar(make_pillar(indicators=tuple(indicators))))
        assert [row[0] for row in rows] == ["1.1", "1.2"]


class TestCriterion:
    def test_a_row_says_code_name_answer_what_comes_next_and_points(self):
        assert row_of() == [
            "1.1.1",
            "Tiêu chí 1.1.1",
            "1 · Có làm",
            "Làm thường xuyên",
            "1/5",
        ]

    @pytest.mark.parametrize(
        ("fields", "answer"),
        [
            ({"mark": ""}, "Có làm"),
            ({"mark": "", "numbers": "1.500 / 2.000"}, "Có làm (1.500 / 2.000)"),
            ({"own_words": "Máy chủ riêng"}, "1 · Có làm. Máy chủ riêng"),
            (
                {"numbers": "3", "own_words": "Máy chủ"},
                "1 · Có làm (3). Máy chủ",
            ),
        ],
    )
    def test_an_answer_is_told_with_what_was_given_beside_it(self, fields, answer):
        assert row_of(**fields)[2] == answer

    def test_what_was_typed_is_cut_short(self):
        answer = row_of(mark="", answer="A", own_words="rất dài " * 100)[2]
        assert answer.endswith("…")
        assert len(answer) <= LONGEST_WORDS + len("A. ")

    def test_at_the_highest_level_nothing_comes_next(self):
        assert row_of(next_answer="")[3] == "At the highest level"

    def test_what_does_not_apply_is_neither_zero_nor_at_the_top(self):
        fields = {"level": None, "mark": "", "points": None, "next_answer": ""}
        assert row_of(**fields)[2:] == ["Có làm", "–", "–"]


class TestPriorities:
    def test_the_easiest_way_is_told_step_by_step(self):
        contents = make_contents(way=make_way(3))
        text = in_english(priorities(contents))
        assert "is these 3 steps, in this order." in text
        rows = rows_of(priorities(contents))
        assert rows[0] == ["1.1.1", "Tiêu chí 1.1.1", "Chưa làm", "Có làm", "+1.0%"]
        assert len(rows) == 3

    def test_a_step_says_how_much_of_the_whole_it_brings(self):
        way = make_way(1, steps=(make_step(gain=Decimal("0.25")),))
        assert rows_of(priorities(make_contents(way=way)))[0][-1] == "+0.25%"

    def test_without_a_way_each_gap_heads_what_raises_it(self):
        web = make_indicator(name="Web", pillar="A", percent=20)
        data = make_indicator(name="Dữ liệu", pillar="B", percent=30)
        steps = (
            make_step("1.1.1", pillar="A", indicator="Web"),
            make_step("2.1.1", pillar="B", indicator="Dữ liệu"),
            make_step("2.1.2", pillar="B", indicator="Dữ liệu"),
        )
        contents = make_contents(way=None, weakest=(web, data), steps=steps)
        codes = [row[0] for row in rows_of(priorities(contents))]
        assert codes == ["Web – 20.0%", "1.1.1", "Dữ liệu – 30.0%", "2.1.1", "2.1.2"]
        assert "The weakest parts" in in_english(priorities(contents))

    def test_a_gap_that_nothing_raises_is_not_named(self):
        weakest = (make_indicator(name="Web"), make_indicator(name="Dữ liệu"))
        steps = (make_step(indicator="Dữ liệu"),)
        contents = make_contents(way=None, weakest=weakest, steps=steps)
        assert "Web" not in in_english(priorities(contents))

    def test_where_nothing_can_be_raised_there_is_no_such_section(self):
        assert list(priorities(make_contents(way=None, steps=()))) == []


def test_the_tools_of_each_job_stand_under_its_name():
    tools = [
        make_criterion(code="7.1", name="Till", job="Selling"),
        make_criterion(code="7.2", name="Web shop", job="Selling"),
        make_criterion(code="7.3", name="Kitchen screen", job="Kitchen"),
    ]
    part = make_pillar(indicators=(make_indicator(criteria=tuple(tools)),))
    firsts = [row[0] for row in rows_of(pillar(part))]
    assert firsts == ["Selling", "7.1", "7.2", "Kitchen", "7.3"]
