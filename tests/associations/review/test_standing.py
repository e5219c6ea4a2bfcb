"""Whether something may still be done with a review: asked by every write, where it writes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.access.scopes import Scope
from accounts.models import Consent
from associations.errors import AssociationError
from associations.models import Assignment, PeriodLock, Review
from associations.review.assignments.parts import days_left
from associations.review.locks.queries import locks_of
from associations.review.standing import (
    check_result,
    check_reviewer,
    is_locked,
    lock_assignment,
    scope_of,
)
from survey.models import Assessment, Result
from tests.builders import NOW, make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)
State = Assignment.State


def refused(check, *terms) -> str:
    """By which code; nothing where it may be done."""
    try:
        check(*terms)
    except AssociationError as error:
        return error.code
    return ""


def fresh(result: Result) -> Result:
    """As it stands now, with nothing read before."""
    return Result.objects.select_related("assessment", "organisation").get(pk=result.pk)


def answer_of(reviewing, now=NOW) -> str:
    association = reviewing.manager.organisation
    return refused(check_result, association, fresh(reviewing.result), now)


def lock(association, first: date, last: date) -> PeriodLock:
    return PeriodLock.objects.create(
        organisation=association,
        first_day=first,
        last_day=last,
        reason="Đã nộp báo cáo",
        size=1,
        locked_at=NOW,
    )


def test_what_is_shared_stands_and_is_locked_nowhere_may_be_looked_at(reviewing):
    assert answer_of(reviewing) == ""


# How far a consent goes, by what it names, and what that is answered.
SHARED = (
    (["grade"], Scope.NOTHING, "not_shared"),
    (["aggregate"], Scope.AGGREGATE, "not_shared"),
    (["aggregate", "pillars"], Scope.PILLARS, "not_shared"),
    (["aggregate", "pillars", "answers"], Scope.ANSWERS, ""),
    (["aggregate", "pillars", "answers", "evidence"], Scope.EVIDENCE, ""),
)


def test_below_the_answers_there_is_nothing_to_look_at(reviewing):
    """In one test: the firm that shares takes long to make."""
    association = reviewing.manager.organisation
    for items, scope, code in SHARED:
        Consent.objects.update(items=items, scope=scope)
        assert scope_of(association, fresh(reviewing.result), NOW) == scope
        assert answer_of(reviewing) == code, items


@pytest.mark.parametrize(
    ("ended", "code"),
    [
        ({"withdrawn_at": NOW - DAY}, "not_shared"),
        ({"expires_at": NOW}, "not_shared"),
        ({"expires_at": NOW + DAY}, ""),
    ],
)
def test_a_consent_that_ended_ends_it_in_that_moment(reviewing, ended, code):
    Consent.objects.update(**ended)
    assert answer_of(reviewing) == code


def test_another_association_has_nothing_to_look_at(reviewing):
    other = make_organisation("association", "Hội Gỗ")
    assert refused(check_result, other, fresh(reviewing.result), NOW) == "not_shared"


def test_what_a_correction_took_the_place_of_is_looked_at_no_more(reviewing):
    Assessment.objects.update(replaced_at=NOW)
    assert answer_of(reviewing) == "replaced"


# So many days before and after the one on which it was answered.
LOCKS = (
    (0, 0, True),
    (1, 1, True),
    (0, 30, True),
    (30, 0, True),
    (-1, 30, False),
    (30, -1, False),
)


def test_both_days_of_a_lock_are_locked(reviewing):
    result, association = fresh(reviewing.result), reviewing.manager.organisation
    day = result.answered_at.date()
    for before, after, locked in LOCKS:
        PeriodLock.objects.all().delete()
        lock(association, day - before * DAY, day + after * DAY)
        assert is_locked(association, result) is locked
        assert answer_of(reviewing) == ("period_locked" if locked else "")


@pytest.mark.parametrize(("minute", "locked"), [(59, False), (60, True)])
def test_a_day_of_a_lock_begins_at_midnight_in_the_city(minute, locked):
    """Not seven hours later, when it begins in London."""
    association = make_organisation("association", "Hội May")
    lock(association, date(2026, 11, 20), date(2026, 11, 20))
    evening = datetime(2026, 11, 19, 16, tzinfo=UTC)
    sent = Assessment(submitted_at=evening + timedelta(minutes=minute))
    result = Result(assessment=sent)
    assert is_locked(association, result) is locked


def test_a_lock_of_another_association_locks_nothing_here(reviewing):
    other = make_organisation("association", "Hội Gỗ")
    kept = lock(other, date(2020, 1, 1), date(2099, 1, 1))
    assert answer_of(reviewing) == ""
    assert list(locks_of(other)) == [kept]
    assert not locks_of(reviewing.manager.organisation).exists()


class TestAssignment:
    @pytest.fixture
    def assignment(self, reviewing) -> Assignment:
        return reviewing.open().assignments.get()

    def test_only_what_still_lies_with_somebody_is_worked_at(self, assignment):
        for state in State:
            Assignment.objects.update(state=state)
            is_open = state in (State.WAITING, State.ASKING)
            code = refused(lock_assignment, assignment, NOW)
            assert code == ("" if is_open else "closed"), state

    def test_what_is_decided_is_worked_at_no_more(self, assignment):
        for state in Review.State:
            Review.objects.update(state=state)
            is_over = state == Review.State.DECIDED
            code = refused(lock_assignment, assignment, NOW)
            assert code == ("closed" if is_over else ""), state

    def test_who_joined_the_firm_meanwhile_works_at_it_no_more(
        self, reviewing, assignment
    ):
        make_membership(assignment.reviewer, reviewing.owner.organisation, "member")
        code = refused(lock_assignment, assignment, NOW)
        assert code == "same_organisation"

    def test_a_consent_that_ended_ends_the_work(self, assignment):
        Consent.objects.update(withdrawn_at=NOW)
        assert refused(lock_assignment, assignment, NOW + DAY) == "not_shared"

    def test_it_comes_back_as_it_stands_now(self, assignment):
        Assignment.objects.update(reason="Một lời")
        assert lock_assignment(assignment, NOW).reason == "Một lời"

    @pytest.mark.parametrize("role", ["owner", "member"])
    def test_nobody_judges_a_firm_of_their_own(self, reviewing, assignment, role):
        person = make_user("nguoi@quan.example")
        make_membership(person, reviewing.owner.organisation, role)
        assert refused(check_reviewer, person, assignment.review) == "same_organisation"

    def test_a_firm_of_another_name_is_no_conflict(self, assignment):
        person = make_user("nguoi@quan.example")
        make_membership(person, make_organisation(name="Quán khác"))
        assert refused(check_reviewer, person, assignment.review) == ""


@pytest.mark.parametrize(
    ("due_on", "left", "late"),
    [
        (None, None, None),
        (TODAY, 0, 0),
        (TODAY + 3 * DAY, 1, -1),
        (TODAY - DAY, -1, 1),
        (TODAY - 7 * DAY, -5, 5),
    ],
)
def test_an_appeal_has_so_many_working_days_left_or_is_late(due_on, left, late):
    """Today is a Friday."""
    assert days_left(Review(due_on=due_on), TODAY) == {"left": left, "late": late}
