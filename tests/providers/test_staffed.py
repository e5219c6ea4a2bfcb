"""Providers that somebody works for, and those at which somebody may do more."""

import pytest

from accounts.access.actions import Action
from accounts.access.visitors import Visitor
from accounts.held import Held
from providers.staffed import staffed_providers
from tests.builders import make_provider, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def visitor(roles: dict[int, str]) -> Visitor:
    return Visitor(user=make_user(), roles=roles, held=Held(), shares=frozenset())


def test_staff_works_for_its_own_provider():
    own = make_provider()
    make_provider("Kia", "kia")
    assert staffed_providers(visitor({own.organisation_id: "manager"})) == [own]


def test_whoever_works_for_none_has_none():
    make_provider()
    assert staffed_providers(visitor({})) == []


@pytest.mark.parametrize(("role", "manages"), [("manager", True), ("officer", False)])
def test_not_all_who_work_there_may_do_all(role, manages):
    own = make_provider()
    found = staffed_providers(visitor({own.organisation_id: role}), Action.MANAGE)
    assert found == ([own] if manages else [])
