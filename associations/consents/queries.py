"""Reads: what an enterprise has allowed, to whom, and who opened what.

Each function needs a constant number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    F,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from accounts.access.scopes import Item, in_force
from accounts.models import AuditEvent, Consent, Membership, Organisation
from accounts.models.people import round_name
from associations.belonging.queries import confirmed_since
from associations.lists import associations
from associations.models import Affiliation

Pair = tuple[
    int, int
]  # primary keys of an enterprise and of who may see something of it

# How requests to providers go, in the audit log.
COURSE_SEEN = "leads.course_seen"
OPENINGS = (
    "result.opened",
    "report.taken",
    "evidence.opened",
    "lead.contact_opened",
    "export.taken",
    COURSE_SEEN,
)
SHOWN_OPENINGS = 20  # the newest ones of each consent; the others are counted only


def associations_for(enterprise: Organisation) -> list[Organisation]:
    """Every association, those the enterprise belongs to first.

    Each with `belongs`, and `is_asked` where it has asked to.
    """
    affiliations = Affiliation.objects.filter(enterprise=enterprise)
    states = dict(affiliations.values_list("association", "state"))
    choices = list(associations())
    for association in choices:
        state = states.get(association.pk)
        association.belongs = state == Affiliation.State.ACTIVE
        association.is_asked = state == Affiliation.State.ASKED
    # The sort is stable: both parts keep their Vietnamese order.
    return sorted(choices, key=lambda each: not each.belongs)


def standing_shares(enterprise: Organisation, now: datetime) -> QuerySet[Consent]:
    """What associations may see now: one consent each, or one for each of several rounds."""
    return Consent.objects.filter(
        in_force(now), enterprise=enterprise, purpose=Consent.Purpose.FOLLOW
    )


@dataclass
class Allowed:
    """One consent as its enterprise sees it.

    `openings` are the newest ones under it, newest first, `opened` is how many there are;
    neither is looked up for a consent that has ended.
    """

    consent: Consent
    belongs: bool = False
    openings: list[AuditEvent] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # the same in words
    opened: int = 0
    index: str = ""  # where it is of one round, which index that answers, in words

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
    # What was asked of associations, and what they declined, newest first.
    asked: list[Affiliation] = field(default_factory=list)
    declined: list[Affiliation] = field(default_factory=list)
    # Those that can be asked.
    others: list[Organisation] = field(default_factory=list)
    is_counted: bool = False  # in what the city sees
    # With those that say the enterprise is real.
    confirmed: list[Affiliation] = field(default_factory=list)


def consents_given(
    enterprises: Sequence[Organisation], now: datetime
) -> list[EnterpriseConsents]:
    """Everything these enterprises have allowed, to whom, since when, and who opened what."""
    pages = {each.pk: EnterpriseConsents(each) for each in enterprises}
    rows = Consent.objects.filter(enterprise__in=pages)
    consents = list(rows.select_related("grantee", "given_by"))
    openings = _openings([each for each in consents if each.stands_at(now)])
    by_state = _affiliations_by_state(pages)
    belonging = by_state[Affiliation.State.ACTIVE]
    seeing: set[Pair] = set()
    for consent in consents:
        pair = (consent.enterprise_id, consent.grantee_id)
        allowed = Allowed(consent, pair in belonging)
        page = pages[consent.enterprise_id]
        if not consent.stands_at(now):
            page.ended.append(allowed)
            continue
        _add_openings(allowed, openings.get(pair, []))
        page.in_force.append(allowed)
        if consent.purpose == Consent.Purpose.FOLLOW:
            seeing.add(pair)
        page.is_counted |= consent.purpose == Consent.Purpose.COUNT

    for pair, affiliation in belonging.items():
        if pair not in seeing:
            pages[affiliation.enterprise_id].affiliations.append(affiliation)
    _add_requests(pages, by_state)
    for affiliation in belonging.values():
        if affiliation.confirmed:
            pages[affiliation.enterprise_id].confirmed.append(affiliation)
    return list(pages.values())


def _add_requests(
    pages: Mapping[int, EnterpriseConsents],
    by_state: Mapping[str, Mapping[Pair, Affiliation]],
) -> None:
    """What was asked and declined, and which associations can still be asked."""
    belonging = by_state[Affiliation.State.ACTIVE]
    asked = by_state[Affiliation.State.ASKED]
    for affiliation in asked.values():
        pages[affiliation.enterprise_id].asked.append(affiliation)
    for affiliation in by_state[Affiliation.State.DECLINED].values():
        pages[affiliation.enterprise_id].declined.append(affiliation)

    for association in associations() if pages else ():
        for key, page in pages.items():
            pair = (key, association.pk)
            if pair not in belonging and pair not in asked:
                page.others.append(association)


def _affiliations_by_state(
    enterprises: Iterable[int],
) -> Mapping[str, dict[Pair, Affiliation]]:
    affiliations = Affiliation.objects.filter(enterprise__in=enterprises)
    affiliations = affiliations.annotate(confirmed=confirmed_since())
    by_state: dict[str, dict[Pair, Affiliation]] = defaultdict(dict)
    newest_first = affiliations.select_related("association").order_by("-since", "pk")
    for each in newest_first:
        by_state[each.state][each.enterprise_id, each.association_id] = each
    return by_state


def _add_openings(allowed: Allowed, events: Iterable[AuditEvent]) -> None:
    """Of the newest events of each kind, what was opened under this consent."""
    for event in events:
        # What was opened under an earlier one that has ended is in the log only.
        if event.since < allowed.consent.given_at:
            continue
        if not _is_of(event, allowed.consent):
            continue
        if event.place == 1:
            # The newest of each kind brings the number of all: counted there, it is
            # counted once.
            allowed.opened += event.alike
        if len(allowed.openings) < SHOWN_OPENINGS:
            allowed.openings.append(event)


def _is_of(event: AuditEvent, consent: Consent) -> bool:
    """Whether it was of what the consent is for, and of its round; what does not tell of which
    round it is, is of all.
    """
    if event.of_course != (consent.purpose == Consent.Purpose.LEADS):
        return False
    opened = event.details.get("round")
    if not consent.round or opened is None:
        return True
    return opened == round_name(consent.round_key)


def _openings(consents: Iterable[Consent]) -> Mapping[Pair, list[AuditEvent]]:
    """Events of opening, newest first, each for every organisation through which it was opened.

    consents: those in force; what was opened before all of them is left out. Whoever looks day by
    day leaves more events than a page can read: of those `alike`, as far as consents go, the
    newest ones come with their `place` and the number of all.
    """
    given_at: dict[int, set[datetime]] = defaultdict(set)
    for consent in consents:
        given_at[consent.enterprise_id].add(consent.given_at)
    grantees = {consent.grantee for consent in consents}
    lately = Q()
    for enterprise, moments in given_at.items():
        lately |= Q(organisation=enterprise, at__gte=min(moments))
    if not lately:
        return {}
    opened = AuditEvent.objects.filter(lately, action__in=OPENINGS).annotate(
        since=_since(given_at),
        reader=Case(When(details__through__isnull=True, then=F("actor"))),
        of_course=Case(When(action=COURSE_SEEN, then=True), default=False),
    )
    kind = ["organisation", "details__provider", "details__through", "details__round"]
    kind += ["reader", "since", "of_course"]
    numbered = opened.annotate(
        place=Window(
            RowNumber(), partition_by=kind, order_by=AuditEvent._meta.ordering
        ),
        alike=Window(Count("pk"), partition_by=kind),
    )
    newest = numbered.filter(place__lte=SHOWN_OPENINGS)
    events = list(newest.select_related("actor"))
    untold = {event.actor_id for event in events if _through(event) is None}
    works_for = _works_for(untold, grantees)
    keys = {str(grantee.public_id): grantee.pk for grantee in grantees}

    openings: dict[Pair, list[AuditEvent]] = defaultdict(list)
    for event in events:
        through = _through(event)
        if through is None:
            organisations = works_for.get(event.actor_id, [])
        else:
            organisations = [keys.get(public_id) for public_id in through]
        for organisation in organisations:
            openings[event.organisation_id, organisation].append(event)
    return openings


def _since(given_at: Mapping[int, Iterable[datetime]]) -> Case:
    """When the last of the consents in force had been given by then.

    Told one by one: the database would look for it anew at each of thousands of events.
    """
    of_each = []
    for enterprise, moments in given_at.items():
        newest_first = sorted(moments, reverse=True)
        known = [When(at__gte=moment, then=Value(moment)) for moment in newest_first]
        of_each.append(When(organisation=enterprise, then=Case(*known)))
    return Case(*of_each, output_field=DateTimeField())


def _through(event: AuditEvent) -> list[str] | None:
    """Public ids of the organisations through which it was opened.

    None where an event from before they were noted does not tell.
    """
    # Openings of contact details note the one provider that was asked.
    if "provider" in event.details:
        return [event.details["provider"]]
    return event.details.get("through")


def _works_for(
    users: set[int | None], organisations: Iterable[Organisation]
) -> Mapping[int | None, list[int]]:
    """Those of these organisations that each user works for today.

    It is all that is known of events that do not tell through whom.
    """
    memberships = Membership.objects.filter(
        user__in=users - {None}, organisation__in=organisations
    )
    works_for: dict[int | None, list[int]] = defaultdict(list)
    for user, organisation in memberships.values_list("user", "organisation"):
        works_for[user].append(organisation)
    return works_for
