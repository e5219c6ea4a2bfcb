"""Letting a provider see what changed, and counting it over all firms."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.access.scopes import Item
from accounts.audit.services import record_event
from accounts.models import Consent, User
from accounts.services import give_consent, withdraw_consent
from providers.errors import ProviderError
from providers.helped.queries import (
    DELIVERED,
    changed_by,
    claims,
    shown_to_provider,
)
from providers.matching.entries import entries_of
from providers.models import Lead, Solution, SolutionEffect
from scoring.benchmark import MINIMUM
from scoring.disclosure.change import Beside, beside_alike, mean_changes
from survey.models import Result
from survey.results.queries import results
from survey.results.scored import ScoredResult

# The wording of providers/helped/changed.html; another wording gets another name.
AGREED_TEXT = "change-2026-12"
_INDEX = "result__index_version__index_id"


@transaction.atomic
def show_change(*, lead: Lead, by: User, now: datetime) -> Consent:
    """Raises ProviderError: nothing_changed_yet."""
    if changed_by(lead) is None:
        raise ProviderError("nothing_changed_yet")
    return give_consent(
        enterprise=lead.organisation,
        grantee=lead.provider.organisation,
        purpose=Consent.Purpose.CHANGE,
        items=[Item.CHANGE],
        text_version=AGREED_TEXT,
        by=by,
        now=now,
    )


@transaction.atomic
def hide_change(*, lead: Lead, by: User, now: datetime) -> None:
    """A second call changes nothing."""
    consent = shown_to_provider(lead, now)
    if consent:
        withdraw_consent(consent=consent, by=by, now=now)


@transaction.atomic
def count_effects(*, now: datetime) -> int:
    """Anew for every solution; of how many there is enough to tell."""
    SolutionEffect.objects.all().delete()
    made = list(_effects(now))
    SolutionEffect.objects.bulk_create(made)
    record_event(
        action="effects.counted",
        organisation=None,
        actor=None,
        subject="effects:all",
        now=now,
        details={"solutions": len(made)},
    )
    return len(made)


def _effects(now: datetime) -> Iterator[SolutionEffect]:
    for solution, index_id in _with_enough():
        beside = _beside(solution, index_id)
        if beside:
            yield _effect(solution, index_id, beside, now)


def _with_enough() -> Iterator[tuple[Solution, str]]:
    """Most solutions have few firms: those are left out by one query for all of them."""
    groups = (
        _delivered()
        .order_by("solution", _INDEX)
        .values_list("solution", _INDEX)
        .annotate(firms=Count("organisation", distinct=True))
        .filter(solution__isnull=False, firms__gte=MINIMUM)
    )
    enough = [(key, index_id) for key, index_id, _firms in groups]
    solutions = Solution.objects.select_related("provider__organisation").in_bulk(
        {key for key, _index_id in enough}
    )
    for key, index_id in enough:
        yield solutions[key], index_id


def _delivered() -> QuerySet[Lead]:
    return Lead.objects.filter(state__in=DELIVERED)


def _delivered_of(solution: Solution, index_id: str) -> QuerySet[Lead]:
    """The first one first."""
    of_it = _delivered().filter(solution=solution, **{_INDEX: index_id})
    related = of_it.select_related(
        "organisation", "provider__organisation", "solution", "result__index_version"
    )
    return related.defer("result__index_version__document").order_by("asked_at", "pk")


def _beside(solution: Solution, index_id: str) -> Beside | None:
    with_it: dict[int, tuple[float, str]] = {}
    for lead in _delivered_of(solution, index_id):
        found = changed_by(lead)
        if found:
            # Each firm once, by what was delivered to it first.
            with_it.setdefault(
                lead.organisation_id, (found.mean, _kind_of(lead.result))
            )
    if len(with_it) < MINIMUM:
        return None
    others = list(_others(solution, index_id))
    numbers: dict[str, int] = {}
    kinds, of_others = (
        [numbers.setdefault(kind, len(numbers)) for _change, kind in side]
        for side in (with_it.values(), others)
    )
    return beside_alike(
        [change for change, _kind in with_it.values()],
        kinds,
        [change for change, _kind in others],
        of_others,
        MINIMUM,
    )


def _kind_of(result: Result) -> str:
    return f"{result.sector}|{result.size}"


def _others(solution: Solution, index_id: str) -> Iterator[tuple[float, str]]:
    """Firms that assessed themselves twice and never had it, from the first time to the last."""
    had_it = _delivered().filter(
        solution=solution, organisation=OuterRef("organisation")
    )
    found = results().filter(
        ~Exists(had_it),
        index_version__index_id=index_id,
        rescored_from__isnull=True,
        assessment__replaced_at__isnull=True,
        organisation__is_fictional=solution.provider.organisation.is_fictional,
    )
    entries = entries_of(Solution.objects.filter(pk=solution.pk))
    first: dict[int, Result] = {}
    last: dict[int, Result] = {}
    for result in found.order_by("assessment__submitted_at", "pk").iterator(500):
        first.setdefault(result.organisation_id, result)
        last[result.organisation_id] = result
    for key, before in first.items():
        after = last[key]
        if after.pk == before.pk:
            continue
        was, now = ScoredResult(before), ScoredResult(after)
        levels = now.levels_by_code
        then = [levels.get(code, -1) for code in was.index.codes]
        (change,) = mean_changes([was.levels], [then], claims(entries, was))
        if not np.isnan(change):
            yield float(change), _kind_of(before)


def _effect(
    solution: Solution, index_id: str, beside: Beside, now: datetime
) -> SolutionEffect:
    return SolutionEffect(
        solution=solution,
        index_id=index_id,
        change=beside.change,
        firms=beside.firms,
        change_alike=beside.change_alike,
        alike=beside.alike,
        counted_at=now,
    )
