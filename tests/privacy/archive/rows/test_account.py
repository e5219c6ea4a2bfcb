"""What the copy tells of an account's tokens, and of what its person did on requests."""

import pytest

from accounts.access.programs import Right
from accounts.programs.services import USUAL_DAYS, end_token, make_token
from accounts.staff.services import invite
from privacy.archive.rows.account import tokens
from privacy.archive.rows.dealings import request_events, request_messages, work
from privacy.persons.queries import person_of_account, person_of_address
from providers.leads.services import accept_lead
from providers.leads.talks import write_message
from providers.models import Side
from survey.evidence.files import CheckedFile
from tests.builders import (
    NOW,
    PDF,
    make_assessment,
    make_lead,
    make_provider,
    make_result,
    make_solution,
)
from tests.personas import Persona, make_owner, make_persona, make_staff

pytestmark = pytest.mark.django_db


def made(person: Persona, **terms):
    given = {"organisation": None, "name": "Phần mềm kế toán", "now": NOW, **terms}
    return make_token(user=person.user, rights=[Right.READ_PLANS], **given)


def test_a_token_is_told_in_words_and_without_its_secret():
    owner = make_owner()
    token, secret = made(owner)
    [row] = tokens(person_of_account(owner.user))
    assert (row["name"], row["organisation"]) == ("Phần mềm kế toán", "")
    assert row["rights"] == ["Đọc kế hoạch"]
    assert (row["until"] - row["since"]).days == USUAL_DAYS
    assert row["last_used"] is None
    assert secret not in str(row)
    assert token.secret_hash not in str(row)


def test_what_was_ended_is_told_with_when_it_was():
    manager = make_staff()
    token, _secret = made(manager, organisation=manager.organisation)
    end_token(token=token, by=manager.user, now=NOW)
    [row] = tokens(person_of_account(manager.user))
    assert (row["organisation"], row["until"]) == (manager.organisation.name, NOW)


def test_tokens_of_others_at_the_same_place_are_theirs():
    manager = make_staff()
    other = make_persona("khac@hoi.example", manager.organisation, "manager")
    made(manager, organisation=manager.organisation)
    assert list(tokens(person_of_account(other.user))) == []
    # Whoever has no account has none.
    assert list(tokens(person_of_address("nguoi-la@hoi.example"))) == []


@pytest.fixture
def lead():
    owner = make_owner()
    result = make_result(make_assessment(owner.organisation), level=1)
    return make_lead(result, make_solution(make_provider()), owner.user)


def test_on_requests_each_is_told_what_they_wrote_themselves(lead):
    clerk = make_persona("nv@sao.example", lead.provider.organisation, "officer")
    accept_lead(lead=lead, by=clerk.user, now=NOW)
    file = CheckedFile("pdf", "bao-gia.pdf", PDF)
    write_message(
        lead=lead,
        side=Side.PROVIDER,
        text="Mời anh xem báo giá",
        by=clerk.user,
        now=NOW,
        files=[file],
    )
    person = person_of_account(clerk.user)
    [message] = request_messages(person)
    assert (message["text"], message["file"]) == (
        "Mời anh xem báo giá",
        ["bao-gia.pdf"],
    )
    assert message["organisation"] == lead.organisation.name
    assert message["to"] == lead.provider.organisation.name
    # Taken; written to, and by that in talks; what the owner did is the owner's.
    states = [row["state"] for row in request_events(person)]
    assert states == ["đang trao đổi", "đang trao đổi", "đã nhận"]
    owner = lead.organisation.memberships.get(role="owner").user
    assert list(request_messages(person_of_account(owner))) == []
    assert len(list(request_events(person_of_account(owner)))) == 1


def test_who_is_asked_to_work_somewhere_is_told_where():
    manager = make_staff()
    invite(
        organisation=manager.organisation,
        email="moi@sao.example",
        role="officer",
        language="vi",
        by=manager.user,
        now=NOW,
    )
    [row] = work(person_of_address("moi@sao.example"))
    assert (row["organisation"], row["role"]) == (
        manager.organisation.name,
        "cán bộ phụ trách",
    )
    assert list(work(person_of_address("khac@sao.example"))) == []
