"""Programs ask providers as the form does, and take along the files of a request."""

import base64

import pytest

from accounts.models import Consent
from providers.models import Lead
from tests.api.programs import Program
from tests.api.test_access import asking_body, program_of
from tests.builders import PDF
from tests.databases import undone
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(kept_world: World):
    with undone():
        yield kept_world


@pytest.fixture
def owner(world: World) -> Program:
    return program_of(world, "owner")


@pytest.fixture
def provider(world: World) -> Program:
    return program_of(world, "provider")


def newest() -> Lead:
    return Lead.objects.order_by("-pk")[0]


def test_what_is_not_named_stays_with_the_firm(world, owner):
    answer = owner.ask("POST", "/leads", asking_body(world, message="Chào anh"))
    assert answer.status_code == 201, answer.content
    lead = newest()
    assert lead.consent.items == ["messages"]
    assert (lead.contact_email, lead.message) == ("", "Chào anh")
    told = answer.json()
    assert (told["id"], told["side"]) == (str(lead.public_id), "enterprise")
    assert told["firm"]["tells_contact"] is False


def test_what_is_named_is_what_the_consent_names(world, owner):
    contact = {"name": "Hòa", "email": "hoa@quan.example", "phone": "0901234567"}
    body = asking_body(world, contact=contact, shows={"score": True}, budget=5_000_000)
    assert owner.ask("POST", "/leads", body).status_code == 201
    lead = newest()
    assert lead.consent.items == ["aggregate", "contact"]
    assert (lead.contact_name, lead.budget) == ("Hòa", 5_000_000)


def test_sent_twice_under_one_key_it_is_asked_once(world, owner):
    before = Lead.objects.count()
    answers = [
        owner.ask("POST", "/leads", asking_body(world), **{"Idempotency-Key": "hoi-1"})
        for _again in range(2)
    ]
    assert [each.status_code for each in answers] == [201, 201]
    assert Lead.objects.count() == before + 1
    again = owner.ask("POST", "/leads", asking_body(world))
    assert (again.status_code, again.json()["code"]) == (409, "already_asked")


def test_who_agreed_to_other_words_asks_nobody(world, owner):
    answer = owner.ask("POST", "/leads", asking_body(world, wording="lead-2026-12"))
    assert (answer.status_code, answer.json()["code"]) == (409, "wording_changed")
    assert not Consent.objects.filter(
        grantee=world.other_solution.provider.organisation
    )


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"contact": {"name": "Hòa", "email": "hoa@"}}, "/contact/email"),
        ({"shows": {"answers": ["9.9.9"]}}, "/shows/answers"),
        (
            {"shows": {"steps": [{"question": "9.9", "from_level": 0, "to_level": 1}]}},
            "/shows/steps",
        ),
        ({"budget": -1}, "/budget"),
        ({"telephone": "1"}, "/telephone"),
    ],
)
def test_what_does_not_fit_is_named_by_its_place(world, owner, sent, pointer):
    answer = owner.ask("POST", "/leads", asking_body(world, **sent))
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


def test_a_program_learns_whom_it_can_ask_and_what_could_be_shown(world, owner):
    path = f"/results/{world.owned.result.public_id}/providers"
    told = owner.get(path).json()
    rows = {each["solution"]: each for each in told["items"]}
    assert told["wording"] == asking_body(world)["wording"]
    assert rows[world.other_solution.slug]["closed"] is None
    assert rows[world.lead.solution.slug]["closed"] == "already_asked"
    named = rows[world.other_solution.slug]
    shows = {"answers": [each["question"] for each in named["answers"]]}
    assert shows["answers"], "else nothing is tried here"
    sent = owner.ask("POST", "/leads", asking_body(world, shows=shows))
    assert len(sent.json()["firm"]["answers"]) == len(shows["answers"])


def file_of(content: bytes, name: str = "bao-gia.pdf") -> dict:
    return {"name": name, "content": base64.b64encode(content).decode()}


def test_a_file_goes_along_with_a_message_and_comes_back_as_it_was(
    world, owner, provider
):
    path = f"/leads/{world.lead.public_id}"
    sent = provider.ask("POST", f"{path}/messages", {"files": [file_of(PDF)]})
    assert sent.status_code == 201, sent.content
    [file] = sent.json()["files"]
    assert (file["name"], file["kind"], file["size"]) == (
        "bao-gia.pdf",
        "pdf",
        len(PDF),
    )
    taken = owner.get(f"{path}/files/{file['id']}").json()
    assert base64.b64decode(taken["content"]) == PDF
    newest_first = owner.get(f"{path}/messages").json()["items"]
    assert newest_first[0]["files"] == [file]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([{"name": "a.pdf", "content": "not base64!"}], "invalid"),
        ([file_of(b"MZ" + bytes(100), "x.exe")], "file_unknown"),
        ([], "message_missing"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_and_nothing_is_kept(
    world, provider, files, code
):
    before = world.lead.messages.count()
    path = f"/leads/{world.lead.public_id}/messages"
    answer = provider.ask("POST", path, {"files": files})
    assert answer.json()["code"] == code
    assert world.lead.messages.count() == before


def test_once_the_consent_has_ended_a_provider_fetches_no_file(world, owner, provider):
    file = world.lead.files.first()
    path = f"/leads/{world.lead.public_id}/files/{file.public_id}"
    assert provider.get(path).status_code == 200
    Consent.objects.filter(pk=world.lead.consent_id).update(withdrawn_at=file.at)
    assert provider.get(path).status_code == 404
    assert owner.get(path).status_code == 200


def test_only_what_files_go_along_with_may_be_large(world, owner, provider):
    large = "x" * 300_000
    refused = owner.ask("POST", "/leads", asking_body(world, message=large))
    assert refused.status_code == 413
    path = f"/leads/{world.lead.public_id}/messages"
    answer = provider.ask("POST", path, {"text": "Xem", "x": large})
    assert answer.status_code == 422
