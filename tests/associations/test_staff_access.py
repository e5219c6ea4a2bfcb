"""Each role does what it may and no more; the buttons of what it may not do are not there."""

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import Membership
from tests.associations.staff_access import ROLES, SENT, TABLE
from tests.databases import undone
from tests.personas import make_persona, make_share
from tests.test_access_table import cell_of, rows_by_role
from tests.world import World, make_world

pytestmark = pytest.mark.django_db
ROWS = rows_by_role(TABLE, ROLES)
# What strangers read, too.
WITHOUT_MENU = {"associations:about"}


@pytest.fixture
def world() -> World:
    """As of the access table, with an association of four people that may see everything."""
    world = make_world()
    association = world.consent.grantee
    make_share(world.owned.enterprise, association, "evidence")
    for role in ROLES.values():
        email = f"{role}@hoi.example"
        world.clients[role] = make_persona(email, association, role).client
    return world


@pytest.mark.parametrize("role", ROLES.values())
def test_each_role_gets_what_the_table_says_under_the_menu_of_all_pages(world, role):
    wrong = []
    for method, name, cells in ROWS:
        client, address = world.clients[role], world.address(name)
        with undone():
            send = client.get if method == "GET" else client.post
            answer = send(address, SENT.get(name, {}))
        cell = cell_of(answer)
        if cell != cells[role]:
            wrong.append(f"{method} {name}: {cell}, not {cells[role]}")
        elif cell == "200" and name not in WITHOUT_MENU and is_bare(answer):
            wrong.append(f"{method} {name}: no menu")
    assert not wrong, "\n".join(wrong)


def is_bare(answer: HttpResponse) -> bool:
    """A page from which nothing leads to the others of the association."""
    is_page = answer["Content-Type"].startswith("text/html")
    return is_page and '<nav class="tabs"' not in answer.content.decode()


def of_associations(resolver: URLResolver) -> list[URLPattern]:
    """The addresses of one association's staff."""
    (own,) = (
        entry
        for entry in resolver.url_patterns
        if getattr(entry, "namespace", "") == "associations"
    )
    return [
        entry
        for entry in own.url_patterns
        if str(entry.pattern).startswith("hiep-hoi/<uuid:public_id>/")
    ]


def test_every_address_of_an_association_stands_in_the_table():
    told = {name for _method, name, _cells in ROWS}
    names = {f"associations:{entry.name}" for entry in of_associations(get_resolver())}
    assert names
    assert names <= told


def test_the_table_knows_every_role_of_an_association():
    assert set(ROLES.values()) < set(Membership.Role.values)


@pytest.mark.parametrize("role", ROLES.values())
@pytest.mark.parametrize(
    ("page", "deed", "may"),
    [
        ("member", "xac-nhan/", {"manager", "officer"}),
        ("evidence", "minh-chung/", {"manager", "reviewer"}),
    ],
)
def test_a_page_has_the_buttons_of_what_its_reader_may_do(world, role, page, deed, may):
    address = world.address(f"associations:{page}")
    text = world.clients[role].get(address).content.decode()
    forms = [part.partition(">")[0] for part in text.split("<form")[1:]]
    assert any(deed in form for form in forms) == (role in may)
