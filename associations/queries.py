"""Reads: what is shared with an association, and what an enterprise has allowed. Constant numbers of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery

from accounts.access import Item, consents_to, in_force
from accounts.models import AuditEvent, Consent, Membership, Organisation
from associations.models import Affiliation
from language.collation import unaccented
from survey.evidence.queries import files_waiting
from survey.models import Result
from survey.results.queries import NEWEST_FIRST, results

OPENINGS = (
    "result.opened",
    "report.taken",
    "evidence.opened",
    "lead.opened",
    "lead.contact_opened",
)
KEPT_OPENINGS = 5000  # the newest ones of all enterprises on the page: years of them, and yet not without end
ORDERS = {
    "ten": ["organisation__sort_key", "pk"],
    # A level of one index says nothing of a level of another.
    "muc": [
        "-index_version__index_id",
        F("level").desc(nulls_last=True),
        "-total",
        "organisation__sort_key",
    ],
    "ngay": list(NEWEST_FIRST),
}


@dataclass(frozen=True)
class Filters:
    name: str = ""
    sector: str = ""
    size: str = ""
    area: str = ""
    index: str = ""
    level: int | None = None
    scope: int | None = None
    order: str = "ten"


def shared_results(
    association: Organisation, filters: Filters, now: datetime
) -> QuerySet[Result]:
    """The latest result of each enterprise that lets the association see it: `scope` and `wording` of its consent."""
    consents = consents_to(association, now)
    newest = Result.objects.filter(organisation=OuterRef("organisation")).order_by(
        *NEWEST_FIRST
    )
    mine = consents.filter(enterprise=OuterRef("organisation"))
    found = (
        results()
        .filter(
            organisation__in=consents.values("enterprise"),
            pk=Subquery(newest.values("pk")[:1]),
        )
        .annotate(
            scope=Subquery(mine.values("scope")[:1]),
            wording=Subquery(mine.values("text_version")[:1]),
            waiting=files_waiting(),
        )
        .filter(scope__gt=0)
    )
    exact = {
        name: getattr(filters, name)
        for name in ("sector", "size", "area")
        if getattr(filters, name)
    }
    exact |= {
        name: getattr(filters, name)
        for name in ("level", "scope")
        if getattr(filters, name) is not None
    }
    if filters.index:
        exact["index_version__index_id"] = filters.index
    if filters.name:
        found = found.filter(
            organisation__search_key__contains=unaccented(filters.name)
        )
    return found.filter(**exact).order_by(*ORDERS[filters.order])


def members_count(association: Organisation) -> int:
    return Affiliation.objects.filter(
        association=association, state=Affiliation.State.ACTIVE
    ).count()


def associations() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Organisation.Kind.ASSOCIATION)


def associations_for(enterprise: Organisation) -> list[Organisation]:
    """Every association, those the enterprise belongs to first; each with `belongs`."""
    own = set(
        Affiliation.objects.filter(
            enterprise=enterprise, state=Affiliation.State.ACTIVE
        ).values_list("association", flat=True)
    )
    found = list(associations())
    for association in found:
        association.belongs = association.pk in own
    return sorted(found, key=lambda each: not each.belongs)


def standing_shares(enterprise: Organisation, now: datetime) -> dict[int, Consent]:
    """The consent in force per association, by the id of the association."""
    consents = Consent.objects.filter(
        in_force(now), enterprise=enterprise, purpose=Consent.Purpose.FOLLOW
    )
    return {consent.grantee_id: consent for consent in consents}


@dataclass
class Allowed:
    """One consent as its enterprise sees it; `openings` are those since it was given, newest first."""

    consent: Consent
    belongs: bool = False
    openings: list[AuditEvent] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        return [item for item in Item if item in self.consent.items]


@dataclass
class EnterpriseConsents:
    enterprise: Organisation
    in_force: list[Allowed] = field(default_factory=list)
    ended: list[Allowed] = field(default_factory=list)
    affiliations: list[Affiliation] = field(
        default_factory=list
    )  # those that see nothing


def consents_given(
    enterprises: Sequence[Organisation], now: datetime
) -> list[EnterpriseConsents]:
    """Everything these enterprises have allowed, to whom, since when, and who opened what."""
    pages = {
        enterprise.pk: EnterpriseConsents(enterprise) for enterprise in enterprises
    }
    consents = list(
        Consent.objects.filter(enterprise__in=pages).select_related(
            "grantee", "given_by"
        )
    )
    belonging = {
        (each.enterprise_id, each.association_id): each
        for each in Affiliation.objects.filter(
            enterprise__in=pages, state=Affiliation.State.ACTIVE
        ).select_related("association")
    }
    openings = _openings(pages, {consent.grantee for consent in consents})
    for consent in consents:
        key = (consent.enterprise_id, consent.grantee_id)
        page = pages[consent.enterprise_id]
        allowed = Allowed(
            consent,
            key in belonging,
            [e for e in openings.get(key, []) if _under(consent, e)],
        )
        stands = consent.stands_at(now)
        (page.in_force if stands else page.ended).append(allowed)
        if stands and consent.purpose == Consent.Purpose.FOLLOW:
            belonging.pop(key, None)
    for (enterprise_id, _), affiliation in belonging.items():
        pages[enterprise_id].affiliations.append(affiliation)
    return list(pages.values())


def _under(consent: Consent, event: AuditEvent) -> bool:
    return consent.given_at <= event.at and (
        consent.withdrawn_at is None or event.at <= consent.withdrawn_at
    )


def _openings(
    enterprises: Iterable[int], grantees: set[Organisation]
) -> dict[tuple[int, int], list[AuditEvent]]:
    """Events of opening, by (enterprise, organisation through which it was opened)."""
    events = list(
        AuditEvent.objects.filter(organisation__in=enterprises, action__in=OPENINGS)[
            :KEPT_OPENINGS
        ]
    )
    ids = {str(grantee.public_id): grantee.pk for grantee in grantees}
    works_for = _works_for(
        {event.actor_id for event in events if _through(event) is None}, grantees
    )
    found: dict[tuple[int, int], list[AuditEvent]] = {}
    for event in events:
        through = _through(event)
        told = (
            works_for.get(event.actor_id, [])
            if through is None
            else [ids.get(each) for each in through]
        )
        for organisation in told:
            found.setdefault((event.organisation_id, organisation), []).append(event)
    return found


def _through(event: AuditEvent) -> list[str] | None:
    """Public ids of the organisations through which it was opened; None where an old event does not tell."""
    if "provider" in event.details:
        return [event.details["provider"]]
    return event.details.get("through")


def _works_for(
    users: set[int | None], organisations: Iterable[Organisation]
) -> dict[int, list[int]]:
    """The organisations each of these users works for today: all that is known of events that do not tell."""
    found: dict[int, list[int]] = {}
    memberships = Membership.objects.filter(
        user__in=users - {None}, organisation__in=organisations
    )
    for user, organisation in memberships.values_list("user", "organisation"):
        found.setdefault(user, []).append(organisation)
    return found
