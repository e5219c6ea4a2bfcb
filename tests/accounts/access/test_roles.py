"""What each role may do where it is held: as docs/architecture.md tells it, and nothing else."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.access.actions import RIGHTS, Action, may, require
from accounts.access.visitors import Visitor
from accounts.held import Held
from accounts.models import ROLES_OF, Membership, Organisation
from tests.builders import make_organisation, make_user

pytestmark = pytest.mark.django_db
ARCHITECTURE = Path(__file__).resolve().parents[3] / "docs" / "architecture.md"


def told_table() -> dict[str, tuple[set[str], set[str]]]:
    """By role: where it is held, and what it may, in the document for those who build here."""
    text = ARCHITECTURE.read_text().partition("| Role | Where |")[2]
    lines = text.partition("\n\n")[0].splitlines()
    actions = [cell.strip() for cell in lines[0].split("|") if cell.strip()]
    table = {}
    for line in lines[2:]:
        role, where, *marks = (cell.strip() for cell in line.strip("|").split("|"))
        may_do = {name for name, mark in zip(actions, marks, strict=True) if mark}
        table[role] = set(where.split(", ")), may_do
    return table


def in_role(role: str, organisation: Organisation) -> Visitor:
    return Visitor(make_user(), {organisation.pk: role}, Held(), frozenset())


@pytest.mark.parametrize("role", Membership.Role.values)
def test_a_role_may_what_the_document_says(role):
    kinds, may_do = told_table()[role]
    assert {kind for kind, roles in ROLES_OF.items() if role in roles} == kinds
    organisation = make_organisation(kinds.pop(), "Nơi làm việc")
    visitor = in_role(role, organisation)
    for action in Action:
        assert may(visitor, action, organisation) == (action in may_do), action


def test_the_table_leaves_out_only_what_is_of_browsers_and_not_of_members():
    told = {action for _where, actions in told_table().values() for action in actions}
    assert set(Action) - told == {Action.HAND_OVER}
    assert set(RIGHTS) == set(Membership.Role)


@pytest.mark.parametrize("kind", Organisation.Kind.values)
def test_who_makes_an_organisation_may_more_there_than_any_other(kind):
    first, *others = (RIGHTS[role] for role in ROLES_OF[kind])
    assert all(rights < first for rights in others)


def test_a_reader_is_refused_what_is_written_and_a_stranger_finds_nothing():
    association = make_organisation("association", "Hội Lương thực")
    reader = in_role("reader", association)
    require(reader, Action.STAFF, association)
    for action in (Action.FOLLOW_UP, Action.REVIEW, Action.MANAGE, Action.WRITE):
        with pytest.raises(PermissionDenied):
            require(reader, action, association)
    stranger = Visitor(AnonymousUser(), {}, Held(), frozenset())
    with pytest.raises(Http404):
        require(stranger, Action.FOLLOW_UP, association)
