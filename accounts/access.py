"""Who may do what. The only place that compares roles, memberships and consents.

A stranger gets 404 (nothing is admitted to exist), a reader who writes gets 403. Views call `fetch`
or `require`; templates get ready-made answers from the view.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Manager, Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.held import Held, held_in, is_claimed, remember, remember_visit, stay
from accounts.models import Consent, Membership, Organisation, User
from accounts.prepared import Prepared, owned_or_404
from language.texts import address

# In the session: public ids of share links and invitations opened here (see accounts.held).
SHARED = "opened_shares"
INVITED = "opened_invitations"
_MEMBERSHIPS = Prepared(Membership.objects.all, "user")


class KeepFirstError(PermissionDenied):
    """This browser holds the enterprise, but what is wanted takes an account to answer for it."""

    def __init__(self, enterprise: Organisation) -> None:
        super().__init__()
        self.enterprise = enterprise


class HiddenError(Http404):
    """It is there, but not for this visitor, who is told nothing of it. The log is."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__()
        self.organisation = organisation


class SignInFirstError(Http404):
    """This browser began an enterprise that is in an account now: nobody is signed in."""


class Action(StrEnum):
    """What a visitor wants to do with something that belongs to an organisation."""

    READ = "read"  # see it at all (members, holders, consent of any scope)
    WRITE = "write"  # answer, start rounds, edit the profile
    SUBMIT = "submit"  # send an assessment off
    # Decide who else takes over what is in no account yet: the browser it began in, nobody else.
    HAND_OVER = "hand_over"
    # Have letters sent to others: members only, so that a letter has a sender; holders never.
    INVITE = "invite"
    # Give and withdraw consent, make share links: owners only, holders never.
    SHARE = "share"
    STAFF = "staff"  # work for an association or provider: its lists, leads and members


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


@dataclass(frozen=True)
class Visitor:
    user: User | None
    roles: dict[int, str]  # organisation id → role
    held: Held
    shares: frozenset[str]  # public ids of share links opened in this browser
    # By enterprise, as far as asked for: a request asks for many things of the same one.
    followed: dict[int, Sequence[Consent]] = field(default_factory=dict)


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor behind a request, read once per request (one query for signed-in users)."""
    if not hasattr(request, "_visitor"):
        user = person_of(request)
        request._visitor = Visitor(
            user=user,
            roles=_roles_of(user),
            held=held_in(request),
            shares=frozenset(request.session.get(SHARED, ())),
        )
    return request._visitor


def person_of(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _roles_of(user: User | None) -> dict[int, str]:
    if user is None:
        return {}
    memberships = _MEMBERSHIPS.all(user=user.pk)
    return {each.organisation_id: each.role for each in memberships}


def works_for_others(user: User) -> bool:
    """Whether the user belongs to an organisation that sees enterprises other than its own."""
    memberships = Membership.objects.filter(user=user)
    return memberships.exclude(organisation__kind=Organisation.Kind.ENTERPRISE).exists()


def _holds(visitor: Visitor, organisation: Organisation) -> bool:
    return visitor.held.has(organisation) and not is_claimed(organisation)


def _gave_to_account(visitor: Visitor, organisation: Organisation) -> bool:
    """Whether this browser held it until an account took it over, and nobody is signed in here."""
    was_held = visitor.held.has(organisation)
    if not was_held or visitor.user is not None:
        return False
    # Without members there is nobody to sign in as.
    return organisation.memberships.exists()


def may(visitor: Visitor, action: Action, organisation: Organisation) -> bool:
    role = visitor.roles.get(organisation.pk)
    if action is Action.SHARE:
        return role == Membership.Role.OWNER
    if action is Action.STAFF:
        return role is not None and organisation.kind != Organisation.Kind.ENTERPRISE
    if action is Action.HAND_OVER:
        begun_here = visitor.held.has_begun(organisation)
        return begun_here and not is_claimed(organisation)
    if role is not None:
        return True

    # From here on nobody is a member: what is left comes of a consent, a link or this browser.
    if action is Action.INVITE:
        return False
    if action is Action.READ and scope_on(visitor, organisation) > Scope.NOTHING:
        return True
    return _holds(visitor, organisation)


def may_confirm(
    visitor: Visitor,
    association: Organisation,
    enterprise: Organisation,
) -> bool:
    """Say for an association that an enterprise is real: nobody does so of their own."""
    works_there = may(visitor, Action.STAFF, association)
    return works_there and enterprise.pk not in visitor.roles


def require(visitor: Visitor, action: Action, organisation: Organisation) -> None:
    if may(visitor, action, organisation):
        return
    # 403 tells that there is something: only to whoever may see it anyway.
    if may(visitor, Action.READ, organisation):
        raise refused(visitor, organisation)
    raise _not_found(visitor, organisation)


def refused(visitor: Visitor, organisation: Organisation) -> PermissionDenied:
    """For whoever may see it: who holds it needs an account, nobody else's leave."""
    if _holds(visitor, organisation):
        return KeepFirstError(organisation)
    return PermissionDenied()


def _not_found(visitor: Visitor, organisation: Organisation) -> Http404:
    """Whoever began it is told where it went; to strangers there is nothing."""
    if _gave_to_account(visitor, organisation):
        return SignInFirstError()
    return HiddenError(organisation)


def fetch(request: HttpRequest, rows: QuerySet | Prepared, action: Action, **lookup):
    """The object if this visitor may do `action` with it; else 404 or 403."""
    owned = owned_or_404(rows, **lookup)
    require(visitor_of(request), action, owned.organisation)
    _address(owned.organisation)
    return owned


def fetch_enterprise(request: HttpRequest, action: Action, public_id) -> Organisation:
    """As `fetch`, where the enterprise itself is named."""
    enterprises = Organisation.objects.filter(kind=Organisation.Kind.ENTERPRISE)
    enterprise = get_object_or_404(enterprises, public_id=public_id)
    require(visitor_of(request), action, enterprise)
    _address(enterprise)
    return enterprise


def _address(organisation: Organisation) -> None:
    """Speak of it from here on; to a stranger that would admit that it exists."""
    address(is_household=organisation.is_household_business)


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
    if enterprise.pk in visitor.roles or _holds(visitor, enterprise):
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


def open_share(request: HttpRequest, link: Model) -> None:
    """Let this browser see what a share link shows, for as long as the link stands."""
    remember_visit(request, SHARED, link)


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


def open_invitation(request: HttpRequest, invitation: Model) -> None:
    """Let this browser answer what an invitation asks for, for as long as the invitation stands."""
    remember(request, INVITED, invitation)
    stay(request)


def fetch_invited(request: HttpRequest, queryset: QuerySet, **lookup):
    """The invitation opened in this browser, standing or ended; else 404."""
    invitation = get_object_or_404(queryset, **lookup)
    if str(invitation.public_id) not in request.session.get(INVITED, ()):
        raise Http404
    _address(invitation.assessment.organisation)
    return invitation


def fetch_followed(request: HttpRequest, queryset: QuerySet, least: Scope, **lookup):
    """(object, scope) by membership or consent, never by a share link.

    Else 404, or 403 where less than `least`.
    """
    owned = get_object_or_404(queryset.select_related("organisation"), **lookup)
    visitor = visitor_of(request)
    scope = scope_on(visitor, owned.organisation)
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
        raise _not_found(visitor, organisation)
    if scope < least:
        raise PermissionDenied
    _address(organisation)
    return scope
