"""A page's form as a browser would send it, and the answers behind a result page."""

from urllib.parse import parse_qs

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from indexes.index.model import Index
from performance.frame.browser import IN_PROCESS
from performance.pages import (
    Form,
    answerable_documents,
    of_index,
    of_longest_step,
    send,
    uneven_levels,
)
from scoring.rules import NOT_ANSWERED
from tests.builders import (
    index_document,
    make_assessment,
    make_index_version,
    make_version_of,
)

PAGE = """
<form method="post">
  <input type="hidden" name="csrfmiddlewaretoken" value="t0k3n">
  <input type="hidden" name="q-1.1.1-was" value="3">
  <input type="hidden" name="figures-seen" value="12">
  <input type="radio" name="1.1.1" value="0">
  <input type="radio" name="1.1.1" value="1" checked>
  <input type="radio" name="1.1.1" value="2">
  <input type="checkbox" name="agree">
  <input type="text" name="1.1.3" value="https://quan.example">
  <select name="sector"><option value="I">Ăn uống</option></select>
  <button name="next" value="1">Tiếp</button>
</form>
"""


@pytest.fixture
def form() -> Form:
    return Form(PAGE)


def test_choices_are_those_of_radios_and_ticks_in_the_order_of_the_page(form):
    assert form.choices == {"1.1.1": ["0", "1", "2"], "agree": ["on"]}


def test_what_the_page_sends_unseen_is_sent_along(form):
    assert form.unseen["csrfmiddlewaretoken"] == "t0k3n"


def test_what_the_page_was_shown_with_is_left_out(form):
    assert form.unseen["q-1.1.1-was"] == ""
    assert form.unseen["figures-seen"] == ""


def test_text_fields_menus_and_buttons_are_left_alone(form):
    fields = parse_qs(form.filled(0), keep_blank_values=True)
    assert not {"1.1.3", "sector", "next"} & set(fields)


@pytest.mark.parametrize(("place", "chosen"), [(0, "0"), (-1, "2")])
def test_the_first_or_the_last_choice_of_each_question_is_sent(form, place, chosen):
    fields = parse_qs(form.filled(place))
    assert fields["1.1.1"] == [chosen]
    assert fields["agree"] == ["on"]


def test_first_and_last_differ_so_that_each_sending_changes_something(form):
    assert form.filled(0) != form.filled(-1)


def test_letters_are_sent_as_addresses_write_them():
    form = Form('<input type="radio" name="nghe" value="quán ăn">')
    assert form.filled(0) == "nghe=qu%C3%A1n+%C4%83n"


def test_a_page_without_a_form_asks_nothing():
    form = Form("<h1>Không có trang này</h1>")
    assert (form.choices, form.unseen) == ({}, {})


# Answers behind a result


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(index_document("small"))


def test_levels_go_by_turns_from_the_lowest_to_the_highest(index):
    levels = uneven_levels(index, [*index.codes])
    by_code = dict(zip(index.codes, levels, strict=True))
    # Six levels a question, so the seventh starts anew.
    last_five = [by_code[code] for code in index.codes[2:]]
    assert last_five == [2, 3, 4, 5, 0]


def test_no_level_is_beyond_the_top_of_its_question(index):
    levels = uneven_levels(index, [*index.codes])
    for level, question in zip(levels, index.rubric.questions, strict=True):
        assert level <= question.top


def test_what_is_not_among_the_answered_is_not_answered(index):
    first = index.codes[0]
    levels = uneven_levels(index, [first])
    by_code = dict(zip(index.codes, levels, strict=True))
    assert by_code[first] == 0
    assert by_code["3.1.1"] == NOT_ANSWERED


# What is measured


def test_every_index_is_measured_but_those_that_nobody_can_answer():
    ids = [document["index"]["id"] for document in answerable_documents()]
    assert ids == sorted(ids)
    assert {"dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"} <= set(ids)
    assert "dbi-2023-sme" not in ids


@pytest.fixture
def small_runs(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.01")
    with override_settings(**IN_PROCESS):
        yield


@pytest.mark.django_db
def test_the_longest_page_is_drawn_and_sent(small_runs):
    draft = make_assessment()
    drawn, sent = of_longest_step("small", draft.index, draft)
    longest = max(len(page.codes) for page in draft.index.pages)
    assert drawn.name == f"small: a page of {longest}, drawn"
    assert sent.name == f"small: a page of {longest}, sent"
    assert draft.answers.exists()


@pytest.mark.django_db
def test_a_page_that_is_sent_and_refused_is_no_measurement(small_runs):
    draft = make_assessment()
    address = reverse("survey:step", args=[draft.public_id, draft.index.pages[0].slug])
    stranger = Client()
    with pytest.raises(AssertionError):
        send(stranger, address, "")


@pytest.mark.django_db
def test_an_index_without_groups_has_one_result_page_pdf_and_roadmap(small_runs):
    names = [measurement.name for measurement in of_index(make_index_version())]
    assert names[2:] == ["small: result page", "small: PDF", "small: roadmap kept"]


@pytest.mark.django_db
def test_an_index_with_groups_is_measured_both_ways(small_runs):
    version = make_version_of("dbi-2025-large")
    names = [measurement.name for measurement in of_index(version)]
    assert names[2:] == [
        "dbi-2025-large, by groups: result page",
        "dbi-2025-large, by groups: PDF",
        "dbi-2025-large, by groups: roadmap kept",
        "dbi-2025-large, by criteria: result page",
        "dbi-2025-large, by criteria: PDF",
        "dbi-2025-large, by criteria: roadmap kept",
    ]
