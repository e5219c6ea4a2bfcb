"""Reads of requests: which state is shown, what is closed and why, where an enterprise is
weak.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.access.visitors import Visitor
from accounts.held import Held
from accounts.services import withdraw_consent
from indexes.index.model import Index
from providers.leads.queries import (
    closed_reason,
    closed_reasons,
    contact_openings,
    leads_at,
    leads_of,
    live_lead,
    live_leads,
    other_leads,
    weakest_pillars,
)
from providers.leads.services import accept_lead, decline_lead, open_contact
from providers.matching.content import content_of
from providers.matching.queries import may_be_asked, slugs_named
from providers.models import Lead
from providers.staffed import staffed_providers
from tests.builders import (
    NOW,
    make_membership,
    make_provider,
    make_solution,
    small_document,
)

sql = pytest.mark.sql


@sql
@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("sent", "withdrawn"),
        ("accepted", "withdrawn"),
        ("declined", "declined"),
        ("withdrawn", "withdrawn"),
    ],
)
def test_a_live_request_whose_consent_ended_is_shown_as_withdrawn(
    ask, owner, state, shown
):
    lead = ask()
    Lead.objects.update(state=state)
    assert leads_at(NOW).get().shown_state == state
    withdraw_consent(consent=lead.consent, by=owner, now=NOW)
    assert leads_at(NOW).get().shown_state == shown


@sql
@pytest.mark.parametrize(
    ("expires_in", "shown"), [(-1, "withdrawn"), (0, "withdrawn"), (1, "sent")]
)
def test_a_consent_that_runs_out_ends_the_request(ask, expires_in, shown):
    consent = ask().consent
    consent.expires_at = NOW + timedelta(minutes=expires_in)
    consent.save()
    assert leads_at(NOW).get().shown_state == shown


@sql
def test_an_enterprise_has_one_live_request_with_a_provider(ask, result, provider):
    enterprise = result.organisation
    assert live_lead(enterprise, provider, NOW) is None
    lead = ask()
    assert live_lead(enterprise, provider, NOW) == lead
    assert live_leads(enterprise, NOW) == {"sao-mai": lead}
    assert live_lead(enterprise, make_provider("Kia", "kia"), NOW) is None
    decline_lead(lead=lead, reason="Hết chỗ", by=None, now=NOW)
    assert live_lead(enterprise, provider, NOW) is None
    assert live_leads(enterprise, NOW) == {}


@sql
def test_the_other_requests_of_an_enterprise_are_its_own(ask, result):
    first = ask()
    second = ask(solution=make_solution(make_provider("Kia", "kia"), "kia"))
    assert list(other_leads(first, NOW)) == [second]
    assert list(other_leads(second, NOW)) == [first]


@sql
def test_requests_are_filtered_by_the_state_that_is_shown(ask, owner, provider):
    lead = ask()
    assert list(leads_of([provider], "sent", NOW)) == [lead]
    withdraw_consent(consent=lead.consent, by=owner, now=NOW)
    assert list(leads_of([provider], "sent", NOW)) == []
    assert list(leads_of([provider], "withdrawn", NOW)) == [lead]
    assert list(leads_of([provider], "", NOW)) == [lead]
    assert list(leads_of([make_provider("Kia", "kia")], "", NOW)) == []


def visitor(user, roles: dict) -> Visitor:
    return Visitor(user=user, roles=roles, held=Held(), shares=frozenset())


@sql
def test_openings_of_the_contact_are_listed_newest_first(ask, staff):
    lead = accept_lead(lead=ask(), by=staff, now=NOW)
    assert contact_openings(lead) == []
    later = NOW + timedelta(days=1)
    open_contact(lead=lead, by=staff, now=NOW)
    open_contact(lead=lead, by=staff, now=later)
    assert contact_openings(lead) == [later, NOW]


@sql
@pytest.mark.parametrize(
    ("of_provider", "of_solution", "reason"),
    [
        ({}, {}, ""),
        ({}, {"is_active": False}, "not_suggested"),
        ({"vetted_until": None}, {}, "not_vetted"),
        ({"vetted_until": NOW.date() - timedelta(days=1)}, {}, "not_vetted"),
        ({"vetted_until": NOW.date()}, {}, ""),
        ({"capacity_per_month": 0}, {}, "full_this_month"),
        ({"paused_until": NOW.date()}, {}, "paused"),
        ({"paused_until": NOW.date() - timedelta(days=1)}, {}, ""),
        ({"capacity_per_month": 0, "vetted_until": None}, {}, "not_vetted"),
    ],
)
def test_why_a_solution_cannot_be_asked_for(result, of_provider, of_solution, reason):
    solution = make_solution(make_provider(**of_provider), **of_solution)
    assert closed_reason(None, solution, result.organisation, NOW) == reason
    # The page tells the same without reading anything; what is gone it does not name.
    content = content_of(result, budget=None, now=NOW)
    is_named = "web" in slugs_named(content)
    assert is_named == solution.is_active
    if is_named:
        assert closed_reasons(content).get("web", "") == reason


@sql
def test_an_open_request_closes_the_solutions_of_its_provider(ask, result, provider):
    other = make_solution(provider, "khac")
    ask()
    open_lead = live_lead(result.organisation, other.provider, NOW)
    assert closed_reason(open_lead, other, result.organisation, NOW) == "already_asked"


@sql
@pytest.mark.parametrize("nearness", ["tax code", "staff"])
def test_who_is_too_near_is_asked_for_nothing(
    nearness, result, owner, solution, provider
):
    if nearness == "tax code":
        for organisation in (result.organisation, provider.organisation):
            organisation.tax_code = "0312687878"
            organisation.save()
    else:
        make_membership(owner, provider.organisation)
    assert closed_reason(None, solution, result.organisation, NOW) == "conflict"
    content = content_of(result, budget=None, now=NOW)
    assert content["suggestions"] == []
    assert not may_be_asked(result, solution, NOW)


def test_reasons_take_no_query(result, solution, django_assert_num_queries):
    content = content_of(result, budget=None, now=NOW)
    with django_assert_num_queries(0):
        assert closed_reasons(content) == {}


def pillars(*shares: tuple[int, int]) -> SimpleNamespace:
    """A result with these points and maxima."""
    points, maxima = zip(*shares, strict=True)
    index = Index(small_document())
    return SimpleNamespace(index=index, pillar_points=points, pillar_maxima=maxima)


@pytest.mark.parametrize(
    ("shares", "codes"),
    [
        ([(5, 10), (1, 10), (3, 10)], ["2", "3", "1"]),
        ([(10, 10), (1, 10), (10, 10)], ["2"]),
        ([(10, 10), (15, 15), (10, 10)], []),
        ([(2, 10), (3, 15), (0, 10)], ["3", "1", "2"]),
        ([(0, 0), (1, 15), (10, 10)], ["2"]),
    ],
    ids=[
        "weakest first",
        "a full one is not weak",
        "none",
        "equals by code",
        "what does not apply is not weak",
    ],
)
def test_the_weakest_pillars_have_the_smallest_share(shares, codes):
    assert weakest_pillars(pillars(*shares)) == codes


def test_as_many_pillars_as_one_asks_for_are_named():
    result = pillars((5, 10), (1, 15), (3, 10))
    assert weakest_pillars(result, most=1) == ["2"]


@given(st.lists(st.tuples(st.integers(0, 20), st.just(20)), min_size=3, max_size=3))
def test_no_pillar_left_out_is_weaker_than_one_named(shares):
    result = pillars(*shares)
    named = weakest_pillars(result, most=2)
    points = dict(zip(result.index.rubric.pillars, result.pillar_points, strict=True))
    left_out = [points[code] for code in points if code not in named]
    if len(named) == 2:
        assert max(points[code] for code in named) <= min(left_out)
    else:
        assert all(value == 20 for value in left_out)


def test_membership_decides_for_whom_somebody_works(db, staff, provider):
    second = make_provider("Kia", "kia")
    make_membership(staff, second.organisation, "officer")
    roles = {provider.organisation_id: "manager", second.organisation_id: "officer"}
    working = staffed_providers(visitor(staff, roles))
    assert set(working) == {provider, second}
