"""The components page: every component once, with errors, for looking at."""

import pytest
from django.utils import translation

from assessment.components import ANSWERS, LEVELS, ROWS, SampleForm, showcase
from assessment.templatetags.icons import PATHS
from assessment.views import components
from tests.builders import make_user
from tests.pages import assert_clean_page

VALID = {
    "name": "Quán phở Hòa Bình",
    "employees": "12",
    "sector": "I",
    "answer": "both",
    "agree": "on",
}


@pytest.mark.django_db
def test_the_components_page_shows_every_component_and_is_clean(rf, client):
    request = rf.get("/giao-dien/")
    request.user, request.session = make_user(), client.session
    with translation.override("vi"):
        response = components(request)
    assert_clean_page(response)
    html = response.content.decode()
    for name in (
        "choice",
        "error-summary",
        "level-badge",
        "table--cards",
        "wizard-bar",
        "dialog",
        "tabs",
        "empty",
    ):
        assert f'class="{name}' in html or f" {name}" in html


@pytest.mark.django_db
def test_the_components_page_is_not_there_for_visitors(client):
    assert client.get("/giao-dien/").status_code == 404


def test_each_kind_of_error_is_seen_before_anything_was_sent():
    form = showcase({})["form"]
    assert form.errors["name"]  # left empty
    assert form.errors["employees"]  # no number
    assert form.errors["sector"]  # nothing chosen
    assert form.errors["agree"]  # not ticked
    assert "answer" not in form.errors
    assert "tools" not in form.errors


def test_what_was_sent_is_judged_instead_of_the_sample():
    form = showcase(VALID)["form"]
    assert form.is_valid()
    assert form.cleaned_data["employees"] == 12


@pytest.mark.parametrize("name", VALID)
def test_what_is_left_out_is_asked_for(name):
    data = {key: value for key, value in VALID.items() if key != name}
    assert set(SampleForm(data).errors) == {name}


@pytest.mark.parametrize("name", ["note", "tools"])
def test_what_is_optional_may_be_left_out(name):
    assert name not in SampleForm(VALID).errors


def test_every_icon_is_shown():
    assert showcase({})["icons"] == PATHS


def test_levels_are_shown_from_the_lowest_to_the_highest():
    levels = [level for level, _name in showcase({})["levels"]]
    assert levels == [0, 1, 2, 3, 4, 5]


def test_rows_also_show_an_enterprise_without_a_result():
    levels = [row["level"] for row in ROWS]
    assert None in levels
    known = {level for level, _name in LEVELS}
    assert set(levels) - {None} <= known


def test_one_answer_is_long_enough_to_wrap():
    lengths = [len(text) for _level, text in ANSWERS]
    assert max(lengths) > 70
