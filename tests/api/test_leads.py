"""Requests to providers, by the programs of both sides."""

import pytest

from accounts.models import AuditEvent, Consent
from accounts.services import withdraw_consent
from providers.models import Lead
from tests.api.programs import Program, make_program
from tests.api.test_access import program_of
from tests.builders import (
    NOW,
    make_assessment,
    make_lead,
    make_provider,
    make_result,
    make_solution,
)
from tests.personas import make_owner, make_persona
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(kept_world: World) -> Lead:
    return kept_world.lead


@pytest.fixture
def provider(kept_world: World) -> Program:
    return program_of(kept_world, "provider")


@pytest.fixture
def owner(kept_world: World) -> Program:
    return program_of(kept_world, "owner")


def move(program: Program, lead: Lead, to: str, **terms: object):
    return program.ask("POST", f"/leads/{lead.public_id}/moves", {"to": to, **terms})


def test_a_request_goes_to_its_end_by_the_programs_of_both_sides(lead, provider, owner):
    offer = {"amount": 5_000_000, "scope": "Cài đặt, hướng dẫn"}
    offer |= {"begins_on": "2027-01-04", "ends_on": "2027-02-01"}
    assert move(provider, lead, "accepted").status_code == 200
    offered = move(provider, lead, "offered", offer=offer).json()["offer"]
    assert offered["amount"] == 5_000_000
    assert move(owner, lead, "agreed", offer_id=offered["id"]).status_code == 200
    assert move(provider, lead, "delivered").status_code == 200
    assert move(owner, lead, "closed", said="done").json()["state"] == "delivered"
    closed = move(provider, lead, "closed", said="done").json()
    assert (closed["state"], closed["moves"]) == ("closed", [])


def test_whoever_comes_second_is_told_how_it_stands(lead, provider):
    move(provider, lead, "declined", reason="Quá xa")
    late = move(provider, lead, "accepted")
    assert (late.status_code, late.json()["code"]) == (409, "moved_on")
    assert late.json()["title"]


def test_what_a_move_needs_is_named_where_it_is_missing(lead, provider):
    for to, pointer in (("declined", "/reason"), ("returned", "/code")):
        answer = move(provider, lead, to)
        assert answer.status_code == 422
        assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


def test_a_contact_is_opened_after_accepting_and_each_time_is_written_down(
    lead, provider
):
    path = f"/leads/{lead.public_id}/contact"
    assert provider.ask("POST", path).json()["code"] == "contact_closed"
    move(provider, lead, "accepted")
    assert provider.ask("POST", path).json()["email"] == lead.contact_email
    assert AuditEvent.objects.filter(action="lead.contact_opened").count() == 1


def test_a_contact_that_a_firm_keeps_to_itself_is_opened_to_nobody(lead, provider):
    path = f"/leads/{lead.public_id}"
    move(provider, lead, "accepted")
    assert provider.get(path).json()["firm"]["tells_contact"] is True
    Consent.objects.filter(pk=lead.consent_id).update(items=["messages"])
    assert provider.get(path).json()["firm"]["tells_contact"] is False
    assert provider.ask("POST", f"{path}/contact").json()["code"] == "contact_closed"


def test_once_the_consent_is_withdrawn_a_provider_sees_nothing_of_the_firm(
    lead, provider, owner
):
    path = f"/leads/{lead.public_id}"
    owner.ask("POST", f"{path}/messages", {"text": "Gọi sau 5 giờ chiều"})
    assert provider.get(path).json()["firm"]["name"] == lead.organisation.name
    withdraw_consent(consent=lead.consent, by=None, now=NOW)
    told = provider.get(path).json()
    assert (told["state"], told["firm"], told["due_on"]) == ("withdrawn", None, None)
    assert provider.get(f"{path}/messages").json()["items"] == []
    assert lead.organisation.name not in provider.get("/leads").content.decode()


def test_a_list_is_narrowed_by_state_and_side(kept_world, lead, provider, owner):
    for program, side in ((provider, "provider"), (owner, "enterprise")):
        [row] = program.get(f"/leads?state=sent&side={side}").json()["items"]
        assert (row["id"], row["side"]) == (str(lead.public_id), side)
        assert program.get("/leads?state=closed").json()["items"] == []
    assert provider.get("/leads?side=clock").status_code == 422


def test_a_token_of_the_enterprise_says_nothing_of_what_else_its_owner_has(
    kept_world, lead
):
    user = kept_world.owned.enterprise.memberships.get(role="owner").user
    elsewhere = make_program(user, organisation=kept_world.consent.grantee)
    assert elsewhere.get("/token").json()["code"] == "token_unanswered"
    here = make_program(user, organisation=kept_world.owned.enterprise)
    assert len(here.get("/leads").json()["items"]) == 1


@pytest.mark.parametrize("count", [1, 6])
def test_a_list_takes_as_many_queries_for_many(count, django_assert_num_queries):
    provider = make_provider("Máy tính Mới", "may-tinh-moi")
    staff = make_persona("nv@sao.example", provider.organisation, "officer")
    solution = make_solution(provider, "may-tinh")
    for number in range(count):
        owner = make_owner(f"chu{number}@pho.example", f"Quán {number}")
        result = make_result(make_assessment(owner.organisation), level=1)
        make_lead(result, solution, owner.user, items=["contact"])
    program = make_program(staff.user)
    program.get("/leads")
    with django_assert_num_queries(5):
        assert len(program.get("/leads").json()["items"]) == count
