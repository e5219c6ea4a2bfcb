"""Whatever leaves the site as a file leaves it for nobody but whom the table of access names."""

import pytest
from django.http import HttpResponse

from tests.databases import undone
from tests.test_access_table import rows
from tests.world import World

pytestmark = pytest.mark.django_db

# Strangers to the enterprise: nobody, another enterprise, an association that nothing is shared
# with, a provider that was asked nothing.
STRANGERS = ("anonymous", "stranger", "nothing_shared", "other")
INSIDERS = (
    "owner",
    "holder",
    "link",
    "aggregate",
    "pillars",
    "answers",
    "provider",
    "admin",
)
PAGES = ("text/html", "text/plain")
FOR_ALL = {
    "security",
    "robots",
    "sitemap",
    "health",
    "alive",
    "privacy:data_flow_file",
    "associations:picture",
    "providers:entry_file",
}
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"application/pdf", "text/calendar", "image/svg+xml", SPREADSHEET}
ASKED = "?format=json&dang=csv&tai=1"


def kind_of(answer: HttpResponse) -> str:
    return answer.headers.get("Content-Type", "").partition(";")[0]


def is_export(answer: HttpResponse) -> bool:
    """A file, or anything that is no page."""
    if answer.status_code != 200:
        return False
    is_file = "attachment" in answer.headers.get("Content-Disposition", "")
    return is_file or kind_of(answer) not in PAGES


def bytes_of(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def exports(world: World) -> dict[str, set[str]]:
    """(address → kinds) of all that anybody who may gets as a file."""
    found: dict[str, set[str]] = {}
    for method, name, of, cells in rows():
        if method != "GET" or name in FOR_ALL:
            continue
        address = world.address(name, of)
        for persona in INSIDERS:
            if cells[persona] != "200":
                continue
            with undone():
                answer = world.visit(persona, method, address)
                if is_export(answer):
                    found.setdefault(address, set()).add(kind_of(answer))
                if answer.streaming:
                    answer.close()
    return found


def test_a_stranger_gets_no_file_of_an_enterprise_however_it_is_asked_for(kept_world):
    world = kept_world
    found = exports(world)
    assert set().union(*found.values()) >= KINDS, (
        "the walk must meet files of all kinds"
    )
    got = []
    for address in found:
        for persona in STRANGERS:
            for method in ("GET", "HEAD", "POST"):
                with undone():
                    answer = world.visit(persona, method, address)
                    if is_export(answer):
                        got.append(f"{persona} {method} {address}: {kind_of(answer)}")
    assert not got, "\n".join(got)


def test_no_page_turns_into_a_file_of_others_by_what_is_asked_behind_it(kept_world):
    world = kept_world
    names = (world.owned.enterprise.name, world.held.enterprise.name)
    words = [name.encode() for name in names]
    got = []
    for method, name, of, _cells in rows():
        if method != "GET" or name in FOR_ALL:
            continue
        for persona in ("anonymous", "stranger"):
            with undone():
                answer = world.visit(persona, "GET", world.address(name, of) + ASKED)
                if is_export(answer) and any(
                    word in bytes_of(answer) for word in words
                ):
                    got.append(f"{persona} {name}")
    assert not got, "\n".join(got)
