"""Number fields are drawn the same everywhere: named, with unit, value and error."""

from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from survey.answers.progress import Progress
from survey.questionnaire.page import DrawnPage
from survey.questionnaire.problems import Problem
from survey.templatetags.survey import (
    HOLE,
    figure_field,
    jump_here,
    jump_list,
    jump_list_by_pillar,
    number_field,
    progress_part,
    question_slots,
)
from tests.survey.asked import make_answer, posted, small, storage_with, wide


def card(code: str, *answers, index=None, problem=None, **fields):
    index = index or small()
    page = DrawnPage(storage_with(index, *answers), index.page_of(code))
    if problem:
        page.data, page.problems = posted(**fields), [problem]
    return page.cards([code])[0]


@pytest.mark.parametrize(
    ("code", "name", "label", "unit"),
    [
        ("2.1.1", "numerator", "Số người được học", "người"),
        ("2.1.2", "numerator", "Doanh thu trên mạng", "đồng"),
        ("2.2.1", "denominator", "Tổng số cuộc họp", ""),
        ("3.1.1", "count", "Số lượng", ""),
    ],
)
def test_a_number_is_named_with_its_unit(code, name, label, unit):
    field = number_field(card(code), name)
    assert field["name"] == f"{code}-{name}"
    assert (field["label"], field["unit"]) == (label, unit)


def test_a_number_speaks_the_readers_language():
    with translation.override("en"):
        field = number_field(card("2.1.1"), "numerator")
        assert (field["label"], field["unit"]) == ("Staff trained", "people")


def test_a_number_that_stands_is_shown_grouped():
    answer = make_answer("2.1.1", numerator=Decimal(1500))
    assert number_field(card("2.1.1", answer), "numerator")["value"] == "1.500"


def test_a_number_that_cannot_be_read_stands_as_typed_with_what_is_wrong():
    wrong = Problem("2.1.1", "2.1.1-numerator", "unreadable_count")
    field = number_field(
        card("2.1.1", problem=wrong, q_2_1_1__numerator="ba"), "numerator"
    )
    assert (field["value"], field["error"]) == ("ba", wrong.text)


def test_a_plain_number_bears_the_name_of_its_question():
    assert (
        number_field(card("2.4", index=wide()), "numerator")["label"] == "Số cửa hàng"
    )


def test_a_number_of_the_round_has_a_field_at_each_question_that_offers_it():
    field = figure_field(card("2.1.1"))
    assert (field["name"], field["suffix"]) == ("figure-employees", "-2-1-1")
    assert (field["label"], field["hint"]) == ("Tổng số nhân viên", "Xem bảng lương.")
    assert (field["value"], field["error"]) == ("", "")


def test_a_number_of_the_round_shows_what_is_wrong_with_it():
    wrong = Problem("", "figure-employees", "no_people")
    field = figure_field(card("2.1.1", problem=wrong, figure__employees="0"))
    assert (field["value"], field["error"]) == ("0", wrong.text)


def line(slug: str, pillar: str, **fields) -> dict:
    return {
        "number": 1,
        "slug": slug,
        "title": f"Trang <{slug}>",
        "pillar": pillar,
        "answered": 1,
        "total": 3,
        "state": "started",
        "state_text": gettext_lazy("Language"),
        "is_current": False,
        **fields,
    }


LINES = [
    line("a", "Một & hai"),
    line("b", "Một & hai", is_current=True),
    line("c", "Ba", state="done", number=3),
]


def test_pages_are_listed_under_a_pillar_that_has_several():
    listed = jump_list_by_pillar(LINES)
    assert listed.count("jump__pillar") == listed.count("Một &amp; hai") == 1
    assert "Ba" not in listed.replace("Bản", "")
    for found in (listed, jump_list(LINES)):
        places = [found.index(f'value="{page["slug"]}"') for page in LINES]
        assert places == sorted(places)
        assert found.count("Trang &lt;") == len(LINES)
        assert found.count("aria-current") == 1
        assert "hx-swap-oob" not in found
    assert "jump__pillar" not in jump_list(LINES)


def test_the_line_of_the_page_that_is_shown_takes_the_place_of_the_one_before():
    here = jump_here(LINES)
    assert 'id="jump-b" hx-swap-oob="true"' in here
    assert here.count("<li") == 1


def test_a_line_that_was_drawn_before_speaks_each_readers_language():
    drawn = []
    for _again in range(2):
        for language in ("vi", "en", "vi"):
            with translation.override(language):
                drawn.append(jump_list(LINES[:1]))
    assert drawn == [drawn[0], drawn[1], drawn[0]] * 2
    assert "Language" in drawn[1]
    assert "Language" not in drawn[0]


def test_how_far_a_round_is_tells_each_when_theirs_was_saved():
    progress = Progress(answered=3, total=7, minutes_left=2, pages=[], open=[])
    for saved_at in ("9:15", "", "<b>", "10:00", "9:15"):
        for oob in (True, False):
            part = progress_part(progress, saved_at, oob)
            assert "3/7" in part
            assert HOLE not in part
            assert ("hx-swap-oob" in part) is oob
            assert ("lưu lúc" in part) is (saved_at != "")
            for other in ("9:15", "<b>", "10:00"):
                shown = "&lt;b&gt;" if other == "<b>" else other
                assert (shown in part) is (saved_at == other)
    whole = Progress(answered=7, total=7, minutes_left=0, pages=[], open=[])
    assert "7/7" in progress_part(whole, "")


def test_questions_that_are_nobody_elses_are_drawn_in_their_place():
    common = {"anchor": "1", "card": None, "html": "<i>kept</i>"}
    own = {"anchor": "2-1-1", "card": card("2.1.1"), "html": None}
    drawn = question_slots([common, own, {"anchor": "3", "card": None}])
    parts = ("<i>kept</i>", 'id="slot-2-1-1"', 'id="q-2.1.1"', 'id="slot-3"')
    places = list(map(drawn.index, parts))
    assert places == sorted(places)
