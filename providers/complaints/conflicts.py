"""Who is too near to one of the sides to decide between them."""

from accounts.models import Organisation, User
from providers.models import Application, Complaint
from providers.nearness import (
    is_declared,
    is_named,
    is_of_house,
    where_their_people_are,
)


def sides_of(complaint: Complaint) -> list[Organisation]:
    sides = [complaint.provider.organisation]
    if complaint.enterprise is not None:
        sides.append(complaint.enterprise)
    return sides


def is_near(association: Organisation, complaint: Complaint) -> bool:
    """Whether the association is one of the sides, or of one house with it."""
    return is_of_house(sides_of(complaint), [association])


def conflict_of(user: User, complaint: Complaint) -> str:
    """Why this person cannot decide it; nothing where they can."""
    sides = sides_of(complaint)
    # Of associations all who decide are colleagues: those say nothing of nearness.
    own = Organisation.objects.filter(memberships__user=user).exclude(
        kind=Organisation.Kind.ASSOCIATION
    )
    if is_of_house(sides, own):
        return "belongs"
    if own.filter(pk__in=where_their_people_are(sides).values("pk")).exists():
        return "colleagues"
    if _is_known_to(user, complaint):
        return "relation"
    is_again = complaint.state == Complaint.State.APPEALED
    return "had_part" if is_again and complaint.decided_by_id == user.pk else ""


def _is_known_to(user: User, complaint: Complaint) -> bool:
    """What was declared for the vetting of a provider holds for complaints about it."""
    # What the provider has not sent yet it could still write, to be rid of somebody.
    sent = Application.objects.filter(
        provider=complaint.provider, sent_at__isnull=False
    )
    return is_declared(user, complaint.provider) or is_named(user, sent)
