"""Several people at the very same moment, each with a connection of its own."""

import pytest

from survey.answers.values import AnswerValue
from survey.colleagues.services import save_for_respondent
from survey.errors import SurveyError
from survey.models import (
    Answer,
    AnswerChange,
    Assessment,
    Evidence,
    RespondentAnswer,
    Result,
)
from survey.results.services import submit
from survey.rounds.claims import claim
from survey.rounds.services import start_next_round
from survey.ways.services import tell_ways
from tests.builders import (
    NOW,
    PDF,
    make_answers,
    make_assessment,
    make_evidence,
    make_index_version,
    make_respondent,
    make_result,
    make_user,
    make_version_of,
    save_answer,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sql]


def fresh(draft):
    return Assessment.objects.get(pk=draft.pk)


def test_two_submissions_at_once_give_one_result(at_once):
    draft = make_assessment()
    make_answers(draft)
    results = at_once(*[lambda: submit(assessment=fresh(draft), by=None, now=NOW)] * 2)
    assert results[0].pk == results[1].pk
    assert at_once(Result.objects.count) == [1]


def test_people_on_one_question_at_once_are_all_kept(at_once):
    draft = make_assessment()
    levels = [0, 1, 2, 3, 4, 5]

    def save(level):
        return lambda: save_answer(
            assessment=fresh(draft),
            question="1.1.1",
            value=AnswerValue(level=level),
            by=None,
            now=NOW,
        )

    saved = at_once(*map(save, levels))
    assert sorted(one.answer.revision for one in saved) == [1, 2, 3, 4, 5, 6]
    [changes], [answers] = (
        at_once(lambda: list(AnswerChange.objects.order_by("revision"))),
        at_once(lambda: list(Answer.objects.all())),
    )
    assert sorted(change.level for change in changes) == levels
    assert (answers[0].level, answers[0].revision, len(answers)) == (
        changes[-1].level,
        6,
        1,
    )


def test_people_who_tell_different_ways_at_once_are_all_heard(at_once):
    draft = make_assessment(index_version=make_version_of("dbi-2025-sme"))
    ways = ["seats", "delivery", "stock", "branches", "shifts"]

    def tell(way):
        return lambda: tell_ways(
            assessment=fresh(draft), ways={way: way != "stock"}, by=None, now=NOW
        )

    at_once(*map(tell, ways))
    [kept] = at_once(lambda: fresh(draft).ways)
    assert kept == {way: way != "stock" for way in ways}


def test_an_answer_that_races_with_submission_is_in_the_result_or_refused(at_once):
    draft = make_assessment()
    make_answers(draft, level=3)
    answer = {
        "question": "3.1.2",
        "value": AnswerValue(level=5),
        "by": None,
        "now": NOW,
    }
    saved, result = at_once(
        lambda: save_answer(assessment=fresh(draft), **answer),
        lambda: submit(assessment=fresh(draft), by=None, now=NOW),
    )
    if isinstance(saved, SurveyError):
        assert (saved.code, result.total) == ("submitted", 24)
    else:
        assert result.total == 28


def test_two_next_rounds_at_once_are_one(at_once):
    make_index_version()
    before = make_result().assessment
    rounds = at_once(
        *[lambda: start_next_round(assessment=fresh(before), by=None, now=NOW)] * 2
    )
    assert rounds[0].pk == rounds[1].pk


def test_two_claims_at_once_make_one_owner(at_once):
    draft = make_assessment()
    users = [make_user("mot@pho.example"), make_user("hai@pho.example")]

    def take(user):
        return lambda: claim(organisation=draft.organisation, user=user, now=NOW)

    outcomes = at_once(*map(take, users))
    refused = [one for one in outcomes if isinstance(one, SurveyError)]
    assert [error.code for error in refused] == ["claimed"]


def test_an_owner_and_a_colleague_answering_at_once_are_both_kept_and_the_owner_counts(
    at_once,
):
    draft = make_assessment()
    colleague = make_respondent(draft)

    def owner_answers():
        return save_answer(
            assessment=fresh(draft),
            question="1.1.1",
            value=AnswerValue(level=1),
            by=None,
            now=NOW,
        )

    def colleague_answers():
        return save_for_respondent(
            respondent=colleague, given={"1.1.1": AnswerValue(level=4)}, now=NOW
        )

    assert not any(
        isinstance(one, SurveyError)
        for one in at_once(owner_answers, colleague_answers)
    )
    [theirs], [answer] = (
        at_once(RespondentAnswer.objects.get),
        at_once(Answer.objects.get),
    )
    assert theirs.level == 4
    assert (answer.level, answer.given_by) == (1, None)


def test_files_sent_at_once_keep_to_the_limit(at_once):
    draft = make_assessment()
    for number in range(4):
        make_evidence(draft, content=PDF + b"\n" * number)
    make_two = [
        lambda sign=sign: make_evidence(fresh(draft), content=PDF + sign)
        for sign in (b"a", b"b")
    ]
    outcomes = at_once(*make_two)
    assert [one.code for one in outcomes if isinstance(one, SurveyError)] == [
        "too_many_files"
    ]
    assert at_once(Evidence.objects.count) == [5]
