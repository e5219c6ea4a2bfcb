"""Invented requests in every state: as they would have come there, and none overdue."""

import pytest

from accounts.models import Membership, User
from assessment.demo import sharing
from assessment.demo.population import demo_file
from assessment.demo.providers.leads import FATES, fates_of, staff_of
from providers.models import Lead
from tests.assessment.demo.facts import NOW
from tests.assessment.demo.test_sharing import make_owned_result, rng_of, solution
from tests.builders import make_provider

__all__ = ["solution"]
pytestmark = pytest.mark.django_db


def test_every_state_of_a_request_is_shown():
    assert set(FATES) == set(Lead.State)


def test_each_state_comes_once_before_any_comes_again():
    coming = fates_of(rng_of(), FATES)
    assert {next(coming) for _each in FATES} == set(FATES)


@pytest.mark.parametrize("fate", FATES)
def test_a_request_meets_the_fate_it_is_to(solution, fate):
    result = make_owned_result()
    (lead,) = sharing.ask_some(rng_of(), [result], 1, NOW, {fate: 1})
    lead.refresh_from_db()
    assert lead.state == fate
    if fate != Lead.State.SENT:
        assert lead.asked_at <= lead.moved_at <= NOW
    # Else a worker would end it as soon as the demo is started.
    assert lead.due_on is None or lead.due_on >= NOW.date()


def test_a_provider_who_declines_says_why(solution):
    fates = {Lead.State.DECLINED: 1}
    (lead,) = sharing.ask_some(rng_of(), [make_owned_result()], 1, NOW, fates)
    assert lead.decline_reason in demo_file("population")["refusals"]


def test_somebody_who_decides_for_a_provider_is_made_when_first_needed():
    provider = make_provider()
    staff = staff_of(provider, NOW)
    assert staff.email == "nhanvien@sao-mai.example"
    assert not staff.has_usable_password()
    membership = Membership.objects.get(user=staff)
    assert membership.organisation == provider.organisation


def test_the_same_person_decides_the_next_time():
    provider = make_provider()
    first = staff_of(provider, NOW)
    assert staff_of(provider, NOW) == first
    assert User.objects.count() == 1
