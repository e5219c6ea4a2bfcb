"""Who may read and who may change a roadmap."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory

from accounts.access.scopes import Scope
from accounts.models import AuditEvent
from roadmap.access import kept_roadmap, readable, writable
from tests.builders import make_roadmap_of
from tests.personas import make_colleague, make_share, make_staff

pytestmark = pytest.mark.django_db


def request_of(persona=None):
    request = RequestFactory().get("/")
    request.user = persona.user if persona else AnonymousUser()
    request.session = persona.client.session if persona else {}
    return request


def test_the_enterprise_reads_and_changes_its_own_and_no_opening_is_noted(
    owner, result
):
    make_colleague(owner)
    request = request_of(owner)
    assert readable(request, result.public_id, "roadmap") == (result, Scope.OWN)
    assert writable(request, result.public_id) == result
    assert not AuditEvent.objects.filter(action="result.opened").exists()


def test_staff_with_all_answers_read_it_and_are_noted_but_change_nothing(result):
    staff = make_staff()
    make_share(result.organisation, staff.organisation, "answers")
    request = request_of(staff)
    assert readable(request, result.public_id, "roadmap") == (result, Scope.ANSWERS)
    event = AuditEvent.objects.get(action="result.opened")
    assert (event.details["part"], event.actor) == ("roadmap", staff.user)
    with pytest.raises(PermissionDenied):
        writable(request, result.public_id)


@pytest.mark.parametrize("scope", ["aggregate", "pillars"])
def test_staff_who_see_less_than_answers_see_no_roadmap(result, scope):
    staff = make_staff()
    make_share(result.organisation, staff.organisation, scope)
    with pytest.raises(PermissionDenied):
        readable(request_of(staff), result.public_id, "roadmap")
    assert not AuditEvent.objects.filter(action="result.opened").exists()


def test_a_stranger_is_not_told_that_there_is_one(result):
    for request in (request_of(), request_of(make_staff())):
        with pytest.raises(Http404):
            readable(request, result.public_id, "roadmap")
        with pytest.raises(Http404):
            writable(request, result.public_id)


def test_where_there_is_no_roadmap_there_is_nothing_to_change(result):
    with pytest.raises(Http404):
        kept_roadmap(result)
    roadmap = make_roadmap_of(result)
    assert kept_roadmap(result) == roadmap
