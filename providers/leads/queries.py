"""Reads of requests."""

from datetime import datetime
from fractions import Fraction

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.access import Action, Visitor, may
from accounts.models import AuditEvent, Organisation
from providers.directory.capacity import places_taken
from providers.models import Lead, Provider, Solution
from survey.models import Result

CONTACT_OPENED = "lead.contact_opened"  # in the audit log


def _closed(provider: Provider | None, taken: dict[int, int], now: datetime) -> str:
    if provider is None:
        return "not_suggested"
    if not provider.is_vetted_on(timezone.localdate(now)):
        return "not_vetted"
    return (
        "full_this_month"
        if taken.get(provider.pk, 0) >= provider.capacity_per_month
        else ""
    )


def closed_reason(enterprise: Organisation, solution: Solution, now: datetime) -> str:
    """Why this enterprise cannot ask for this solution today; nothing when it can."""
    if live_lead(enterprise, solution.provider, now):
        return "already_asked"
    return _closed(
        solution.provider if solution.is_active else None,
        places_taken(now, [solution.provider]),
        now,
    )


def weakest_pillars(result: Result, most: int = 3) -> list[str]:
    """Codes of the pillars with the smallest share of their points, weakest first; full ones are not weak."""
    codes = result.index.rubric.pillars
    pillars = zip(codes, result.pillar_points, result.pillar_maxima, strict=True)
    below = [
        (Fraction(points, maximum), code)
        for code, points, maximum in pillars
        if points < maximum
    ]
    return [code for _, code in sorted(below)[:most]]


# Leads


def leads(now: datetime) -> QuerySet[Lead]:
    """Leads with `shown_state`: a live lead whose consent has ended, wherever it was withdrawn, is withdrawn."""
    ended = Q(consent__withdrawn_at__isnull=False) | Q(consent__expires_at__lte=now)
    shown = Case(
        When(Q(state__in=Lead.LIVE) & ended, then=Value(str(Lead.State.WITHDRAWN))),
        default=F("state"),
        output_field=CharField(),
    )
    related = (
        "organisation",
        "provider__organisation",
        "solution",
        "consent",
        "result__index_version",
    )
    related += ("result__assessment",)  # how old the answers are
    return (
        Lead.objects.select_related(*related)
        .defer("result__index_version__document")
        .annotate(shown_state=shown)
    )


def live_lead(
    enterprise: Organisation, provider: Provider, now: datetime
) -> Lead | None:
    """The request of this enterprise that waits or was accepted, if there is one."""
    return (
        leads(now)
        .filter(organisation=enterprise, provider=provider, shown_state__in=Lead.LIVE)
        .first()
    )


def live_leads(enterprise: Organisation, now: datetime) -> dict[str, Lead]:
    """The same for every provider, by slug."""
    found = leads(now).filter(organisation=enterprise, shown_state__in=Lead.LIVE)
    return {lead.provider.slug: lead for lead in found}


def leads_asked_by(enterprise: Organisation, now: datetime) -> QuerySet[Lead]:
    return leads(now).filter(organisation=enterprise)


def staffed_providers(visitor: Visitor) -> list[Provider]:
    """Providers this visitor works for."""
    entries = Provider.objects.filter(organisation__in=visitor.roles).select_related(
        "organisation"
    )
    return [
        provider
        for provider in entries
        if may(visitor, Action.STAFF, provider.organisation)
    ]


def contact_openings(lead: Lead) -> list[datetime]:
    """When the provider opened the contact details, newest first."""
    opened = AuditEvent.objects.filter(
        organisation=lead.organisation, action=CONTACT_OPENED
    )
    return list(
        opened.filter(subject=f"lead:{lead.public_id}").values_list("at", flat=True)
    )


def leads_of(providers: list[Provider], state: str, now: datetime) -> QuerySet[Lead]:
    found = leads(now).filter(provider__in=providers)
    return found.filter(shown_state=state) if state else found


def closed(content: dict, now: datetime) -> dict[str, str]:
    """Why a named solution cannot be asked for today, by slug: not_suggested (gone), not_vetted, full_this_month."""
    slugs = {
        one["solution"] for one in (*content["suggestions"], *content["near_misses"])
    }
    active = Solution.objects.filter(slug__in=slugs, is_active=True).select_related(
        "provider"
    )
    offered = {solution.slug: solution.provider for solution in active}
    taken = places_taken(now)
    reasons = {slug: _closed(offered.get(slug), taken, now) for slug in slugs}
    return {slug: reason for slug, reason in reasons.items() if reason}
