"""A query put together once asks what the ORM asks, and gives what it gives."""

import sys
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import DateTimeField, F, Model, UUIDField
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from accounts.access.actions import Action
from accounts.access.fetching import fetch
from accounts.models import Membership, Organisation
from accounts.prepared import Prepared
from survey.models import Assessment
from survey.rounds.queries import ASSESSMENT, assessments
from tests.builders import (
    NOW,
    make_assessment,
    make_membership,
    make_organisation,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

SESSION_OPEN = Prepared(Session.objects.all, "session_key", "expire_date__gt")
ORGANISATION = Prepared(Organisation.objects.all, "public_id")


def all_prepared() -> list[Prepared]:
    assert get_resolver().url_patterns  # by then all modules of pages are loaded
    modules = [module for module in sys.modules.values() if hasattr(module, "__dict__")]
    things = {id(thing): thing for module in modules for thing in vars(module).values()}
    return [thing for thing in things.values() if isinstance(thing, Prepared)]


def samples(prepared: Prepared) -> dict[str, object]:
    """A value of the right kind for each hole."""
    meta = prepared._queryset().model._meta
    values = {}
    for lookup in prepared._lookups:
        field = meta.get_field(lookup.partition("__")[0])
        is_number = field.is_relation or field.primary_key
        value = 7 if is_number and field.name != "session_key" else "x'\"%s"
        value = NOW if isinstance(field, DateTimeField) else value
        values[lookup] = uuid4() if isinstance(field, UUIDField) else value
    return values


def everything(model: Model) -> dict:
    """Every field that was read, of it and of what came along."""
    related = {
        name: everything(other) if other else None
        for name, other in model._state.fields_cache.items()
    }
    own = {name: value for name, value in vars(model).items() if name != "_state"}
    return {"own": own, "related": related, "deferred": model.get_deferred_fields()}


def test_each_of_them_asks_what_the_orm_asks():
    found = all_prepared()
    assert ASSESSMENT in found
    assert len({prepared._queryset().model for prepared in found}) >= 4
    for prepared in found:
        values = samples(prepared)
        sql, params = prepared._queryset().filter(**values).query.sql_with_params()
        statement = prepared._statement()
        assert statement.sql.replace("(%s)", "%s") == sql
        assert tuple(statement.filled(values)) == params


def test_what_is_read_is_what_the_orm_reads():
    draft = make_assessment(ways={"sells": True}, revenue=1_200_000_000)
    make_assessment(
        make_organisation(name="Quán khác"), index_version=draft.index_version
    )
    by_orm = assessments().get(public_id=draft.public_id)
    for _again in range(2):
        with CaptureQueriesContext(connection) as asked:
            read = ASSESSMENT.first(public_id=draft.public_id)
            assert read.organisation.name == draft.organisation.name
        assert len(asked) == 1
        assert type(read) is Assessment
        assert everything(read) == everything(by_orm)
        assert read._state.db == by_orm._state.db
        assert not read._state.adding
    assert "document" in read.index_version.get_deferred_fields()
    assert read.index_version.document == draft.index_version.document


def test_none_is_none_and_many_are_many():
    assert ASSESSMENT.first(public_id=uuid4()) is None
    user = make_user()
    for name in ("A", "B"):
        make_membership(user, make_organisation(name=name))
    memberships = Prepared(Membership.objects.order_by("-pk").all, "user")
    assert memberships.all(user=user.pk) == list(Membership.objects.order_by("-pk"))
    assert memberships.all(user=user.pk + 1) == []


def test_what_a_row_has_no_partner_for_is_none():
    draft = make_assessment()
    with_first = Prepared(
        lambda: Assessment.objects.select_related("corrects__organisation"),
        "public_id",
    )
    assert with_first.first(public_id=draft.public_id).corrects is None
    again = make_assessment(draft.organisation, draft.index_version, corrects=draft)
    read = with_first.first(public_id=again.public_id)
    assert read.corrects == draft
    assert read.corrects.organisation == draft.organisation


def test_values_that_differ_are_asked_for_each_time():
    first, second = make_organisation(), make_organisation(name="Quán khác")
    for organisation in (first, second, first):
        assert ORGANISATION.first(public_id=organisation.public_id) == organisation
    first.name = "Tên mới"
    first.save()
    assert ORGANISATION.first(public_id=first.public_id).name == "Tên mới"
    first.delete()
    assert ORGANISATION.first(public_id=second.public_id) == second
    assert ORGANISATION.all(public_id=uuid4()) == []


@pytest.mark.parametrize("values", [{}, {"pk": 1}, {"public_id": uuid4(), "pk": 1}])
def test_nothing_is_left_out_or_added(values):
    with pytest.raises(TypeError):
        ORGANISATION.all(**values)


def test_none_is_no_value():
    with pytest.raises(ValueError, match="public_id"):
        ORGANISATION.all(public_id=None)


@pytest.mark.parametrize(
    ("queryset", "lookup"),
    [
        (lambda: Organisation.objects.all(), "name__icontains"),
        (lambda: Organisation.objects.all(), "pk__in"),
        (lambda: Organisation.objects.annotate(as_written=F("name")), "public_id"),
        (lambda: Organisation.objects.prefetch_related("memberships"), "public_id"),
    ],
)
def test_what_it_cannot_do_it_refuses(queryset, lookup):
    with pytest.raises(TypeError):
        Prepared(queryset, lookup).all(**{lookup: uuid4()})


def test_rights_are_asked_of_what_was_read(rf: RequestFactory):
    draft = make_assessment()
    request = rf.get("/")
    request.user, request.session = make_user(), {}
    with pytest.raises(Http404):
        fetch(request, ASSESSMENT, Action.WRITE, public_id=draft.public_id)
    with pytest.raises(Http404):
        fetch(request, ASSESSMENT, Action.WRITE, public_id=uuid4())
    make_membership(request.user, draft.organisation)
    del request._visitor
    found = fetch(request, ASSESSMENT, Action.WRITE, public_id=draft.public_id)
    assert found == draft
