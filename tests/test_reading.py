"""Whoever reads whatever page: nothing is made, changed or taken away by it."""

from zlib import crc32

import pytest
from django.apps import apps
from django.db.models import Model

from tests.databases import undone
from tests.test_access_table import PERSONAS, rows
from tests.world import World

pytestmark = pytest.mark.django_db

# These may grow: who opened what is written down, and how often a provider was.
LOGS = {"AuditEvent", "AuditHead", "ProviderMonth", "Session"}


@pytest.mark.parametrize("persona", PERSONAS.values())
def test_reading_changes_nothing(kept_world, persona):
    """Defect 6 of the peers: records are created by GET."""
    world = kept_world
    pages = [world.address(name, of) for name, of in read_by(persona)]
    before = tables()
    with undone():
        for page in pages:
            world.visit(persona, "GET", page)
        after = tables()
    assert after == before, changing(world, persona, pages)


def read_by(persona: str) -> list[tuple[str, str]]:
    """(name, of): what opens to the persona; a stranger tries all that is refused as well."""
    return [
        (name, of)
        for method, name, of, cells in rows()
        if method == "GET"
        and (persona == "stranger" or cells[persona] not in ("403", "404", "405"))
    ]


def tables() -> dict[str, tuple[int, int]]:
    """How many rows each table has, and their checksum."""
    models = [model for model in apps.get_models() if model.__name__ not in LOGS]
    return {model._meta.label: rows_of(model) for model in models}


def rows_of(model: type[Model]) -> tuple[int, int]:
    count, checksum = 0, 0
    for row in model._base_manager.order_by("pk").values_list():
        count += 1
        checksum = crc32(repr([plain(value) for value in row]).encode(), checksum)
    return count, checksum


def plain(value: object) -> object:
    """PostgreSQL hands out bytes as a view, whose text says where it lies, not what it holds."""
    return bytes(value) if isinstance(value, memoryview) else value


def changing(world: World, persona: str, pages: list[str]) -> list[str]:
    """The pages that change something when they are read, each from the same start."""
    before = tables()
    guilty = []
    for page in pages:
        with undone():
            world.visit(persona, "GET", page)
            if tables() != before:
                guilty.append(page)
    return guilty
