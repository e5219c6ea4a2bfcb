"""Reads of requests."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.access.owners import own_enterprises
from accounts.access.scopes import Item
from accounts.access.visitors import Visitor
from accounts.models import AuditEvent, Organisation
from providers.directory.capacity import places_taken
from providers.matching.inputs import is_conflicted
from providers.matching.queries import facts_named, hidden_providers
from providers.models import Lead, Provider, Solution
from survey.models import Result

CONTACT_OPENED = "lead.contact_opened"  # in the audit log

# As `Lead.goes_on`.
_GOES_ON = Q(state__in=Lead.LIVE) | Q(state=Lead.State.RETURNED, due_on__isnull=False)
# Of `leads_at`: also the consent of one stands, else it is shown as withdrawn.
SHOWN_GOING_ON = _GOES_ON & ~Q(shown_state=Lead.State.WITHDRAWN)


def leads_at(now: datetime) -> QuerySet[Lead]:
    """Leads with `shown_state`: one that goes on and whose consent has ended, wherever it was
    withdrawn, is withdrawn.
    """
    ended = Q(consent__withdrawn_at__isnull=False) | Q(consent__expires_at__lte=now)
    shown = Case(
        When(_GOES_ON & ended, then=Value(str(Lead.State.WITHDRAWN))),
        default=F("state"),
        output_field=CharField(),
    )
    leads = Lead.objects.select_related(
        "organisation",
        "provider__organisation",
        "solution",
        "consent",
        "result__index_version",
        "result__assessment",  # how old the answers are
    )
    # Hundreds of kilobytes for each lead of a list; the index is built once a process.
    return leads.defer("result__index_version__document").annotate(shown_state=shown)


def live_lead(
    enterprise: Organisation, provider: Provider, now: datetime
) -> Lead | None:
    """The request of this enterprise that waits or was accepted, if there is one."""
    asked = leads_at(now).filter(organisation=enterprise, provider=provider)
    return asked.filter(shown_state__in=Lead.LIVE).first()


def live_leads(enterprise: Organisation, now: datetime) -> dict[str, Lead]:
    """The same for every provider, by slug."""
    live = leads_at(now).filter(organisation=enterprise, shown_state__in=Lead.LIVE)
    # Only to whom they went is told.
    live = live.select_related(None).select_related("provider")
    return {lead.provider.slug: lead for lead in live}


# What goes on stands before what has ended.
_ENDED_LAST = Case(When(SHOWN_GOING_ON, then=Value(0)), default=Value(1))


def requests_of_owner(visitor: Visitor, now: datetime) -> QuerySet[Lead]:
    """Of the enterprises whose requests this visitor decides about."""
    leads = leads_at(now).filter(organisation__in=own_enterprises(visitor))
    return leads.order_by(_ENDED_LAST, "-asked_at", "-pk")


def other_leads(lead: Lead, now: datetime) -> QuerySet[Lead]:
    """What else its enterprise has asked for."""
    return leads_at(now).filter(organisation=lead.organisation).exclude(pk=lead.pk)


def leads_of(providers: list[Provider], state: str, now: datetime) -> QuerySet[Lead]:
    """Requests to these providers, in one state or in all."""
    leads = leads_at(now).filter(provider__in=providers)
    return in_state(leads, state) if state else leads


def in_state(leads: QuerySet[Lead], state: str) -> QuerySet[Lead]:
    """Those that are shown in it."""
    # Only one that has ended is shown in another state than its own, by which an index finds it.
    if state != Lead.State.WITHDRAWN:
        leads = leads.filter(state=state)
    return leads.filter(shown_state=state)


def count_of(providers: list[Provider], state: str, now: datetime) -> int:
    if state:
        return leads_of(providers, state, now).count()
    # Without the consents, which change nothing of how many there are.
    return Lead.objects.filter(provider__in=providers).count()


def has_taken_on(lead: Lead) -> bool:
    """Whether the provider dealt with it at any time, and so may complain of it."""
    return lead.answered_at is not None and lead.state != Lead.State.DECLINED


def tells_contact(lead: Lead) -> bool:
    """Else the provider answers by messages on it, and knows of no other way."""
    return Item.CONTACT in lead.consent.items


def contact_openings(lead: Lead) -> list[datetime]:
    """When the provider opened the contact details, newest first."""
    opened = AuditEvent.objects.filter(
        organisation=lead.organisation, action=CONTACT_OPENED
    )
    of_lead = opened.filter(subject=f"lead:{lead.public_id}")
    return list(of_lead.values_list("at", flat=True))


def closed_reason(
    open_lead: Lead | None,
    solution: Solution,
    enterprise: Organisation,
    now: datetime,
) -> str:
    """Why an enterprise cannot ask for this solution today; nothing when it can.

    open_lead: its live request to the provider.
    """
    if open_lead:
        return "already_asked"
    provider = solution.provider
    if is_conflicted(enterprise, provider):
        return "conflict"
    if not solution.is_active:
        return "not_suggested"
    return why_closed(provider, places_taken(now, [provider]), now)


# What of the rules closes a solution, in the order in which it is told.
CLOSED_BY = {
    "conflict": "conflict",
    "vetted": "not_vetted",
    "paused": "paused",
    "capacity": "full_this_month",
}


def closed_reasons(content: dict) -> dict[str, str]:
    """Why a solution that is named today cannot be asked for, by slug: as `closed_reason`.

    Of content of this moment alone. What is not on offer any more is not named.
    """
    reasons = {}
    for facts in facts_named(content):
        fails = {fail["code"] for fail in facts["fails"]}
        for code, reason in CLOSED_BY.items():
            if code in fails:
                reasons[facts["solution"]] = reason
                break
    return reasons


def why_closed(provider: Provider, taken: Mapping[int, int], now: datetime) -> str:
    """Why nobody can ask it today, whoever that is; nothing where it can be asked.

    taken: places of the month by provider.
    """
    if not provider.is_vetted_on(timezone.localdate(now)):
        return "not_vetted"
    if provider.is_paused_on(timezone.localdate(now)):
        return "paused"
    if taken.get(provider.pk, 0) >= provider.capacity_per_month:
        return "full_this_month"
    return ""


NEXT_BEST = 2  # named where one has not answered


def next_best(lead: Lead, now: datetime) -> list[Solution]:
    """Who was suggested for the same result besides, can be asked today, and was not yet."""
    stored = lead.result.recommendations.first()
    if stored is None:
        return []
    asked = live_leads(lead.organisation, now)
    hidden = {provider.slug for provider in hidden_providers(lead.organisation)}
    passed_over = {*asked, *hidden, lead.provider.slug}
    content = stored.content
    # What no rule leaves out, the better first.
    slugs = [
        facts["solution"]
        for facts in (*content["suggestions"], *content["offers"])
        if facts["provider"] not in passed_over and not facts["fails"]
    ]
    return _open_today(slugs, lead.organisation, now)


def _open_today(
    slugs: list[str], enterprise: Organisation, now: datetime
) -> list[Solution]:
    entries = Solution.objects.filter(slug__in=slugs, is_active=True)
    by_slug = {
        row.slug: row for row in entries.select_related("provider__organisation")
    }
    found: dict[int, Solution] = {}
    for slug in slugs:
        solution = by_slug.get(slug)
        if solution is None or solution.provider_id in found:
            continue
        if not closed_reason(None, solution, enterprise, now):
            found[solution.provider_id] = solution
        if len(found) == NEXT_BEST:
            break
    return list(found.values())


def weakest_pillars(result: Result, most: int = 3) -> list[str]:
    """Codes of the pillars with the smallest share of their points, weakest first; full
    ones are not weak.
    """
    shares = []
    codes = result.index.rubric.pillars
    pillars = zip(codes, result.pillar_points, result.pillar_maxima, strict=True)
    for code, points, maximum in pillars:
        if points < maximum:
            # Exact: two pillars with equal shares stand in the order of their codes.
            shares.append((Fraction(points, maximum), code))
    return [code for _share, code in sorted(shares)[:most]]
