"""How much of an enterprise a visitor sees: by membership, consent or share link.

Consents are asked for at each read.
"""

from collections.abc import Sequence
from enum import IntEnum, StrEnum
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Manager, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.access.visitors import Visitor, holds
from accounts.models import Consent, Organisation
from accounts.models.people import RoundKey


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
    COUNTED = "counted"  # nothing of it: it counts in figures of many
    # What one request to a provider names, and nothing besides.
    NAMED_ANSWERS = "named_answers"
    NAMED_STEPS = "named_steps"
    # What changed of the questions that a delivered solution is to raise, and nothing besides.
    CHANGE = "change"
    # Of requests to providers: to whom, since when and how they stand; nothing that was said.
    COURSE = "course"
    CONTACT = "contact"  # name, email and phone of the contact person
    # Instead of it: whoever is asked answers by messages here, and learns of no other way.
    MESSAGES = "messages"
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


class OfRound(Owned, Protocol):
    """What belongs to one round of an enterprise: a consent may be for this one only."""

    round_key: RoundKey


class Shareable(OfRound, Protocol):
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


def sees_something(visitor: Visitor, enterprise: Organisation) -> bool:
    """Of any round, as a member or by consent."""
    if scope_on(visitor, enterprise) is Scope.OWN:
        return True
    consents = _followed(visitor, enterprise)
    return any(scope_of_items(each.items) > Scope.NOTHING for each in consents)


def saw_once(visitor: Visitor, enterprise: Organisation) -> bool:
    """Whether a consent to somebody the visitor works for has ended."""
    if visitor.user is None:
        return False
    ended = Consent.objects.filter(
        enterprise=enterprise,
        grantee__in=visitor.roles,
        purpose=Consent.Purpose.FOLLOW,
    )
    return ended.exists()


def scope_on(
    visitor: Visitor,
    enterprise: Organisation,
    round_key: RoundKey | None = None,
) -> Scope:
    """How much of the enterprise's results memberships and standing consents show the visitor.

    round_key: of this round; else of every one.
    """
    if enterprise.pk in visitor.roles or holds(visitor, enterprise):
        return Scope.OWN
    consents = _covering(visitor, enterprise, round_key)
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


def _covering(
    visitor: Visitor,
    enterprise: Organisation,
    round_key: RoundKey | None,
) -> list[Consent]:
    consents = _followed(visitor, enterprise)
    return [consent for consent in consents if consent.covers(round_key)]


def allows(
    visitor: Visitor,
    enterprise: Organisation,
    item: Item,
    round_key: RoundKey | None = None,
) -> bool:
    """Whether the visitor belongs to the enterprise, or a standing consent names this very item."""
    if scope_on(visitor, enterprise) is Scope.OWN:
        return True
    consents = _covering(visitor, enterprise, round_key)
    return any(item in consent.items for consent in consents)


def allows_on_shared(visitor: Visitor, shared: Shareable, item: Item) -> bool:
    """As `allows`, and what a share link to this one thing lays open to whoever opened one."""
    if allows(visitor, shared.organisation, item, shared.round_key):
        return True
    return item in LINKED and _opened_link(visitor, shared)


def require_item(
    visitor: Visitor,
    enterprise: Organisation,
    item: Item,
    round_key: RoundKey | None = None,
) -> None:
    if not allows(visitor, enterprise, item, round_key):
        raise PermissionDenied


def grantees_of(
    visitor: Visitor,
    enterprise: Organisation,
    scope: Scope,
    round_key: RoundKey | None = None,
) -> list[Organisation]:
    """For whom this visitor works whose consents let exactly `scope` be seen, oldest first.

    None for members, nor where another consent shows more.
    """
    if scope_on(visitor, enterprise, round_key) is not scope:
        return []
    consents = _covering(visitor, enterprise, round_key)
    deciding = (each for each in consents if scope_of_items(each.items) is scope)
    return [consent.grantee for consent in deciding]


def seen_through(
    visitor: Visitor,
    enterprise: Organisation,
    scope: Scope,
    round_key: RoundKey | None = None,
) -> list[str]:
    """Whose consents let this visitor see `scope`, by public id; for the log of openings.

    Empty for members, and for whoever sees more by a share link than any consent tells.
    """
    if scope is Scope.OWN:
        return []
    consents = _covering(visitor, enterprise, round_key)
    deciding = (each for each in consents if scope_of_items(each.items) == scope)
    return sorted(str(each.grantee.public_id) for each in deciding)


def through_item(
    visitor: Visitor,
    enterprise: Organisation,
    item: Item,
    round_key: RoundKey | None = None,
) -> list[str]:
    """As `seen_through`, of one item that stands outside of the scopes."""
    if scope_on(visitor, enterprise) is Scope.OWN:
        return []
    consents = _covering(visitor, enterprise, round_key)
    naming = (each for each in consents if item in each.items)
    return sorted(str(each.grantee.public_id) for each in naming)


def consents_to(grantee: Organisation, now) -> QuerySet[Consent]:
    """Standing consents to follow all results; their `scope` tells how much. One an enterprise.

    Those to single rounds: `consents_of_one_round`; of each result: `consents_on_rounds`.
    """
    return _consents_to(grantee, now).filter(round=0)


def consents_of_one_round(grantee: Organisation, now) -> QuerySet[Consent]:
    """As `consents_to`, those to single rounds."""
    return _consents_to(grantee, now).exclude(round=0)


def consents_on_rounds(
    grantee: Organisation,
    now,
    result: str = "",
) -> QuerySet[Consent]:
    """Of an outer query of results: the standing consents that let each be seen.

    result: how the outer query comes to the result, as "review__result__".
    """
    every = Q(round=0)
    this = Q(
        index=OuterRef(f"{result}index_version__index_id"),
        round=OuterRef(f"{result}assessment__round"),
    )
    consents = _consents_to(grantee, now).filter(every | this)
    return consents.filter(enterprise=OuterRef(f"{result}organisation"))


def scope_granted(
    grantee: Organisation,
    enterprise: Organisation,
    round_key: RoundKey,
    now,
) -> Scope:
    """How far an enterprise lets an organisation look at one round, whoever asks."""
    consent = widest_consent(grantee, enterprise, round_key, now)
    return Scope(consent.scope) if consent else Scope.NOTHING


def widest_consent(
    grantee: Organisation,
    enterprise: Organisation,
    round_key: RoundKey,
    now,
) -> Consent | None:
    """Of those that let the organisation look at one round, the one that shows most of it."""
    consents = _consents_to(grantee, now).filter(enterprise=enterprise)
    covering = (each for each in consents if each.covers(round_key))
    return max(covering, key=lambda each: each.scope, default=None)


def _consents_to(grantee: Organisation, now) -> QuerySet[Consent]:
    return Consent.objects.filter(
        in_force(now),
        grantee=grantee,
        purpose=Consent.Purpose.FOLLOW,
        scope__gt=Scope.NOTHING,
    )


def scope_on_shared(visitor: Visitor, shared: Shareable) -> Scope:
    """As `scope_on`, and all answers of this one thing to whoever opened a standing link to it."""
    scope = scope_on(visitor, shared.organisation, shared.round_key)
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
