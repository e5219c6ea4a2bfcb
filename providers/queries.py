"""Reads of the directory, of recommendations and of leads. Each function needs a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Case, CharField, Exists, F, OuterRef, Prefetch, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.access import Deed, Visitor, may
from accounts.collation import unaccented
from accounts.models import AuditEvent, Organisation
from providers.capacity import places_taken
from providers.matching import content_of, match_of
from providers.models import Lead, Provider, Recommendation, Solution
from survey.index import index_of, index_of_result
from survey.index.document import checksum_of
from survey.models import Result
from survey.queries import newest_index_version

CONTACT_OPENED = "lead.contact_opened"  # in the audit log


def question_tops(index_id: str) -> dict[str, int] | None:
    """The highest level of each scored question of a published index; None where there is none."""
    version = newest_index_version(index_id)
    if version is None:
        return None
    variants = [one["id"] for one in index_of(version).variants.get("list", ())] or [""]
    indexes = [index_of(version, variant) for variant in variants]
    return {question.code: question.top for index in indexes for question in index.rubric.questions}


# Recommendations


def recommendation_of(result: Result) -> Recommendation | None:
    """The one last asked for."""
    return result.recommendations.first()


def shown_content(result: Result, now: datetime) -> tuple[dict, Recommendation | None]:
    """What to show: the stored recommendation, or what would be stored if somebody asked. Nothing is written."""
    stored = recommendation_of(result)
    return (stored.content, stored) if stored else (content_of(result, budget=None, now=now), None)


def is_out_of_date(stored: Recommendation, now: datetime) -> bool:
    """Whether the same question would be answered differently now: the directory or the month has moved on."""
    return checksum_of(content_of(stored.result, budget=stored.budget, now=now)) != stored.digest


def solutions_for(result: Result, codes: Iterable[str], now: datetime) -> dict[str, list[Solution]]:
    """Who can raise each of these questions now, best first: every hard rule holds, whatever the budget.

    Best: most levels of this question, then the greatest fit to the enterprise. Nobody is told anything: to get in
    touch, the enterprise asks as for any suggestion, with its consent.
    """
    return match_of(result, None, now).helpers(codes)


def shows(content: dict, solution: Solution) -> bool:
    """Whether a recommendation names the solution, also as a near miss."""
    return any(one["solution"] == solution.slug for one in (*content["suggestions"], *content["near_misses"]))


def was_suggested(result: Result, solution: Solution) -> bool:
    """Whether any stored recommendation for this result names it."""
    return any(shows(content, solution) for content in result.recommendations.values_list("content", flat=True))


def may_be_asked(result: Result, solution: Solution, now: datetime) -> bool:
    """What was suggested, and what helps within every rule: steps of a roadmap offer more than the list shows."""
    return was_suggested(result, solution) or match_of(result, None, now).helps(solution.slug)


def closed(content: dict, now: datetime) -> dict[str, str]:
    """Why a named solution cannot be asked for today, by slug: not_suggested (gone), not_vetted, full_this_month."""
    slugs = {one["solution"] for one in (*content["suggestions"], *content["near_misses"])}
    active = Solution.objects.filter(slug__in=slugs, is_active=True).select_related("provider")
    offered = {solution.slug: solution.provider for solution in active}
    taken = places_taken(now)
    reasons = {slug: _closed(offered.get(slug), taken, now) for slug in slugs}
    return {slug: reason for slug, reason in reasons.items() if reason}


def _closed(provider: Provider | None, taken: dict[int, int], now: datetime) -> str:
    if provider is None:
        return "not_suggested"
    if not provider.is_vetted_on(timezone.localdate(now)):
        return "not_vetted"
    return "full_this_month" if taken.get(provider.pk, 0) >= provider.capacity_per_month else ""


def closed_reason(enterprise: Organisation, solution: Solution, now: datetime) -> str:
    """Why this enterprise cannot ask for this solution today; nothing when it can."""
    if live_lead(enterprise, solution.provider, now):
        return "already_asked"
    return _closed(solution.provider if solution.is_active else None, places_taken(now, [solution.provider]), now)


def weakest_pillars(result: Result, most: int = 3) -> list[str]:
    """Codes of the pillars with the smallest share of their points, weakest first; full ones are not weak."""
    codes = index_of_result(result).rubric.pillars
    pillars = zip(codes, result.pillar_points, result.pillar_maxima, strict=True)
    below = [(Fraction(points, maximum), code) for code, points, maximum in pillars if points < maximum]
    return [code for _, code in sorted(below)[:most]]


# The directory


@dataclass(frozen=True)
class Wanted:
    """The filters of the directory page. Empty ones filter nothing."""

    text: str = ""
    sector: str = ""
    size: str = ""
    area: str = ""  # able to do something of this area of capabilities


def vetted_providers(wanted: Wanted, now: datetime) -> QuerySet[Provider]:
    """Providers vetted today with a solution that fits, in Vietnamese order, solutions prefetched."""
    fitting = _fitting(wanted).filter(provider=OuterRef("pk"))
    found = Provider.objects.filter(Exists(fitting), vetted_until__gte=timezone.localdate(now))
    for word in unaccented(wanted.text).split():
        found = found.filter(search_key__contains=word)
    solutions = Prefetch("solutions", _fitting(wanted).order_by("price_from", "slug"), to_attr="fitting")
    return found.select_related("organisation").prefetch_related(solutions)


def _fitting(wanted: Wanted) -> QuerySet[Solution]:
    """Lists in JSON are searched as text: containment is not the same on the two databases, quotes are."""
    found = Solution.objects.filter(is_active=True).annotate(
        sectors_text=Cast("sectors", TextField()),
        sizes_text=Cast("sizes", TextField()),
        improves_text=Cast("improves", TextField()),
    )
    if wanted.sector:
        found = found.filter(Q(sectors=[]) | Q(sectors_text__contains=f'"{wanted.sector}"'))
    if wanted.size:
        found = found.filter(Q(sizes=[]) | Q(sizes_text__contains=f'"{wanted.size}"'))
    if wanted.area:
        found = found.filter(improves_text__contains=f'"{wanted.area}.')
    return found


def provider_entries() -> QuerySet[Provider]:
    active = Solution.objects.filter(is_active=True).order_by("price_from", "slug")
    return Provider.objects.select_related("organisation").prefetch_related(Prefetch("solutions", active))


# Leads


def leads(now: datetime) -> QuerySet[Lead]:
    """Leads with `shown_state`: a live lead whose consent has ended, wherever it was withdrawn, is withdrawn."""
    ended = Q(consent__withdrawn_at__isnull=False) | Q(consent__expires_at__lte=now)
    shown = Case(
        When(Q(state__in=Lead.LIVE) & ended, then=Value(str(Lead.State.WITHDRAWN))),
        default=F("state"),
        output_field=CharField(),
    )
    related = ("organisation", "provider__organisation", "solution", "consent", "result__index_version")
    related += ("result__assessment",)  # how old the answers are
    return Lead.objects.select_related(*related).defer("result__index_version__document").annotate(shown_state=shown)


def live_lead(enterprise: Organisation, provider: Provider, now: datetime) -> Lead | None:
    """The request of this enterprise that waits or was accepted, if there is one."""
    return leads(now).filter(organisation=enterprise, provider=provider, shown_state__in=Lead.LIVE).first()


def live_leads(enterprise: Organisation, now: datetime) -> dict[str, Lead]:
    """The same for every provider, by slug."""
    found = leads(now).filter(organisation=enterprise, shown_state__in=Lead.LIVE)
    return {lead.provider.slug: lead for lead in found}


def leads_asked_by(enterprise: Organisation, now: datetime) -> QuerySet[Lead]:
    return leads(now).filter(organisation=enterprise)


def staffed_providers(visitor: Visitor) -> list[Provider]:
    """Providers this visitor works for."""
    entries = Provider.objects.filter(organisation__in=visitor.roles).select_related("organisation")
    return [provider for provider in entries if may(visitor, Deed.STAFF, provider.organisation)]


def contact_openings(lead: Lead) -> list[datetime]:
    """When the provider opened the contact details, newest first."""
    opened = AuditEvent.objects.filter(organisation=lead.organisation, deed=CONTACT_OPENED)
    return list(opened.filter(subject=f"lead:{lead.public_id}").values_list("at", flat=True))


def leads_of(providers: list[Provider], state: str, now: datetime) -> QuerySet[Lead]:
    found = leads(now).filter(provider__in=providers)
    return found.filter(shown_state=state) if state else found
