"""What an account leaves behind when it goes."""

from dataclasses import dataclass

from accounts.models import Membership, Organisation, User

OWNER = Membership.Role.OWNER
ENTERPRISE = Organisation.Kind.ENTERPRISE


@dataclass(frozen=True)
class LastOwned:
    """An enterprise that nobody else answers for, and who could."""

    enterprise: Organisation
    colleagues: list[User]


def last_owned_by(user: User) -> list[LastOwned]:
    """Enterprises of which this account is the only owner."""
    owned = Membership.objects.filter(
        user=user, role=OWNER, organisation__kind=ENTERPRISE
    )
    last = []
    for membership in owned.select_related("organisation").order_by(
        "organisation__sort_key", "pk"
    ):
        others = Membership.objects.filter(organisation=membership.organisation)
        # Who was locked out answers for nothing: an enterprise of only such owners has
        # none.
        active = others.exclude(user=user).filter(user__is_active=True)
        if active.filter(role=OWNER).exists():
            continue
        colleagues = [
            other.user for other in active.select_related("user").order_by("pk")
        ]
        last.append(LastOwned(membership.organisation, colleagues))
    return last


def left_without_members(user: User) -> list[Organisation]:
    """Associations, providers and agencies that only this account belongs to."""
    own = Membership.objects.filter(user=user).exclude(organisation__kind=ENTERPRISE)
    left = []
    for membership in own.select_related("organisation"):
        others = membership.organisation.memberships.exclude(user=user)
        if not others.exists():
            left.append(membership.organisation)
    return left
