"""Who is too near to one of the sides to decide between them."""

from accounts.models import Membership, Organisation, User
from providers.models import Complaint
from registry.tax_code import family_of


def sides_of(complaint: Complaint) -> list[Organisation]:
    sides = [complaint.provider.organisation]
    if complaint.enterprise is not None:
        sides.append(complaint.enterprise)
    return sides


def is_near(association: Organisation, complaint: Complaint) -> bool:
    """Whether the association is one of the sides, or of one house with it."""
    return any(_are_one_house(association, side) for side in sides_of(complaint))


def conflict_of(user: User, complaint: Complaint) -> str:
    """Why this person cannot decide it; nothing where they can."""
    belongs = Organisation.objects.filter(memberships__user=user)
    for own in belongs:
        if own.kind == Organisation.Kind.ASSOCIATION:
            continue
        if any(_are_one_house(own, side) for side in sides_of(complaint)):
            return "belongs"
    if _shares_a_house(user, complaint):
        return "colleagues"
    is_again = complaint.state == Complaint.State.APPEALED
    return "had_part" if is_again and complaint.decided_by_id == user.pk else ""


def _are_one_house(one: Organisation, other: Organisation) -> bool:
    if one.pk == other.pk:
        return True
    family = family_of(one.tax_code)
    return bool(family) and family == family_of(other.tax_code)


def _shares_a_house(user: User, complaint: Complaint) -> bool:
    """Whether somebody of a side is a colleague of theirs in another firm."""
    firms = Membership.objects.filter(user=user).exclude(
        organisation__kind=Organisation.Kind.ASSOCIATION
    )
    people = Membership.objects.filter(organisation__in=sides_of(complaint))
    colleagues = Membership.objects.filter(
        organisation__in=firms.values("organisation"),
        user__in=people.values("user"),
    )
    return colleagues.exists()
