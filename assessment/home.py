"""What people see after signing in: a card for each enterprise of theirs, and their places of work.

Each package says its own part of a card; here they are put together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accounts.models import Membership, Organisation, User
from providers.leads.home import requests_of
from roadmap.pages.home import roadmaps_of
from survey.rounds.home import rounds_of

Kind = Organisation.Kind
# In the order of the card: a template, and what it shows of all enterprises at once.
PARTS: Sequence[
    tuple[str, Callable[[Sequence[Organisation], datetime], Mapping[int, object]]]
] = (
    ("survey/_home.html", rounds_of),
    ("roadmap/_home.html", roadmaps_of),
    ("providers/_home.html", requests_of),
)


@dataclass(frozen=True)
class Card:
    enterprise: Organisation
    is_owner: bool
    parts: list[dict]


@dataclass(frozen=True)
class Desk:
    """A place of work: an association's list, the agency's figures, a provider's requests, the
    administration.
    """

    kind: str
    name: str
    url: str


@dataclass(frozen=True)
class Home:
    cards: list[Card]
    desks: list[Desk]

    @property
    def only_desk(self) -> Desk | None:
        """Where to go at once, when there is nothing to choose."""
        if self.cards or len(self.desks) != 1:
            return None
        return self.desks[0]


def home_of(user: User, now: datetime) -> Home:
    memberships = Membership.objects.filter(user=user).select_related("organisation")
    by_kind: dict[str, list[Membership]] = {}
    for membership in memberships.order_by("organisation__sort_key"):
        by_kind.setdefault(membership.organisation.kind, []).append(membership)
    cards = _cards(by_kind.get(Kind.ENTERPRISE, []), now)
    return Home(cards, _desks(user, by_kind))


def _desks(user: User, by_kind: Mapping[str, Sequence[Membership]]) -> list[Desk]:
    desks = []
    for membership in by_kind.get(Kind.ASSOCIATION, []):
        association = membership.organisation
        url = reverse("associations:today", args=[association.public_id])
        desks.append(Desk("association", association.name, url))
    for membership in by_kind.get(Kind.AGENCY, []):
        agency = membership.organisation
        url = reverse("associations:city", args=[agency.public_id])
        desks.append(Desk("agency", agency.name, url))
    for membership in by_kind.get(Kind.PROVIDER, []):
        provider = membership.organisation
        url = reverse("providers:desk", args=[provider.public_id])
        desks.append(Desk("provider", provider.name, url))
    if user.is_staff:
        desks.append(Desk("administration", "", reverse("admin:index")))
    return desks


def _cards(memberships: Sequence[Membership], now: datetime) -> list[Card]:
    if not memberships:
        return []
    enterprises = [membership.organisation for membership in memberships]
    # Each part is read for all enterprises at once: many take as many queries as one.
    parts_by_template = {
        template: parts_of(enterprises, now) for template, parts_of in PARTS
    }
    cards = []
    for membership in memberships:
        parts = []
        for template, part_of in parts_by_template.items():
            part = part_of.get(membership.organisation_id)
            parts.append({"template": template, "of": part})
        is_owner = membership.role == Membership.Role.OWNER
        cards.append(Card(membership.organisation, is_owner, parts))
    return cards
