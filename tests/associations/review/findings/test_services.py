"""Accept, another level with a reason, ask back; and the firm's reply."""

import pytest

from accounts.services import withdraw_consent
from associations.errors import AssociationError
from associations.models import Assignment, Finding
from associations.review.findings.services import reply
from tests.associations.review.conftest import assignment_of
from tests.builders import NOW, actions_logged

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
State = Assignment.State


def refused(code: str):
    return pytest.raises(AssociationError, match=f"^{code}")


def answer(reviewing, finding, words="Từ tháng 3"):
    return reply(finding=finding, words=words, by=reviewing.owner.user, now=NOW)


@pytest.mark.parametrize(
    ("verdict", "level", "words", "code"),
    [
        ("adjusted", 1, "", "reason_missing"),
        ("adjusted", None, "Vì sao", "level_missing"),
        ("adjusted", 3, "Vì sao", "same_level"),
        ("adjusted", 99, "Vì sao", "level_out_of_range"),
        ("accepted", 1, "", "other_level"),
        ("asked", None, "  ", "question_missing"),
    ],
)
def test_what_cannot_be_meant_is_refused(reviewing, verdict, level, words, code):
    review = reviewing.open()
    with refused(code):
        reviewing.find(review, reviewing.first, "1.1.1", verdict, level, words)
    assert not Finding.objects.exists()


def test_only_answers_of_the_review_are_judged(reviewing):
    review = reviewing.open()
    with refused("unknown_question"):
        reviewing.find(review, reviewing.first, "2.1.1")


def test_a_later_finding_replaces_the_first_and_the_log_keeps_both(reviewing):
    review = reviewing.open()
    reviewing.find(review, reviewing.first, "1.1.1", "adjusted", 1, "Thiếu")
    reviewing.find(review, reviewing.first, "1.1.1")
    (finding,) = Finding.objects.all()
    assert (finding.verdict, finding.level) == ("accepted", 3)
    assert actions_logged("review.found") == ["review.found"] * 2


def test_while_something_is_left_to_do_it_lies_with_the_reviewer(reviewing):
    review = reviewing.open()
    reviewing.find(review, reviewing.first, "1.1.1", "asked", words="Từ bao giờ?")
    assert assignment_of(review, reviewing.first).state == State.WAITING
    reviewing.find(review, reviewing.first, "1.1.2")
    assert assignment_of(review, reviewing.first).state == State.ASKING


def test_the_firm_is_told_once_and_the_reviewer_of_the_reply(reviewing, mailoutbox):
    review = reviewing.open()
    mailoutbox.clear()
    reviewing.find(review, reviewing.first, "1.1.1", "asked", words="Từ bao giờ?")
    reviewing.find(review, reviewing.first, "1.1.2", "asked", words="Ở đâu?")
    (letter,) = mailoutbox
    assert letter.to == [reviewing.owner.user.email]
    assert "Từ bao giờ" not in letter.body
    mailoutbox.clear()

    for finding in Finding.objects.all():
        answer(reviewing, finding)
    assert assignment_of(review, reviewing.first).state == State.WAITING
    assert {letter.to[0] for letter in mailoutbox} == {reviewing.first.user.email}
    mailoutbox.clear()
    # Asked anew after the reply it is told again.
    reviewing.find(review, reviewing.first, "1.1.1", "asked", words="Còn nữa?")
    assert mailoutbox[0].to == [reviewing.owner.user.email]


def test_a_question_is_replied_to_once_with_some_words(reviewing):
    review = reviewing.open()
    finding = reviewing.find(
        review, reviewing.first, "1.1.1", "asked", words="Từ bao giờ?"
    )
    with refused("reply_missing"):
        answer(reviewing, finding, "  ")
    answer(reviewing, finding)
    with refused("not_asked_back"):
        answer(reviewing, finding)


def test_without_consent_nothing_is_found_and_nothing_replied(reviewing):
    review = reviewing.open()
    finding = reviewing.find(
        review, reviewing.first, "1.1.1", "asked", words="Từ bao giờ?"
    )
    withdraw_consent(consent=reviewing.consent, by=reviewing.owner.user, now=NOW)
    with refused("not_shared"):
        reviewing.find(review, reviewing.first, "1.1.2")
    with refused("not_shared"):
        answer(reviewing, finding)
