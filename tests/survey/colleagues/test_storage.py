"""A colleague's questionnaire: their own answers to their own pillars, nothing of others."""

import pytest
from django.utils import timezone

from survey.answers.values import AnswerValue
from survey.colleagues.services import withdraw_invitation
from survey.colleagues.storage import InvitedStorage
from survey.errors import SurveyError
from survey.models import Answer, Figure
from tests.builders import make_answers, make_assessment, make_respondent
from tests.survey.wizard import FIRST, PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_assessment()


@pytest.fixture
def storage(draft):
    return InvitedStorage(
        make_respondent(draft, pillars=["1", "2"], now=timezone.now())
    )


def send(storage, figures=None, **levels) -> None:
    answers = {
        name.removeprefix("q_").replace("_", "."): AnswerValue(level=level)
        for name, level in levels.items()
    }
    posted = {"answers": answers, "figures": figures or {}, "seen": {}}
    storage.set_step_data(FIRST, posted)


def test_a_colleague_has_the_pages_of_the_pillars_asked_for(storage):
    assert [page.slug for page in storage.pages] == [FIRST, PEOPLE]


def test_answers_of_the_owner_are_not_shown(draft, storage):
    make_answers(draft)
    assert storage.answers == {}
    assert storage.progress.answered == 0
    assert storage.saved_at == ""


def test_answers_of_the_owner_decide_which_questions_are_asked(draft, storage):
    assert storage.progress.total == 4
    make_answers(draft, q_1_1_1=0)
    assert storage.progress.total == 4  # the branch of 1.1.2 was taken by nobody
    Answer.objects.filter(question="1.1.1").update(level=3)
    assert storage.progress.total == 5
    assert {answer.question for answer in storage.known()} == set(draft.index.codes)


def test_what_a_colleague_answers_is_kept_beside_and_counts_where_there_was_none(
    draft, storage
):
    make_answers(draft, level=3)
    Answer.objects.filter(question="1.1.1").delete()
    send(storage, q_1_1_1=1, q_1_1_2=1)
    assert {code: answer.level for code, answer in storage.answers.items()} == {
        "1.1.1": 1,
        "1.1.2": 1,
    }
    assert storage.saved_at
    counting = dict(Answer.objects.values_list("question", "level"))
    assert (counting["1.1.1"], counting["1.1.2"]) == (1, 3)


def test_a_question_of_another_pillar_is_refused(storage):
    send(storage, q_1_1_1=1, q_3_1_2=1)
    assert storage.refused["3.1.2"].code == "unknown_question"
    assert set(storage.saved) == {"1.1.1"}


def test_a_number_of_the_round_is_kept_only_while_nobody_has_given_it(draft, storage):
    send(storage, {"employees": 7, "revenue_quarter": 10**9})
    draft.refresh_from_db()
    assert draft.employees == 20
    assert Figure.objects.get().value == 10**9
    send(storage, {"revenue_quarter": 5})
    assert Figure.objects.get().value == 10**9


def test_after_the_invitation_was_withdrawn_nothing_is_saved(storage):
    withdraw_invitation(respondent=storage.respondent, by=None, now=timezone.now())
    with pytest.raises(SurveyError) as caught:
        send(storage, q_1_1_1=1)
    assert caught.value.code == "invitation_ended"


def test_every_address_is_one_of_the_invitation(storage):
    number = str(storage.respondent.public_id)
    assert storage.page_url(FIRST) == f"/cung-tra-loi/{number}/{FIRST}/"
    assert storage.answer_url("1.1.1") == f"/cung-tra-loi/{number}/tra-loi/1.1.1/"
    assert storage.figure_url("employees", PEOPLE) == ""
