"""Hôm nay: what waits of providers that apply, in the numbers of their own list."""

import pytest

from accounts.access.visitors import Visitor
from accounts.held import Held
from associations.today.queries import waiting_for
from associations.today.sources import Desk
from providers.vetting.evaluations.services import take
from tests.builders import NOW
from tests.providers.vetting.applying import (
    judge,
    make_association,
    make_officer,
    make_sent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def association():
    return make_association()


@pytest.fixture
def sent(association):
    return make_sent(association)[0]


def told(association, officer) -> list[str]:
    """What the page says of providers to somebody who works there."""
    role = officer.memberships.get().role
    visitor = Visitor(officer, {association.pk: role}, Held(), frozenset())
    waiting = waiting_for(Desk(association, visitor, NOW))
    assert all(row.count for row in waiting)
    return [row.what for row in waiting if "/tham-dinh/" in row.url]


def test_who_can_take_it_on_is_told(association, sent):
    lan = make_officer(association)
    assert told(association, lan) == ["1 nhà cung cấp chờ người chấm"]


def test_who_took_it_on_is_told_that_alone(association, sent):
    lan = make_officer(association)
    take(application=sent, officer=lan, now=NOW)
    assert told(association, lan) == ["1 nhà cung cấp anh/chị đang chấm"]


def test_handed_in_it_waits_for_the_other(association, sent):
    lan, minh = make_officer(association), make_officer(association, "minh")
    judge(sent, lan, 2)
    assert told(association, lan) == []
    assert told(association, minh) == ["1 nhà cung cấp chờ người chấm"]


def test_far_apart_a_third_is_looked_for(association, sent):
    officers = [make_officer(association, name) for name in ("lan", "minh", "tu")]
    judge(sent, officers[0], 3)
    judge(sent, officers[1], 1)
    assert told(association, officers[2]) == ["1 nhà cung cấp chờ người chấm"]
    assert told(association, officers[0]) == []


def test_evaluated_it_waits_for_the_decision(association, sent):
    officers = [make_officer(association, name) for name in ("lan", "minh")]
    for officer in officers:
        judge(sent, officer, 2)
    assert told(association, officers[1]) == ["1 nhà cung cấp chờ quyết định"]


@pytest.mark.parametrize("role", ["reviewer", "reader"])
def test_who_does_not_vet_is_told_nothing_of_it(association, sent, role):
    person = make_officer(association)
    person.memberships.update(role=role)
    assert told(association, person) == []
