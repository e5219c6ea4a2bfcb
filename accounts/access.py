"""Who may do what. The only place that compares roles, memberships and consents.

A stranger gets 404 (nothing is admitted to exist), a reader who writes gets 403. Views call `fetch` or
`require`; templates get ready-made answers from the view.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Manager, Model, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import Consent, Membership, Organisation, User

HELD = "held_enterprises"  # session: public ids of unclaimed enterprises this browser started or resumed
SHARED = "opened_shares"  # session: public ids of share links opened in this browser
INVITED = "opened_invitations"  # session: public ids of invitations to answer, opened in this browser


class Action(StrEnum):
    """What a visitor wants to do with something that belongs to an organisation."""

    READ = "read"  # see it at all (members, holders, consent of any scope)
    WRITE = "write"  # answer, start rounds, edit the profile
    SUBMIT = "submit"  # send an assessment off
    INVITE = "invite"  # have letters sent to others: members only, so that a letter has a sender; holders never
    SHARE = "share"  # give and withdraw consent, make share links: owners only, holders never
    STAFF = "staff"  # work for an association or provider: its lists, leads and members


class Item(StrEnum):
    """What a consent can lay open."""

    AGGREGATE = "aggregate"  # overall level and total only
    GRADE = "grade"  # how far the answers behind the points that may be seen are proved
    PILLARS = "pillars"  # points and level of each pillar
    ANSWERS = "answers"  # every answer
    ROADMAP = (
        "roadmap"  # the steps it chose and how far they are, without names and notes
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


LINKED = frozenset(
    {Item.AGGREGATE, Item.GRADE, Item.PILLARS, Item.ANSWERS}
)  # by a share link: "this one result"


class Owned(Protocol):
    organisation: Organisation
    organisation_id: int


class Shareable(Owned, Protocol):
    """Something one can be let in to by a link: it has `share_links` with `public_id` and `revoked_at`."""

    share_links: Manager


@dataclass(frozen=True)
class Visitor:
    user: User | None
    roles: dict[int, str]  # organisation id → role
    held: frozenset[str]  # public ids of enterprises held by this browser
    shares: frozenset[str]  # public ids of share links opened in this browser
    followed: dict[int, Sequence[Consent]] = field(
        default_factory=dict
    )  # by enterprise, as far as asked for


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor behind a request, read once per request (one query for signed-in users)."""
    if not hasattr(request, "_visitor"):
        user = request.user if request.user.is_authenticated else None
        roles = (
            dict(
                Membership.objects.filter(user=user).values_list(
                    "organisation_id", "role"
                )
            )
            if user
            else {}
        )
        session = request.session
        request._visitor = Visitor(
            user,
            roles,
            frozenset(session.get(HELD, ())),
            frozenset(session.get(SHARED, ())),
        )
    return request._visitor


def works_for_others(user: User) -> bool:
    """Whether the user belongs to an organisation that sees enterprises other than its own."""
    return (
        Membership.objects.filter(user=user)
        .exclude(organisation__kind=Organisation.Kind.ENTERPRISE)
        .exists()
    )


def hold(request: HttpRequest, enterprise: Organisation) -> None:
    """Let this browser go on with an unclaimed enterprise."""
    held = request.session.get(HELD, [])
    if str(enterprise.public_id) not in held:
        request.session[HELD] = [*held, str(enterprise.public_id)]
        request.__dict__.pop("_visitor", None)


def is_claimed(enterprise: Organisation) -> bool:
    """Whether it ever belonged to an account: one that is deleted opens nothing to the browser it began in."""
    return enterprise.claimed_at is not None


def _holds(visitor: Visitor, organisation: Organisation) -> bool:
    return str(organisation.public_id) in visitor.held and not is_claimed(organisation)


def held_enterprises(visitor: Visitor) -> QuerySet[Organisation]:
    """What this browser started without an account and nobody has claimed yet."""
    return Organisation.objects.filter(
        public_id__in=visitor.held, claimed_at__isnull=True
    )


def may(visitor: Visitor, action: Action, organisation: Organisation) -> bool:
    role = visitor.roles.get(organisation.pk)
    if action is Action.SHARE:
        return role == Membership.Role.OWNER
    if action is Action.STAFF:
        return role is not None and organisation.kind != Organisation.Kind.ENTERPRISE
    if role is not None:
        return True
    if action is Action.INVITE:
        return False
    if action is Action.READ and scope_on(visitor, organisation) > Scope.NOTHING:
        return True
    return _holds(visitor, organisation)


def require(visitor: Visitor, action: Action, organisation: Organisation) -> None:
    if may(visitor, action, organisation):
        return
    if may(visitor, Action.READ, organisation):
        raise PermissionDenied
    raise Http404


def fetch(request: HttpRequest, queryset: QuerySet, action: Action, **lookup):
    """The object if this visitor may do `action` with it; else 404 or 403. The object has `.organisation`."""
    found = get_object_or_404(queryset.select_related("organisation"), **lookup)
    require(visitor_of(request), action, found.organisation)
    return found


_SCOPE_OF_ITEM = {
    Item.AGGREGATE: Scope.AGGREGATE,
    Item.PILLARS: Scope.PILLARS,
    Item.ANSWERS: Scope.ANSWERS,
    Item.EVIDENCE: Scope.EVIDENCE,
}


def in_force(now) -> Q:
    """Consents in force at `now`."""
    return Q(withdrawn_at__isnull=True) & (
        Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    )


def scope_of_items(items: list[str]) -> Scope:
    return max(
        (_SCOPE_OF_ITEM.get(item, Scope.NOTHING) for item in items),
        default=Scope.NOTHING,
    )


def scope_on(visitor: Visitor, enterprise: Organisation) -> Scope:
    """How much of the enterprise's results the visitor may see: from memberships and standing consents."""
    if enterprise.pk in visitor.roles or _holds(visitor, enterprise):
        return Scope.OWN
    return max(
        (scope_of_items(consent.items) for consent in _followed(visitor, enterprise)),
        default=Scope.NOTHING,
    )


def _followed(visitor: Visitor, enterprise: Organisation) -> Sequence[Consent]:
    """Standing consents of the enterprise to organisations the visitor works for, oldest first. Read once."""
    if enterprise.pk not in visitor.followed:
        found = Consent.objects.filter(
            in_force(timezone.now()),
            enterprise=enterprise,
            grantee__in=visitor.roles,
            purpose=Consent.Purpose.FOLLOW,
        )
        visitor.followed[enterprise.pk] = list(
            found.select_related("grantee").order_by("given_at", "pk")
        )
    return visitor.followed[enterprise.pk]


def allows(visitor: Visitor, enterprise: Organisation, item: Item) -> bool:
    """Whether the visitor belongs to the enterprise, or a standing consent names this very item."""
    if scope_on(visitor, enterprise) is Scope.OWN:
        return True
    return any(item in consent.items for consent in _followed(visitor, enterprise))


def allows_on_shared(visitor: Visitor, shared: Shareable, item: Item) -> bool:
    """As `allows`, and what a share link to this one thing lays open to whoever opened one."""
    return allows(visitor, shared.organisation, item) or (
        item in LINKED and _opened_link(visitor, shared)
    )


def require_item(visitor: Visitor, enterprise: Organisation, item: Item) -> None:
    if not allows(visitor, enterprise, item):
        raise PermissionDenied


def grantee_of(
    visitor: Visitor, enterprise: Organisation, scope: Scope
) -> Organisation | None:
    """The organisation for which this visitor may judge what a consent of `scope` lays open; None for members."""
    if scope_on(visitor, enterprise) is not scope:
        return None
    consents = _followed(visitor, enterprise)
    return next(
        (each.grantee for each in consents if scope_of_items(each.items) is scope), None
    )


def seen_through(visitor: Visitor, enterprise: Organisation, scope: Scope) -> list[str]:
    """Public ids of the organisations whose consents let this visitor see `scope`; for the log of openings.

    Empty for members, and for whoever sees more by a share link than any consent tells.
    """
    if scope is Scope.OWN:
        return []
    consents = _followed(visitor, enterprise)
    return sorted(
        str(each.grantee.public_id)
        for each in consents
        if scope_of_items(each.items) == scope
    )


def consents_to(grantee: Organisation, now) -> QuerySet[Consent]:
    """Standing consents to follow results, each with `scope`: what `scope_on` tells, for lists of many."""
    steps = [
        When(named__contains=f'"{item}"', then=Value(int(scope)))
        for item, scope in _SCOPE_OF_ITEM.items()
    ]
    return (
        Consent.objects.filter(
            in_force(now), grantee=grantee, purpose=Consent.Purpose.FOLLOW
        )
        .annotate(named=Cast("items", TextField()))
        .annotate(scope=Case(*reversed(steps), default=Value(int(Scope.NOTHING))))
    )


def open_share(request: HttpRequest, link: Model) -> None:
    """Let this browser see what a share link shows, for as long as the link stands."""
    opened = request.session.get(SHARED, [])
    if str(link.public_id) not in opened:
        request.session[SHARED] = [*opened, str(link.public_id)]
        request.__dict__.pop("_visitor", None)


def scope_on_shared(visitor: Visitor, shared: Shareable) -> Scope:
    """As `scope_on`, and all answers of this one thing to whoever opened a link to it that is not revoked."""
    scope = scope_on(visitor, shared.organisation)
    return (
        Scope.ANSWERS
        if scope < Scope.ANSWERS and _opened_link(visitor, shared)
        else scope
    )


def _opened_link(visitor: Visitor, shared: Shareable) -> bool:
    """Whether this browser opened a link to it that is not revoked."""
    links = shared.share_links.filter(
        public_id__in=visitor.shares, revoked_at__isnull=True
    )
    return bool(visitor.shares) and links.exists()


def open_invitation(request: HttpRequest, invitation: Model) -> None:
    """Let this browser answer what an invitation asks for, for as long as the invitation stands."""
    opened = request.session.get(INVITED, [])
    if str(invitation.public_id) not in opened:
        request.session[INVITED] = [*opened, str(invitation.public_id)]


def fetch_invited(request: HttpRequest, queryset: QuerySet, **lookup):
    """The invitation opened in this browser, standing or ended; else 404."""
    found = get_object_or_404(queryset, **lookup)
    if str(found.public_id) not in request.session.get(INVITED, ()):
        raise Http404
    return found


def fetch_followed(request: HttpRequest, queryset: QuerySet, least: Scope, **lookup):
    """(object, scope) by membership or consent, never by a share link; else 404, or 403 where less than `least`."""
    found = get_object_or_404(queryset.select_related("organisation"), **lookup)
    return found, _at_least(least, scope_on(visitor_of(request), found.organisation))


def fetch_scoped(
    request: HttpRequest, queryset: QuerySet, least: Scope = Scope.AGGREGATE, **lookup
):
    """(object, scope) where the visitor may see anything of it; else 404, or 403 where less than `least`."""
    found = get_object_or_404(queryset.select_related("organisation"), **lookup)
    return found, _at_least(least, scope_on_shared(visitor_of(request), found))


def _at_least(least: Scope, scope: Scope) -> Scope:
    if scope is Scope.NOTHING:
        raise Http404
    if scope < least:
        raise PermissionDenied
    return scope


def person_of(request: HttpRequest):
    return request.user if request.user.is_authenticated else None
