"""What the description says is what comes: schemathesis asks every address, rightly and wrongly.

Half of what is asked for is there: the things of a world of tests, with a token that has all
rights. No answer is an error of ours, and none is one that the description does not know.
"""

import re
from collections import Counter
from functools import cache
from importlib import import_module
from types import ModuleType

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ninja.operation import Operation

from api import limits
from api.description import document
from api.entry import ROOT
from api.v1.shapes import Sent, Told
from api.v1.site import operations
from tests.api.programs import Program, make_program
from tests.api.test_access import program_of, rating_in
from tests.databases import undone
from tests.personas import make_persona
from tests.world import World

pytestmark = pytest.mark.django_db


EXAMPLES = 6
PLAIN = {"Accept-Encoding": "identity"}
# Who finds something there; everything else is the owner's.
PERSONAS = {
    "leads": "provider",
    "complaints": "provider",
    "ratings": "provider",
    "associations": "aggregate",
}


def can_be_wrong(path: str, operation: Operation) -> bool:
    """A short name may be anything; and to some nothing can be sent at all."""
    sources = {model.__ninja_param_source__ for model in operation.models}
    return "{uuid" in path or "{int" in path or bool(sources - {"path"})


MODES = ("positive", "negative")
TRIED = [
    (f"{method} {ROOT}{path[1:]}", mode)
    for path, each in operations()
    for method in each.methods
    for mode in MODES
    # Where something can be sent, it can be sent wrongly.
    if mode == "positive" or can_be_wrong(path, each)
]


def described() -> dict:
    """Without tokens: each request has one, so none is made up or left out."""
    whole = document()
    for methods in whole["paths"].values():
        for operation in methods.values():
            del operation["security"]
    return whole


@cache
def tools() -> ModuleType:
    """Loaded where it is needed: whoever runs another test does without it."""
    return import_module("schemathesis")


@cache
def addresses() -> dict:
    schema = tools().openapi.from_dict(described())
    schema.app = get_wsgi_application()
    return {each.ok().label: each.ok() for each in schema.get_all_operations()}


def checks(*names: str) -> list:
    known = import_module("schemathesis.specs.openapi.checks")
    return [getattr(known, name) for name in names]


@pytest.fixture(autouse=True)
def _without_limit(monkeypatch):
    monkeypatch.setattr(limits, "MOST", 10**6)


@pytest.fixture(autouse=True)
def _connection_stays():
    """As Django's own client has it: the world stands in a transaction of this connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("label", "mode"), TRIED)
def test_no_address_answers_otherwise_than_it_is_described(kept_world, label, mode):
    operation = addresses()[_named(label)]
    mode = tools().GenerationMode(mode)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), is_there=st.booleans())
    def ask(case, is_there: bool) -> None:
        if is_there:
            put_in(kept_world, case)
        with undone():
            response = case.call(headers=program.headers | PLAIN)
        # Whether a cursor or a level is one of ours, no description says; and what was wrong
        # with an address was made right.
        unasked = checks("positive_data_acceptance")
        if is_there:
            unasked += checks("negative_data_rejection")
        case.validate_response(response, excluded_checks=unasked)

    with undone():
        program = _program(kept_world, _kind(label))
        ask()


def _program(world: World, kind: str) -> Program:
    if kind == "webhooks":
        manager = make_persona("ql@sao.example", world.lead.provider.organisation)
        return make_program(manager.user)
    return program_of(world, PERSONAS.get(kind, "owner"))


def _named(label: str) -> str:
    """As the description has it, without the kinds of what stands in an address."""
    return re.sub(r"{\w+:", "{", label).replace("public_id", "id")


def _kind(path: str) -> str:
    return path.partition(ROOT)[2].partition("/")[0]


def put_in(world: World, case) -> None:
    """What is there in the place of what was made up."""
    kind = _kind(case.path)
    there = {
        "assessments": {"id": str(world.owned.draft.public_id)},
        "results": {"id": str(world.owned.result.public_id)},
        "providers": {"slug": world.lead.provider.slug},
        "complaints": {"id": str(world.lead.complaints.first().public_id)},
        "ratings": {"id": str(rating_in(world).public_id)},
        "webhooks": {
            "id": str(world.lead.provider.webhooks.get().public_id),
        },
        "leads": {"id": str(world.lead.public_id)},
        "associations": {"id": str(world.consent.grantee.public_id)},
        "indexes": {"index": world.owned.draft.index_version.index_id, "number": 1},
    }
    for name, value in there.get(kind, {}).items():
        if name in case.path_parameters:
            case.path_parameters[name] = value
    if isinstance(case.body, dict) and "enterprise" in case.body:
        case.body["enterprise"] = str(world.owned.enterprise.public_id)


def test_no_two_shapes_share_a_name():
    """The library would tell of one of them alone."""
    shapes = [*Told.__subclasses__(), *Sent.__subclasses__()]
    for shape in shapes:
        shapes += shape.__subclasses__()
    counted = Counter(each.__name__ for each in set(shapes))
    assert [name for name, count in counted.items() if count > 1] == []
