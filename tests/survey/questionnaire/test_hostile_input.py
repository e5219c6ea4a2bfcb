"""What no browser would send is refused beside the field, not with a crash."""

import pytest
from django.urls import reverse

from language.numbers import NumberError, read_number
from survey.answers.values import AnswerValue
from survey.errors import SurveyError
from survey.models import Answer
from survey.rounds.forms import ProfileForm
from tests.builders import NOW, make_assessment, make_version_of, save_answer
from tests.survey.wizard import HTMX, hold, save, step

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
ENDLESS = "9" * 5000


def test_an_endless_level_is_no_answer(client, draft):
    assert save(client, draft, "1.1.1", picked=ENDLESS).status_code == 200
    assert not Answer.objects.filter(assessment=draft).exists()


@pytest.mark.parametrize("text", [ENDLESS, "9" * 2_000_000, "1 tỷ " * 200_000])
def test_an_endless_number_is_too_large(text):
    with pytest.raises(NumberError) as caught:
        read_number(text)
    assert caught.value.code == "too_large"


def test_a_question_that_stands_on_no_page_has_no_address(client):
    draft = make_assessment(
        index_version=make_version_of("dbi-2025-sme"), variant="retail"
    )
    hold(client, draft)
    questions = draft.index.questions
    told_by_profile = next(
        code for code, question in questions.items() if "from_profile" in question
    )
    assert save(client, draft, told_by_profile, numerator="5").status_code == 404
    somewhere = step(draft, draft.index.pages[0].slug)
    assert client.post(somewhere, {"next": told_by_profile}).status_code == 302


def test_a_card_of_a_question_without_cards_is_passed_over(client, draft):
    assert save(client, draft, "1.1.3", picked="0").status_code == 200
    assert not Answer.objects.exists()
    assert (
        save(client, draft, "1.1.3", picked="na", text="pho.example").status_code == 200
    )
    assert Answer.objects.get().text == "pho.example"


def test_an_endless_number_stands_beside_its_question(client, draft):
    page = save(client, draft, "2.2.1", numerator="9" * 2_000_000, denominator="5")
    assert "lớn quá" in page.content.decode()
    assert not Answer.objects.filter(assessment=draft).exists()


def test_more_people_than_the_database_can_count_are_refused(client, draft):
    before = draft.employees
    url = reverse("survey:figure", args=[draft.public_id, "employees"])
    page = client.post(
        url,
        {"figure-employees": "999999999999", "figure-employees-was": str(before)},
        **HTMX,
    )
    assert page.status_code == 200
    draft.refresh_from_db()
    assert draft.employees == before


def test_a_count_that_no_column_holds_is_refused():
    with pytest.raises(SurveyError) as caught:
        save_answer(
            assessment=make_assessment(),
            question="3.1.1",
            value=AnswerValue(count=10**15),
            by=None,
            now=NOW,
        )
    assert caught.value.code == "too_large"


def test_a_text_keeps_no_sign_that_postgresql_refuses():
    saved = save_answer(
        assessment=make_assessment(),
        question="1.1.3",
        value=AnswerValue(text="a\x00b"),
        by=None,
        now=NOW,
    )
    assert saved.answer.text == "ab"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Phở \u202eàoH\u202c Bình", "Phở àoH Bình"),
        ("Tiệm\r\nBcc: ai@do.example", "Tiệm Bcc: ai@do.example"),
    ],
)
def test_a_name_keeps_no_sign_without_a_shape(typed, kept):
    form = ProfileForm({"name": typed, "sector": "I", "employees": "12"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == kept


def test_a_name_of_nothing_visible_is_asked_for():
    form = ProfileForm({"name": "\u200b\u202e", "sector": "I", "employees": "12"})
    assert set(form.errors) == {"name"}
