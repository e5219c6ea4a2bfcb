"""Rows as far as the visitor may do something with them, or see them: else 404 or 403.

Views call these, or `accounts.access.actions.require`.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.access.actions import Action, not_found, require
from accounts.access.refusals import BeingTypedError
from accounts.access.scopes import Scope, scope_on, scope_on_shared
from accounts.access.visitors import Visitor, visitor_of
from accounts.models import Organisation
from accounts.prepared import Prepared, owned_or_404
from language.texts import address


def fetch(request: HttpRequest, rows: QuerySet | Prepared, action: Action, **lookup):
    """The object if this visitor may do `action` with it; else 404 or 403."""
    owned = owned_or_404(rows, **lookup)
    require(visitor_of(request), action, owned.organisation)
    # Two hands in one draft would read each other's answers.
    if action is not Action.READ and getattr(owned, "is_being_typed", False):
        raise BeingTypedError(owned.public_id)
    speak_to(owned.organisation)
    return owned


def fetch_enterprise(request: HttpRequest, action: Action, public_id) -> Organisation:
    """As `fetch`, where the enterprise itself is named."""
    enterprises = Organisation.objects.filter(kind=Organisation.Kind.ENTERPRISE)
    enterprise = get_object_or_404(enterprises, public_id=public_id)
    require(visitor_of(request), action, enterprise)
    speak_to(enterprise)
    return enterprise


def speak_to(organisation: Organisation) -> None:
    """Speak of it from here on; to a stranger that would admit that it exists."""
    address(is_household=organisation.is_household_business)


def fetch_followed(request: HttpRequest, queryset: QuerySet, least: Scope, **lookup):
    """(object, scope) by membership or consent, never by a share link.

    Else 404, or 403 where less than `least`.
    """
    owned = get_object_or_404(queryset.select_related("organisation"), **lookup)
    visitor = visitor_of(request)
    scope = scope_on(visitor, owned.organisation, owned.round_key)
    return owned, _at_least(least, scope, visitor, owned.organisation)


def fetch_scoped(
    request: HttpRequest, queryset: QuerySet, least: Scope = Scope.AGGREGATE, **lookup
):
    """(object, scope) where the visitor may see any of it; else 404, or 403 below `least`."""
    shared = get_object_or_404(queryset.select_related("organisation"), **lookup)
    visitor = visitor_of(request)
    scope = scope_on_shared(visitor, shared)
    return shared, _at_least(least, scope, visitor, shared.organisation)


def _at_least(
    least: Scope, scope: Scope, visitor: Visitor, organisation: Organisation
) -> Scope:
    if scope is Scope.NOTHING:
        raise not_found(visitor, organisation)
    if scope < least:
        raise PermissionDenied
    speak_to(organisation)
    return scope
