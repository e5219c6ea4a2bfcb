"""What the page after signing in says of an enterprise: its newest requests."""

from datetime import timedelta

import pytest

from providers.leads.home import SHOWN, requests_of
from providers.leads.services import decline_lead, withdraw_lead
from tests.builders import NOW, make_organisation, make_provider, make_solution

pytestmark = pytest.mark.sql


def test_an_enterprise_without_requests_has_none(result):
    assert requests_of([result.organisation], NOW) == {}


def test_the_newest_requests_come_first_and_few_of_them(ask, result):
    leads = []
    for number in range(SHOWN + 1):
        name = f"nha-{number}"
        solution = make_solution(make_provider(name, name), name)
        leads.append(ask(solution=solution, now=NOW + timedelta(hours=number)))
    requests = requests_of([result.organisation], NOW)
    assert requests == {result.organisation_id: leads[:0:-1]}


def test_a_withdrawn_request_is_not_shown_and_a_declined_one_is(ask, owner, result):
    lead = ask()
    decline_lead(lead=lead, reason="Hết chỗ", by=None, now=NOW)
    other = make_solution(make_provider("Kia", "kia"), "kia")
    withdraw_lead(lead=ask(solution=other), by=owner, now=NOW)
    assert requests_of([result.organisation], NOW) == {result.organisation_id: [lead]}


def test_requests_of_others_are_not_shown(ask):
    ask()
    assert requests_of([make_organisation(name="Tiệm may An")], NOW) == {}


def test_many_enterprises_take_one_query(ask, result, django_assert_num_queries):
    ask()
    enterprises = [result.organisation, make_organisation(name="Tiệm may An")]
    with django_assert_num_queries(1):
        requests = requests_of(enterprises, NOW)
        assert requests[result.organisation_id][0].provider.organisation.name
