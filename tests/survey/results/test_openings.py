"""The log of who opened a result or took its report away."""

import pytest

from accounts.access.scopes import Scope
from accounts.models import AuditEvent
from survey.results.openings import record_opening
from tests.builders import NOW, make_result, make_user

pytestmark = pytest.mark.django_db
OTHERS = [scope for scope in Scope if scope is not Scope.OWN]


def opened(scope: Scope, part: str, by=None, through=()) -> list[AuditEvent]:
    """What the log says after one opening."""
    result = make_result()
    record_opening(
        result=result, scope=scope, part=part, by=by, now=NOW, through=through
    )
    return list(AuditEvent.objects.filter(subject=f"result:{result.public_id}"))


def test_an_owner_reading_its_own_result_is_not_noted():
    assert opened(Scope.OWN, "answers") == []


@pytest.mark.parametrize("scope", OTHERS)
def test_everybody_else_is_noted_with_how_much_they_saw(scope):
    reader = make_user()
    (event,) = opened(scope, "answers", by=reader)
    assert (event.action, event.actor) == ("result.opened", reader)
    assert event.details["part"] == "answers"
    assert event.details["scope"] == scope.name.lower()


@pytest.mark.parametrize("scope", list(Scope))
def test_a_report_taken_away_is_noted_for_everybody(scope):
    (event,) = opened(scope, "report")
    assert event.action == "report.taken"


def test_the_consents_that_opened_it_stay_with_the_event():
    """Whoever opened it may leave the association whose consent it was."""
    (event,) = opened(Scope.ANSWERS, "answers", through=("a", "b"))
    assert event.details["through"] == ["a", "b"]
