"""Who may be given what, what moves, and that everybody is told."""

import pytest

from accounts.services import withdraw_consent
from associations.errors import AssociationError
from associations.models import Assignment
from associations.review.assignments.services import (
    abstain,
    assign,
    move_assignment,
    skip,
)
from associations.review.decisions.services import appeal
from tests.associations.review.conftest import assignment_of
from tests.builders import NOW, make_correction
from tests.personas import make_persona, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
State = Assignment.State


def refused(code: str):
    return pytest.raises(AssociationError, match=f"^{code}")


def give(reviewing, review, person):
    return assign(
        review=review, reviewer=person.user, by=reviewing.manager.user, now=NOW
    )


def move(reviewing, review, before, person):
    return move_assignment(
        assignment=assignment_of(review, before),
        reviewer=person.user,
        by=reviewing.manager.user,
        now=NOW,
    )


def test_whoever_is_given_a_review_gets_a_letter(reviewing, mailoutbox):
    """Defect of others: a reviewer never told (Decidim 12909)."""
    reviewing.open(reviewing.first)
    (letter,) = mailoutbox
    assert letter.to == [reviewing.first.user.email]
    assert reviewing.owner.organisation.name in letter.body
    assert "/xem-xet/" in letter.body


def test_the_letter_of_a_blind_review_names_no_firm(reviewing, mailoutbox):
    reviewing.open(reviewing.first, reviewing.second, phase="two")
    assert len(mailoutbox) == 2
    for letter in mailoutbox:
        assert reviewing.owner.organisation.name not in letter.body + letter.subject
        assert reviewing.owner.organisation.name not in letter.alternatives[0].content


def test_nobody_reviews_the_firm_they_belong_to(reviewing, as_member):
    as_member(reviewing.first)
    with refused("same_organisation"):
        reviewing.open(reviewing.first)
    review = reviewing.open(reviewing.second)
    # Who joins it meanwhile stops there.
    as_member(reviewing.second)
    with refused("same_organisation"):
        reviewing.find(review, reviewing.second, "1.1.1")


def test_only_reviewers_of_this_association_are_given_one(reviewing):
    reader = make_persona("doc@hoi.example", reviewing.manager.organisation, "reader")
    elsewhere = make_staff("Hội khác", "khac@hoi.example")
    for person in (reader, elsewhere, reviewing.owner):
        with refused("not_reviewer"):
            reviewing.open(person)


def test_a_result_is_reviewed_once_a_phase(reviewing):
    review = reviewing.open()
    with refused("open_already"):
        reviewing.open(phase="two")
    reviewing.finish(review, reviewing.first)
    with refused("open_already"):
        reviewing.open(phase="one")
    assert reviewing.open(phase="two")


def test_no_more_people_look_than_the_phase_wants(reviewing):
    review = reviewing.open(reviewing.first)
    with refused("enough_reviewers"):
        give(reviewing, review, reviewing.second)


def test_what_nobody_began_moves_and_the_new_one_is_told(reviewing, mailoutbox):
    review = reviewing.open(reviewing.first)
    mailoutbox.clear()
    move(reviewing, review, reviewing.first, reviewing.second)
    assert assignment_of(review, reviewing.first).state == State.MOVED
    (letter,) = mailoutbox
    assert letter.to == [reviewing.second.user.email]


def test_work_that_has_begun_is_not_taken_away(reviewing):
    """Defect of others: an assignment moved after work began (pretalx 1331)."""
    review = reviewing.open(reviewing.first)
    reviewing.find(review, reviewing.first, "1.1.1")
    with refused("work_began"):
        move(reviewing, review, reviewing.first, reviewing.second)
    assert assignment_of(review, reviewing.first).findings.count() == 1


def test_of_one_who_left_the_work_moves_and_what_was_found_counts_for_nothing(
    reviewing,
):
    review = reviewing.open(reviewing.first)
    reviewing.find(review, reviewing.first, "1.1.1", "adjusted", 0, "Không thấy")
    reviewing.first.user.memberships.all().delete()
    move(reviewing, review, reviewing.first, reviewing.second)
    reviewing.finish(review, reviewing.second)
    assert review.outcome.total == reviewing.result.total
    assert assignment_of(review, reviewing.first).findings.exists()


def test_abstaining_takes_a_reason_and_makes_room_for_another(reviewing):
    review = reviewing.open(reviewing.first)
    assignment = assignment_of(review, reviewing.first)
    by = reviewing.first.user
    with refused("reason_missing"):
        abstain(assignment=assignment, reason="  ", by=by, now=NOW)
    abstain(assignment=assignment, reason="Người nhà", by=by, now=NOW)
    with refused("closed"):
        reviewing.find(review, reviewing.first, "1.1.1")
    with refused("assigned_already"):
        give(reviewing, review, reviewing.first)
    give(reviewing, review, reviewing.second)


def test_an_appeal_is_not_given_to_who_was_part_of_it(reviewing):
    review = reviewing.open(reviewing.first)
    reviewing.finish(review, reviewing.first, q_1_1_1=1)
    made = _appeal(reviewing, review)
    made.assignments.all().delete()
    with refused("had_part"):
        give(reviewing, made, reviewing.first)


def _appeal(reviewing, review):
    return appeal(review=review, words="Xem lại", by=reviewing.owner.user, now=NOW)


def test_skipping_puts_it_at_the_end(reviewing):
    review = reviewing.open(reviewing.first)
    later = NOW.replace(hour=9)
    skip(
        assignment=assignment_of(review, reviewing.first),
        by=reviewing.first.user,
        now=later,
    )
    assert assignment_of(review, reviewing.first).waiting_since == later


def test_nothing_begins_without_consent_files_or_on_what_was_replaced(reviewing):
    reviewing.result.assessment.evidence.all().delete()
    with refused("nothing_to_review"):
        reviewing.open()
    make_correction(reviewing.result, level=2)
    reviewing.result.assessment.refresh_from_db()
    with refused("replaced"):
        reviewing.open(phase="whole")
    withdraw_consent(consent=reviewing.consent, by=reviewing.owner.user, now=NOW)
    with refused("not_shared"):
        reviewing.open()
