"""How the operator stands with the terms of requests, and which ones are a person's own."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Consent, Membership
from privacy.models import PersonRequest
from privacy.requests.actions import ACTIONS, actions_for
from privacy.requests.queries import (
    health_of,
    overdue,
    own_requests,
    standing_consents,
    waiting,
)
from privacy.requests.services import mark_of
from tests.builders import NOW, make_membership, make_organisation, make_user
from tests.personas import make_share

pytestmark = pytest.mark.django_db
State, Kind = PersonRequest.State, PersonRequest.Kind
ADDRESS = "lan@quanpho.example"
TODAY = NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LATER = TODAY + timedelta(days=30)


def a_request(**fields) -> PersonRequest:
    usual = {
        "kind": Kind.VIEW,
        "email": ADDRESS,
        "mark": mark_of(fields.get("email") or ADDRESS),
        "language": "vi",
        "received_at": NOW,
        "acknowledge_by": LATER,
        "due_on": LATER,
    }
    return PersonRequest.objects.create(**usual | fields)


@pytest.mark.parametrize(
    ("state", "waits"),
    [
        (State.RECEIVED, True),
        (State.ACKNOWLEDGED, True),
        (State.DONE, False),
        (State.REFUSED, False),
    ],
)
def test_what_is_closed_waits_no_more_and_is_never_late(state, waits):
    a_request(state=state, acknowledge_by=YESTERDAY, due_on=YESTERDAY)
    assert waiting().exists() is waits
    assert overdue(NOW).exists() is waits


@pytest.mark.parametrize(
    ("acknowledge_by", "acknowledged", "due_on", "is_late"),
    [
        (TODAY, None, LATER, False),
        (YESTERDAY, None, LATER, True),
        (YESTERDAY, NOW, LATER, False),
        (YESTERDAY, NOW, TODAY, False),
        (YESTERDAY, NOW, YESTERDAY, True),
        (TOMORROW, None, YESTERDAY, True),
    ],
)
def test_each_of_the_two_terms_may_be_over(
    acknowledge_by, acknowledged, due_on, is_late
):
    a_request(
        acknowledge_by=acknowledge_by, acknowledged_at=acknowledged, due_on=due_on
    )
    assert overdue(NOW).exists() is is_late


@pytest.mark.parametrize(
    ("at", "is_late"),
    [
        (datetime(2026, 11, 20, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), True),
    ],
)
def test_a_day_is_over_at_midnight_in_the_city(at, is_late):
    a_request(due_on=date(2026, 11, 20))
    assert overdue(at).exists() is is_late


@pytest.mark.parametrize(
    ("due_on", "is_soon"),
    [
        (YESTERDAY, True),
        (TODAY, True),
        (TODAY + timedelta(days=7), True),
        (TODAY + timedelta(days=8), False),
    ],
)
def test_what_is_due_this_week_is_counted_late_or_not(due_on, is_soon):
    a_request(due_on=due_on)
    health = health_of(NOW)
    assert (health.waiting, health.due_this_week) == (1, int(is_soon))
    assert len(health.overdue) == (due_on < TODAY)


def test_where_nobody_asks_for_anything_all_is_well():
    health = health_of(NOW)
    assert (health.waiting, health.due_this_week, health.overdue) == (0, 0, [])


@pytest.mark.parametrize(
    ("now", "unlisted"),
    [
        (datetime(2026, 6, 1, tzinfo=UTC), []),
        (datetime(2090, 6, 1, tzinfo=UTC), [2090]),
        (datetime(2090, 12, 20, tzinfo=UTC), [2090, 2091]),
    ],
)
def test_years_without_holidays_are_told_before_they_begin(now, unlisted):
    assert health_of(now).unlisted_years == unlisted


class TestOwn:
    @pytest.fixture
    def user(self):
        return make_user(ADDRESS)

    def test_of_an_account_they_are_those_it_asked(self, user):
        own = a_request(user=user)
        a_request()
        assert list(own_requests(user, ADDRESS)) == [own]

    def test_by_a_letter_they_are_those_of_the_address_without_an_account(self, user):
        a_request(user=user)
        own = a_request()
        assert list(own_requests(None, ADDRESS)) == [own]

    @pytest.mark.parametrize(
        "address", ["LAN@quanpho.example", "lan@QUANPHO.example", ADDRESS]
    )
    def test_an_address_is_the_same_however_it_is_written(self, address):
        own = a_request()
        assert list(own_requests(None, address)) == [own]

    def test_also_those_whose_address_was_taken_out(self):
        own = a_request()
        PersonRequest.objects.update(email="", words="")
        assert list(own_requests(None, ADDRESS)) == [own]

    def test_of_another_address_there_are_none(self):
        a_request()
        assert not own_requests(None, "ba@quanpho.example").exists()

    def test_the_newest_stands_first(self, user):
        older = a_request(user=user, received_at=NOW - timedelta(days=1))
        newer = a_request(user=user)
        assert list(own_requests(user, ADDRESS)) == [newer, older]


class TestConsents:
    @pytest.fixture
    def user(self):
        return make_user(ADDRESS)

    @pytest.fixture
    def consent(self, user) -> Consent:
        shop = make_organisation()
        make_membership(user, shop)
        return make_share(shop, make_organisation("association", "Hội May"))

    def test_what_stands_can_be_withdrawn(self, user, consent):
        assert standing_consents(user, NOW) == [consent]

    @pytest.mark.parametrize(
        "ended",
        [
            {"withdrawn_at": NOW},
            {"expires_at": NOW},
            {"expires_at": NOW - timedelta(1)},
        ],
    )
    def test_what_has_ended_cannot(self, user, consent, ended):
        Consent.objects.update(**ended)
        assert standing_consents(user, NOW) == []

    def test_a_colleague_who_does_not_own_it_withdraws_nothing(self, user, consent):
        Membership.objects.update(role=Membership.Role.MEMBER)
        assert standing_consents(user, NOW) == []

    def test_of_others_nothing_stands_there(self, consent):
        assert standing_consents(make_user("ba@quan.example"), NOW) == []


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({}, {"acknowledge", "finish", "extend", "refuse"}),
        ({"acknowledged_at": NOW}, {"finish", "extend", "refuse"}),
        ({"extended_at": NOW}, {"acknowledge", "finish", "refuse"}),
        ({"kind": Kind.DELETE}, set(ACTIONS)),
        ({"state": State.DONE}, set()),
        ({"state": State.REFUSED, "kind": Kind.DELETE}, set()),
        (
            {"state": State.ACKNOWLEDGED, "acknowledged_at": NOW, "extended_at": NOW},
            {"finish", "refuse"},
        ),
    ],
)
def test_what_can_be_done_about_a_request_follows_how_it_stands(fields, names):
    assert set(actions_for(a_request(**fields))) == names


@pytest.mark.parametrize("kind", set(Kind) - {Kind.DELETE})
def test_only_whoever_asked_to_be_deleted_is_deleted(kind):
    assert "erase" not in actions_for(a_request(kind=kind))
