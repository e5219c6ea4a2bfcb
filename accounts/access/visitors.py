"""Who stands behind a request: an account with its roles, or a browser with what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from accounts.held import Held, held_in, is_claimed
from accounts.models import Consent, Membership, Organisation, User
from accounts.prepared import Prepared

# In the session: public ids of share links opened here (see accounts.held).
SHARED = "opened_shares"
_MEMBERSHIPS = Prepared(Membership.objects.all, "user")


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
            roles=roles_of(user),
            held=held_in(request),
            shares=frozenset(request.session.get(SHARED, ())),
        )
    return request._visitor


def person_of(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def roles_of(user: User | None) -> dict[int, str]:
    if user is None:
        return {}
    memberships = _MEMBERSHIPS.all(user=user.pk)
    return {each.organisation_id: each.role for each in memberships}


def works_for_others(user: User) -> bool:
    """Whether the user belongs to an organisation that sees enterprises other than its own."""
    memberships = Membership.objects.filter(user=user)
    return memberships.exclude(organisation__kind=Organisation.Kind.ENTERPRISE).exists()


def answers_nowhere(visitor: Visitor) -> bool:
    """Whether all places are places of work: there is no enterprise of one's own to look at."""
    answering = {Membership.Role.OWNER, Membership.Role.MEMBER}
    return bool(visitor.roles) and answering.isdisjoint(visitor.roles.values())


def holds(visitor: Visitor, organisation: Organisation) -> bool:
    return visitor.held.has(organisation) and not is_claimed(organisation)
