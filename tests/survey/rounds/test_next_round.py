"""Answers of the last round: confirmed one by one, never counted by a number not yet known."""

import pytest
from django.urls import reverse

from survey.answers.figures import save_figure
from survey.answers.progress import missing, progress_of
from survey.answers.services import save_answers
from survey.answers.values import AnswerValue
from survey.errors import SurveyError
from survey.models import Answer, Result
from survey.results.services import submit
from survey.rounds.services import start_next_round
from tests.builders import NOW, levels_of, make_answers, make_assessment, save_answer
from tests.survey.wizard import HTMX, PEOPLE, hold, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def following(client):
    """A second round after 100 of 400 million in 2.1.2: the 400 of that quarter are not copied."""
    before = make_assessment()
    make_answers(before)
    save_figure(
        assessment=before, name="revenue_quarter", value=400_000_000, by=None, now=NOW
    )
    save_answer(
        assessment=before,
        question="2.1.2",
        value=AnswerValue(numerator=100_000_000),
        by=None,
        now=NOW,
    )
    submit(assessment=before, by=None, now=NOW)
    following = start_next_round(assessment=before, by=None, now=NOW)
    hold(client, following)
    return following


def test_a_ratio_without_its_whole_cannot_be_confirmed_and_says_what_is_missing(
    client, following
):
    assert (
        'name="confirm" value="2.1.2"'
        not in client.get(step(following, PEOPLE)).content.decode()
    )
    address = reverse("survey:answer", args=[following.public_id, "2.1.2"])
    page = client.post(address, {"confirm": "2.1.2"}, **HTMX).content.decode()
    assert "Chưa xác nhận được vì còn thiếu “Doanh thu quý”" in page
    assert levels_of(following)["2.1.2"] is None
    assert Answer.objects.get(assessment=following, question="2.1.2").to_confirm


def test_confirming_a_whole_page_leaves_out_what_has_no_whole_and_names_it(
    client, following
):
    page = client.post(step(following, PEOPLE), {"confirm": "all"})
    assert page.status_code == 200
    assert "còn thiếu “Doanh thu quý”" in page.content.decode()
    assert progress_of(following).answered == 2
    assert "2.1.2" in missing(following)


def test_the_missing_number_typed_along_lets_the_whole_page_be_confirmed(
    client, following
):
    client.post(
        step(following, PEOPLE), {"confirm": "all", "figure-revenue_quarter": "1 tỷ"}
    )
    assert (
        levels_of(following)["2.1.2"] == 1
    )  # 10 % of this quarter, whatever it was of the last one


def test_once_the_missing_number_is_known_the_question_offers_to_confirm(
    client, following
):
    address = reverse("survey:answer", args=[following.public_id, "2.1.2"])
    page = client.post(
        address, {"figure-revenue_quarter": "1 tỷ"}, **HTMX
    ).content.decode()
    assert 'name="confirm" value="2.1.2"' in page
    assert levels_of(following)["2.1.2"] is None


def test_the_closest_answer_may_still_be_chosen_instead_of_the_missing_number(
    following,
):
    save_answer(
        assessment=following,
        question="2.1.2",
        value=AnswerValue(level=2),
        by=None,
        now=NOW,
    )
    assert levels_of(following)["2.1.2"] == 2


def test_a_level_sent_beside_half_a_ratio_does_not_count(following):
    given = {
        "2.1.2": AnswerValue(level=5, numerator=7),
        "2.2.1": AnswerValue(level=5, denominator=9),
    }
    save_answers(assessment=following, values=given, by=None, now=NOW)
    levels = levels_of(following)
    assert (levels["2.1.2"], levels["2.2.1"]) == (None, None)


def test_nothing_is_submitted_by_a_level_that_its_numbers_do_not_give(following):
    save_answers(
        assessment=following,
        values={
            code: AnswerValue(level=3)
            for code in levels_of(following)
            if code != "2.1.2"
        },
        by=None,
        now=NOW,
    )
    Answer.objects.filter(assessment=following, question="2.1.2").update(
        to_confirm=False
    )  # as once was kept
    assert missing(following) == ["2.1.2"]
    with pytest.raises(SurveyError) as error:
        submit(assessment=following, by=None, now=NOW)
    assert error.value.params["codes"] == ["2.1.2"]
    assert Result.objects.count() == 1
