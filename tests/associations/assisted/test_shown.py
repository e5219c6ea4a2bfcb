"""What is confirmed is what was shown: on the page of the link, or read out for the code."""

import pytest

from associations.assisted.shown import digest_of
from associations.models import AssistedRound
from survey.answers.figures import save_figure
from survey.models import Answer, Assessment, Result
from tests.associations.assisted.steps import (
    address,
    ask,
    code_in,
    decide,
    opened,
    read_out,
    save,
)
from tests.builders import NOW, make_index_version
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db


def shown_to(owner, assisted) -> str:
    return owner.get(address("confirm", assisted)).context["shown"]


def test_what_changed_while_the_owner_was_reading_is_shown_once_more(
    officer, assisted, asked
):
    owner = opened(asked)
    shown = shown_to(owner, assisted)
    save(officer, assisted, 0)
    decide(owner, assisted, "confirm", shown)
    assert not Result.objects.exists()
    page = owner.get(address("confirm", assisted))
    assert_clean_page(page)
    assert "đã thay đổi" in page.content.decode()
    decide(owner, assisted, "confirm", page.context["shown"])
    assert Result.objects.exists()


def test_a_form_that_says_nothing_of_what_it_showed_confirms_nothing(assisted, asked):
    owner = opened(asked)
    owner.post(address("decide", assisted), {"choice": "confirm"})
    assert not Result.objects.exists()


def test_the_code_is_for_what_stood_there_when_it_was_sent(
    officer, assisted, asked, mailoutbox
):
    save(officer, assisted, 0)
    page = officer.client.get(address("state", assisted))
    assert_clean_page(page)
    assert (page.context["is_changed"], page.context["takes_code"]) == (True, False)
    page = read_out(officer, assisted, code_in(asked))
    assert page.context["code"].errors["code"]
    assert not Result.objects.exists()
    ask(officer, assisted)
    read_out(officer, assisted, code_in(mailoutbox[-1].body))
    assert Result.objects.exists()


@pytest.mark.parametrize("field", ["employees", "revenue", "sector", "area"])
def test_the_profile_is_part_of_what_is_confirmed(assisted, asked, field):
    owner = opened(asked)
    shown = shown_to(owner, assisted)
    other = {"employees": 13, "revenue": 7, "sector": "G", "area": "26734"}
    Assessment.objects.update(**{field: other[field]})
    decide(owner, assisted, "confirm", shown)
    assert not Result.objects.exists()


def test_a_number_of_the_round_is_part_of_it(assisted):
    before = digest_of(assisted.assessment)
    figures = make_index_version().index.figures
    name = next(each for each in figures if "from_profile" not in figures[each])
    save_figure(
        assessment=assisted.assessment, name=name, value=12345, by=None, now=NOW
    )
    assert digest_of(Assessment.objects.get()) != before


def test_all_that_was_typed_is_on_the_page(assisted, asked):
    Assessment.objects.update(employees=1234, revenue=1_234_567_890)
    page = opened(asked).get(address("confirm", assisted)).content.decode()
    assert "1.234" in page
    assert "1.234.567.890" in page
    assert "Quán ăn, quán cà phê, khách sạn" in page


def test_where_an_answer_was_taken_out_again_nothing_is_confirmed(
    officer, assisted, asked
):
    owner = opened(asked)
    Answer.objects.filter(question="1.1.1").delete()
    page = owner.get(address("confirm", assisted))
    assert_clean_page(page)
    assert 'value="confirm"' not in page.content.decode()
    decide(owner, assisted, "confirm", page.context["shown"])
    AssistedRound.objects.update(asked_digest=page.context["shown"])
    page = read_out(officer, assisted, code_in(asked))
    assert page.context["code"].errors["code"]
    assert not Result.objects.exists()
    assert Assessment.objects.get().is_being_typed
