"""Who may ask what of the API: every address, asked with a token of every persona.

A row is: method, path, the right it takes (`-` none), and what a token of each persona gets that
has all rights. Personas as in tests/test_access_table.py, those with an account; one cell: the
same for all of them.
"""

from functools import cache

import pytest
from django.http import HttpResponse

from accounts.access.programs import Right
from accounts.models import User
from api.entry import ROOT
from api.v1.site import operations
from providers.leads.services import CONSENT_TEXT
from providers.models import LeadFile, Rating
from providers.models.ratings import ASPECTS
from tests.api.programs import Program, make_program
from tests.builders import NOW
from tests.databases import undone
from tests.test_access_table import PERSONAS, SIGNED_OUT
from tests.world import World

pytestmark = pytest.mark.django_db
ACCOUNTS = dict(list(PERSONAS.items())[SIGNED_OUT:])

TABLE = """
                              right            own col str agg pil ans non prv oth adm
GET  /token                   -                200
GET  /indexes                 -                200
GET  /indexes/I/versions/1    -                200
GET  /indexes/I/versions/1/questions -         200
GET  /assessments             assessments:read 200
POST /assessments             assessments:write 200 200 404 403 403 403 404 404 404 404
GET  /assessments/A           assessments:read 200 200 404 403 403 403 404 404 404 404
PATCH /assessments/A          assessments:write 200 200 404 403 403 403 404 404 404 404
GET  /assessments/A/answers   assessments:read 200 200 404 403 403 403 404 404 404 404
PATCH /assessments/A/answers  assessments:write 200 200 404 403 403 403 404 404 404 404
# Nothing is answered yet: that is said to its own people alone
POST /assessments/A/submit    assessments:write 409 409 404 403 403 403 404 404 404 404
GET  /results                 assessments:read 200
GET  /results/R               assessments:read 200 200 404 200 200 200 404 404 404 404
# Only owners ask
GET  /results/R/providers     leads:read       200 403 404 403 403 403 404 404 404 404
POST /leads                   leads:write      201 403 404 403 403 403 404 404 404 404
GET  /results/R/plan          plans:read       200 200 404 403 403 200 404 404 404 404
GET  /providers               -                200
GET  /providers/P             -                200
# Owners and those who work for the provider, each for their side
GET  /leads                   leads:read       200
GET  /leads/L                 leads:read       200 403 404 403 403 403 404 200 404 404
GET  /leads/L/messages        leads:read       200 403 404 403 403 403 404 200 404 404
GET  /leads/L/files/F         leads:read       200 403 404 403 403 403 404 200 404 404
POST /leads/L/messages        leads:write      201 403 404 403 403 403 404 201 404 404
# A firm accepts nothing, and nothing is open before it was accepted
POST /leads/L/moves           leads:write      409 403 404 403 403 403 404 200 404 404
POST /leads/L/contact         leads:write      409 403 404 403 403 403 404 409 404 404
GET  /complaints              leads:read       200
GET  /complaints/K            leads:read       200 404 404 404 404 404 404 200 404 404
GET  /ratings/T               leads:read       404 404 404 404 404 404 404 200 404 404
# What managers of a provider set up; the personas of providers are its officers
GET  /webhooks                webhooks:write   200
POST /webhooks                webhooks:write   404 404 404 404 404 404 404 403 404 404
GET  /webhooks/W              webhooks:write   404 404 404 404 404 404 404 403 404 404
PATCH /webhooks/W             webhooks:write   404 404 404 404 404 404 404 403 404 404
DELETE /webhooks/W            webhooks:write   404 404 404 404 404 404 404 403 404 404
POST /webhooks/W/secret       webhooks:write   404 404 404 404 404 404 404 403 404 404
POST /webhooks/W/test         webhooks:write   404 404 404 404 404 404 404 403 404 404
GET  /webhooks/W/messages     webhooks:write   404 404 404 404 404 404 404 403 404 404
POST /webhooks/W/messages/M   webhooks:write   404 404 404 404 404 404 404 403 404 404
GET  /associations/C/figures  figures:read     404 404 404 200 404 404 404 404 404 404
"""


@cache
def rows() -> list[tuple[str, str, str, dict[str, str]]]:
    """(method, path, right, what each persona gets)"""
    lines = [line.split() for line in TABLE.splitlines() if line]
    lines = [line for line in lines if not line[0].startswith("#")]
    assert lines[0][1:] == list(ACCOUNTS)
    return [
        (method, path, right.strip("-"), _spread(cells))
        for method, path, right, *cells in lines[1:]
    ]


def _spread(cells: list[str]) -> dict[str, str]:
    cells = cells * len(ACCOUNTS) if len(cells) == 1 else cells
    return dict(zip(ACCOUNTS.values(), cells, strict=True))


def path_in(world: World, path: str) -> str:
    endpoint = world.lead.provider.webhooks.get()
    names = {
        "I": world.owned.draft.index_version.index_id,
        "R": world.owned.result.public_id,
        "A": world.owned.draft.public_id,
        "P": world.lead.provider.slug,
        "L": world.lead.public_id,
        "F": file_in(world).public_id,
        "K": world.lead.complaints.first().public_id,
        "T": rating_in(world).public_id,
        "W": endpoint.public_id,
        "M": endpoint.deliveries.first().public_id,
        "C": world.consent.grantee.public_id,
    }
    return "/".join(str(names.get(part, part)) for part in path.split("/"))


def file_in(world: World) -> LeadFile:
    return world.lead.files.first()


def rating_in(world: World) -> Rating:
    """Of the request of the world, as if its work had been delivered."""
    stars = dict.fromkeys(ASPECTS, 4)
    made, _is_new = Rating.objects.get_or_create(
        lead=world.lead,
        defaults={
            "provider": world.lead.provider,
            "enterprise": world.owned.enterprise,
            "rated_at": NOW,
            **stars,
        },
    )
    return made


def body_of(world: World, method: str, path: str) -> object:
    """What is sent there, where something has to be."""
    index = world.owned.draft.index_version.index_id
    enterprise = str(world.owned.enterprise.public_id)
    bodies = {
        "POST /assessments": {"enterprise": enterprise, "index": index},
        "PATCH /assessments/A": {"employees": 12},
        "POST /webhooks": {
            "provider": world.lead.provider.slug,
            "address": "https://khach.example/nghe",
        },
        "PATCH /webhooks/W": {"is_on": False},
        "POST /leads": asking_body(world),
        "POST /leads/L/moves": {"to": "accepted"},
        "POST /leads/L/messages": {"text": "Bao giờ gọi được?"},
        "PATCH /assessments/A/answers": {"answers": {"1.1.1": {"level": 1}}},
    }
    return bodies.get(f"{method} {path}")


def asking_body(world: World, **changes: object) -> dict:
    asked = {
        "result": str(world.owned.result.public_id),
        "solution": world.other_solution.slug,
        "wording": CONSENT_TEXT,
    }
    return asked | changes


def ask(program: Program, world: World, method: str, path: str) -> HttpResponse:
    body = body_of(world, method, path)
    return program.ask(method, path_in(world, path), body)


def program_of(world: World, persona: str, *rights: str) -> Program:
    number = world.clients[persona].session["_auth_user_id"]
    return make_program(User.objects.get(pk=number), *rights)


def test_every_address_of_the_api_stands_in_the_table():
    listed = {(method, _shape(path)) for method, path, *_row in rows()}
    standing = {
        (method, _shape(path)) for path, each in operations() for method in each.methods
    }
    assert standing == listed


def _shape(path: str) -> tuple[str, ...]:
    """Whatever stands for something that differs is the same."""
    parts = path.strip("/").split("/")
    return tuple("*" if _differs(part) else part for part in parts)


def _differs(part: str) -> bool:
    return part.startswith("{") or part.isupper() or part.isdecimal()


@pytest.mark.parametrize("persona", ACCOUNTS.values())
def test_every_token_gets_what_the_table_says_and_nothing_else(kept_world, persona):
    wrong = []
    with undone():
        program = program_of(kept_world, persona)
        for method, path, _right, cells in rows():
            with undone():
                answer = ask(program, kept_world, method, path)
            if str(answer.status_code) != cells[persona]:
                wrong.append(f"{method} {path}: {answer.status_code}")
    assert not wrong


def test_nothing_is_told_without_a_token(kept_world):
    for method, path, *_row in rows():
        answer = ask(Program(), kept_world, method, path)
        assert answer.status_code == 401, path
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_browser_that_is_signed_in_is_nobody_to_the_api(kept_world):
    for method, path, *_row in rows():
        answer = kept_world.visit("owner", method, ROOT + path_in(kept_world, path)[1:])
        assert answer.status_code == 401, path


def test_a_token_without_the_right_gets_nothing_that_takes_one(kept_world):
    for right in Right:
        taking = [row for row in rows() if row[2] == right]
        assert taking, right
        with undone():
            program = program_of(kept_world, "owner", *set(Right) - {right})
            for method, path, _right, _cells in taking:
                answer = ask(program, kept_world, method, path)
                assert answer.status_code == 403, path
                assert answer.json()["code"] == "right_missing"


def test_what_takes_no_right_is_told_to_every_token(kept_world):
    with undone():
        program = program_of(kept_world, "stranger", Right.WRITE_WEBHOOKS)
        for method, path, right, _cells in rows():
            if not right:
                assert ask(program, kept_world, method, path).status_code == 200, path
