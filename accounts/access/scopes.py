"""How much of an enterprise a visitor sees: by membership, consent or share link.

Consents are asked for at each read.
"""

from collections.abc import Sequence
from enum import IntEnum, StrEnum
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Manager, Q, QuerySet
from django.utils import timezone

from accounts.access.visitors import Visitor, holds
from accounts.models import Consent, Organisation


class Item(StrEnum):
    """What a consent can lay open."""

    AGGREGATE = "aggregate"  # overall level and total only
    GRADE = "grade"  # how far the answers behind the points that may be seen are proved
    PILLARS = "pillars"  # points and level of each pillar
    ANSWERS = "answers"  # every answer
    ROADMAP = (
        "roadmap"  # its chosen steps and how far they are, without names and notes
    )
    EVIDENCE = "evidence"  # files that prove answers, and saying whether they do
    CONTACT = "contact"  # name, email and phone of the contact person
    PROGRESS = "progress"  # whether it has begun, at which part it is, and has sent


class Scope(IntEnum):
    """How much of a result a visitor may see; each step includes the ones before."""

    NOTHING = 0
    AGGREGATE = 1
    PILLARS = 2
    ANSWERS = 3
    EVIDENCE = 4
    OWN = 5


# What a share link lays open: "this one result", so no roadmap, files or contact.
LINKED = frozenset({Item.AGGREGATE, Item.GRADE, Item.PILLARS, Item.ANSWERS})


class Owned(Protocol):
    organisation: Organisation
    organisation_id: int


class Shareable(Owned, Protocol):
    """Something one can be let in to by a link."""

    share_links: Manager  # of rows with `public_id`, `revoked_at`, `expires_at`


_SCOPE_OF_ITEM = {
    Item.AGGREGATE: Scope.AGGREGATE,
    Item.PILLARS: Scope.PILLARS,
    Item.ANSWERS: Scope.ANSWERS,
    Item.EVIDENCE: Scope.EVIDENCE,
}


def in_force(now) -> Q:
    """Consents in force at `now`."""
    lasts = Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    return Q(withdrawn_at__isnull=True) & lasts


def scope_of_items(items: list[str]) -> Scope:
    scopes = (_SCOPE_OF_ITEM.get(item, Scope.NOTHING) for item in items)
    return max(scopes, default=Scope.NOTHING)


def scope_on(visitor: Visitor, enterprise: Organisation) -> Scope:
    """How much of the enterprise's results memberships and standing consents show the visitor."""
    if enterprise.pk in visitor.roles or holds(visitor, enterprise):
        return Scope.OWN
    consents = _followed(visitor, enterprise)
    scopes = (scope_of_items(consent.items) for consent in consents)
    return max(scopes, default=Scope.NOTHING)


def _followed(visitor: Visitor, enterprise: Organisation) -> Sequence[Consent]:
    """Standing consents of the enterprise to organisations the visitor works for.

    Oldest first; read once.
    """
    if enterprise.pk not in visitor.followed:
        consents = Consent.objects.filter(
            in_force(timezone.now()),
            enterprise=enterprise,
            grantee__in=visitor.roles,
            purpose=Consent.Purpose.FOLLOW,
        )
        in_order = consents.select_related("grantee").order_by("given_at", "pk")
        visitor.followed[enterprise.pk] = list(in_order)
    return visitor.followed[enterprise.pk]


def allows(visitor: Visitor, enterprise: Organisation, item: Item) -> bool:
    """Whether the visitor belongs to the enterprise, or a standing consent names this very item."""
    if scope_on(visitor, enterprise) is Scope.OWN:
        return True
    return any(item in consent.items for consent in _followed(visitor, enterprise))


def allows_on_shared(visitor: Visitor, shared: Shareable, item: Item) -> bool:
    """As `allows`, and what a share link to this one thing lays open to whoever opened one."""
    if allows(visitor, shared.organisation, item):
        return True
    return item in LINKED and _opened_link(visitor, shared)


def require_item(visitor: Visitor, enterprise: Organisation, item: Item) -> None:
    if not allows(visitor, enterprise, item):
        raise PermissionDenied


def grantee_of(
    visitor: Visitor, enterprise: Organisation, scope: Scope
) -> Organisation | None:
    """The organisation for which this visitor may judge what a consent of `scope` lays open.

    None for members.
    """
    if scope_on(visitor, enterprise) is not scope:
        return None
    for consent in _followed(visitor, enterprise):
        if scope_of_items(consent.items) is scope:
            return consent.grantee
    return None


def seen_through(visitor: Visitor, enterprise: Organisation, scope: Scope) -> list[str]:
    """Whose consents let this visitor see `scope`, by public id; for the log of openings.

    Empty for members, and for whoever sees more by a share link than any consent tells.
    """
    if scope is Scope.OWN:
        return []
    consents = _followed(visitor, enterprise)
    deciding = (each for each in consents if scope_of_items(each.items) == scope)
    return sorted(str(each.grantee.public_id) for each in deciding)


def consents_to(grantee: Organisation, now) -> QuerySet[Consent]:
    """Standing consents to follow results that show any of them; their `scope` tells how much."""
    return Consent.objects.filter(
        in_force(now),
        grantee=grantee,
        purpose=Consent.Purpose.FOLLOW,
        scope__gt=Scope.NOTHING,
    )


def scope_on_shared(visitor: Visitor, shared: Shareable) -> Scope:
    """As `scope_on`, and all answers of this one thing to whoever opened a standing link to it."""
    scope = scope_on(visitor, shared.organisation)
    if scope < Scope.ANSWERS and _opened_link(visitor, shared):
        return Scope.ANSWERS
    return scope


def _opened_link(visitor: Visitor, shared: Shareable) -> bool:
    """Whether this browser opened a link to it that still stands."""
    if not visitor.shares:
        return False
    standing = shared.share_links.filter(
        revoked_at__isnull=True, expires_at__gt=timezone.now()
    )
    return standing.filter(public_id__in=visitor.shares).exists()
