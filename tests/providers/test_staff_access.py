"""Each role at a provider does what it may and no more; what it may not do has no button."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Membership
from providers.changes.services import ask_for_change
from providers.models import (
    Application,
    Change,
    Declaration,
    EntryFile,
    Pause,
    Provider,
)
from providers.pauses.services import pause
from providers.profile.urls import urlpatterns as of_profile
from providers.vetting.urls import OWN, vettings
from tests.builders import NOW, make_membership, make_provider, make_solution, make_user
from tests.databases import undone
from tests.providers.entry_files import make_entry_file
from tests.providers.staff_access import ROLES, SENT, TABLE
from tests.providers.vetting.applying import make_association
from tests.providers.vetting.world import Vetting, make_vetting_of
from tests.test_access_table import cell_of, rows_by_role

pytestmark = pytest.mark.django_db
ROWS = rows_by_role(TABLE, ROLES)
# Where who may not do a thing still reads, and what must not stand there then.
BUTTONS = {
    "providers:own_entries": ["bat-tat/", "tam-ngung/", "thay-doi/", "them/moi/"],
    "providers:vetting_application": ['value="take_back"', 'value="send"'],
    "providers:vetting_part": ['value="save"', 'value="add_file"'],
}
MAY_PRESS = {
    "providers:own_entries": {"manager"},
    "providers:vetting_application": {"manager", "officer"},
    "providers:vetting_part": {"manager", "officer"},
}


@pytest.fixture
def provider(db) -> Provider:
    """With a solution on offer whose price waits, pausing, and with an application begun."""
    provider = make_provider(vetted_until=None)
    solution = make_solution(provider, judged_at=NOW)
    make_entry_file(provider)
    ask_for_change(entry=solution, values={"price_from": 1}, by=None, now=NOW)
    until = timezone.localdate() + timedelta(days=9)
    own = Pause.Reason.OWN
    pause(provider=provider, reason=own, ends=until, by=None, now=timezone.now())
    return provider


@pytest.fixture
def vetting(provider) -> Vetting:
    made = make_vetting_of(provider, make_association())
    Application.objects.update(state=Application.State.RETURNED)
    return made


@pytest.fixture
def clients(provider) -> dict[str, Client]:
    clients = {}
    for role in ROLES.values():
        user = make_user(f"{role}@sao.example")
        make_membership(user, provider.organisation, role)
        clients[role] = Client()
        clients[role].force_login(user)
    return clients


def addresses(provider: Provider, vetting: Vetting) -> dict[str, str]:
    own, application = provider.organisation.public_id, vetting.application.public_id
    arguments = {
        "edit_solution": [own, "web"],
        "solution_files": [own, "web"],
        "own_file": [own, EntryFile.objects.get().public_id],
        "switch_solution": [own, "web"],
        "take_back_change": [own, Change.objects.get().public_id],
        "own_vetting": [],
        "vetting_application": [application],
        "vetting_part": [application, "support"],
        "vetting_file": [application, vetting.file.public_id],
    }
    names = {name.partition(":")[2] for _method, name, _cells in ROWS}
    return {
        f"providers:{name}": reverse(
            f"providers:{name}", args=arguments.get(name, [own])
        )
        for name in names
    }


def state_of_things(provider: Provider) -> dict:
    """What any of these deeds would change."""
    provider.refresh_from_db()
    # That somebody was refused stands in the log too, and changed nothing.
    events = AuditEvent.objects.exclude(action="access.refused")
    return {
        "provider": (provider.about, provider.capacity_per_month),
        "pause": provider.paused_until,
        "solutions": list(provider.solutions.values_list("slug", "is_active")),
        "files": EntryFile.objects.count(),
        "changes": list(Change.objects.values_list("pk", "state")),
        "applications": list(Application.objects.values_list("pk", "state")),
        "declared": Declaration.objects.count(),
        "events": list(events.values_list("action", flat=True)),
    }


@pytest.mark.parametrize("role", ROLES.values())
def test_each_role_gets_what_the_table_says(provider, vetting, clients, role):
    where, client = addresses(provider, vetting), clients[role]
    wrong = []
    for method, name, cells in ROWS:
        # Each finds things as they were.
        with undone():
            if method == "GET":
                answer = client.get(where[name])
            else:
                data = SENT.get(name, {"provider": provider.slug})
                answer = client.post(where[name], data)
        cell = cell_of(answer)
        if cell != cells[role]:
            wrong.append(f"{method} {name}: {cell}, not {cells[role]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ["officer", "reviewer", "reader"])
def test_what_is_refused_changes_nothing(provider, vetting, clients, role):
    where, before = addresses(provider, vetting), state_of_things(provider)
    refused = [
        name for method, name, cells in ROWS if (method, cells[role]) == ("POST", "403")
    ]
    assert len(refused) >= 7
    for name in refused:
        data = SENT.get(name, {"provider": provider.slug})
        assert clients[role].post(where[name], data).status_code == 403
    assert state_of_things(provider) == before


def test_who_may_changes_it_in_every_one_of_these_ways(provider, vetting, clients):
    where = addresses(provider, vetting)
    for name, data in SENT.items():
        with undone():
            before = state_of_things(provider)
            clients["manager"].post(where[name], data)
            assert state_of_things(provider) != before, name


@pytest.mark.parametrize("role", ROLES.values())
@pytest.mark.parametrize("page", BUTTONS)
def test_a_page_has_the_buttons_of_what_its_reader_may_do(
    provider, vetting, clients, role, page
):
    text = clients[role].get(addresses(provider, vetting)[page]).content.decode()
    main = text.partition("<main")[2].partition("</main>")[0]
    there = [button for button in BUTTONS[page] if button in main]
    if role not in MAY_PRESS[page]:
        assert not there
        assert "<form" not in main
    else:
        assert there


def test_every_page_of_its_profile_and_its_vetting_stands_in_the_table():
    own = [entry for entry in vettings if str(entry.pattern).startswith(OWN)]
    names = {f"providers:{entry.name}" for entry in [*of_profile, *own]}
    # For everybody: what a page shows.
    names.remove("providers:entry_file")
    assert names == {name for _method, name, _cells in ROWS}


def test_the_table_knows_every_role_at_a_provider():
    ours = {"owner", "member"}
    assert set(ROLES.values()) == set(Membership.Role.values) - ours


@pytest.mark.parametrize("role", ROLES.values())
def test_who_leaves_finds_none_of_it_any_more(provider, vetting, clients, role):
    where = addresses(provider, vetting)
    provider.organisation.memberships.filter(role=role).delete()
    for method, name, _cells in ROWS:
        if method == "GET":
            assert clients[role].get(where[name]).status_code == 404, name
