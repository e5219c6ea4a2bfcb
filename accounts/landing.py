"""What people see after signing in. Higher floors add their part on enterprises; here they are put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accounts.models import Membership, Organisation, User

Kind = Organisation.Kind


@dataclass(frozen=True)
class Part:
    """One package's lines on the card of an enterprise; `read` takes all enterprises at once."""

    order: int
    template: str
    read: Callable[[Sequence[Organisation], datetime], Mapping[int, object]]


_parts: list[Part] = []


def add_part(part: Part) -> None:
    """Called by a package when the site starts."""
    if part not in _parts:
        _parts.append(part)
        _parts.sort(key=lambda each: each.order)


@dataclass(frozen=True)
class Card:
    enterprise: Organisation
    is_owner: bool
    parts: list[dict]


@dataclass(frozen=True)
class Desk:
    """A place of work: an association's list, a provider's requests, the administration."""

    kind: str
    name: str
    url: str


@dataclass(frozen=True)
class Landing:
    cards: list[Card]
    desks: list[Desk]

    @property
    def only_desk(self) -> Desk | None:
        """Where to go at once, when there is nothing to choose."""
        return self.desks[0] if len(self.desks) == 1 and not self.cards else None


def landing_of(user: User, now: datetime) -> Landing:
    memberships = Membership.objects.filter(user=user).select_related("organisation")
    of_kind: dict[str, list[Membership]] = {}
    for membership in memberships.order_by("organisation__sort_key"):
        of_kind.setdefault(membership.organisation.kind, []).append(membership)
    desks = [
        Desk("association", each.organisation.name, _results_url(each.organisation))
        for each in of_kind.get(Kind.ASSOCIATION, [])
    ]
    if Kind.PROVIDER in of_kind:  # one list of requests for all of them
        names = ", ".join(each.organisation.name for each in of_kind[Kind.PROVIDER])
        desks.append(Desk("provider", names, reverse("providers:leads")))
    if user.is_staff:
        desks.append(Desk("administration", "", reverse("admin:index")))
    return Landing(_cards(of_kind.get(Kind.ENTERPRISE, []), now), desks)


def _results_url(association: Organisation) -> str:
    return reverse("associations:results", args=[association.public_id])


def _cards(memberships: list[Membership], now: datetime) -> list[Card]:
    enterprises = [each.organisation for each in memberships]
    read = [(part.template, part.read(enterprises, now)) for part in _parts] if enterprises else []
    return [
        Card(
            each.organisation,
            each.role == Membership.Role.OWNER,
            [{"template": template, "of": found.get(each.organisation_id)} for template, found in read],
        )
        for each in memberships
    ]
