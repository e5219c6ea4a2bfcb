"""What happens where nobody does anything, and that looking twice changes nothing."""

from datetime import timedelta

import pytest
from django.core import mail

from providers.complaints.clock import due_keys, follow
from providers.complaints.services import take_back
from providers.models import Complaint, ComplaintStep
from tests.builders import NOW, make_membership, make_organisation, make_user
from tests.providers.complaints.world import make_complaint

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def look(django_capture_on_commit_callbacks):
    """As the worker does so many days later; who got a letter."""

    def run(complaint: Complaint, days: int) -> set[str]:
        mail.outbox.clear()
        now = NOW + A_DAY * days
        if complaint.pk in due_keys(now):
            with django_capture_on_commit_callbacks(execute=True):
                follow(complaint.pk, now)
        complaint.refresh_from_db()
        return {letter.to[0] for letter in mail.outbox}

    return run


def test_before_any_day_has_come_nothing_happens(complaint, look):
    assert look(complaint, 1) == set()
    assert complaint.state == Complaint.State.OPEN


def test_whoever_is_to_answer_is_reminded_and_only_once(complaint, look, staff):
    assert look(complaint, 6) == {staff.email}
    assert look(complaint, 7) == set()


def test_what_was_not_answered_is_passed_on_and_all_are_told(
    complaint, look, staff, owner, officer, second
):
    told = {staff.email, owner.email, officer.email, second.email}
    assert look(complaint, 11) == told
    assert complaint.state == Complaint.State.UNANSWERED
    assert look(complaint, 11) == set()
    kinds = complaint.steps.values_list("kind", flat=True)
    assert list(kinds) == [ComplaintStep.Kind.OPENED, ComplaintStep.Kind.PASSED_ON]


def test_officers_are_reminded_before_and_after_their_day(
    answered, look, officer, second
):
    both = {officer.email, second.email}
    before = (answered.remind_on - NOW.date()).days
    late = (answered.decide_by - NOW.date()).days + 1
    assert look(answered, before - 1) == set()
    assert look(answered, before) == both
    assert look(answered, before + 1) == set()
    assert look(answered, late) == both
    # And every week, as long as nothing is decided.
    assert look(answered, late + 1) == set()
    assert look(answered, late + 7) == both


def test_whatever_is_over_is_looked_at_no_more(upheld, look):
    assert look(upheld, 100) == set()
    assert upheld.state == Complaint.State.UPHELD


def test_one_taken_back_in_this_very_moment_stays_so(complaint, owner):
    late = NOW + A_DAY * 12
    assert complaint.pk in due_keys(late)
    take_back(complaint=complaint, by=owner, now=NOW)
    follow(complaint.pk, late)
    complaint.refresh_from_db()
    assert complaint.state == Complaint.State.WITHDRAWN


def test_one_that_nobody_could_decide_finds_an_association_later(ask, owner, look):
    complaint = make_complaint(ask(), owner)
    assert complaint.association is None
    later = make_organisation("association", "Hội mới")
    make_membership(make_user("moi@hoi.example"), later, "officer")
    look(complaint, 1)
    assert complaint.association == later
