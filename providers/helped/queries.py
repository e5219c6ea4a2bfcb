"""What changed for one firm since something was delivered to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from accounts.access.scopes import in_force
from accounts.models import Consent
from language.texts import in_language
from providers.matching.entries import Entries, entries_of
from providers.matching.lifts import lifts_of
from providers.models import Lead, LeadEvent, Solution, SolutionEffect
from scoring.disclosure.change import mean_changes
from survey.models import Result
from survey.results.queries import NEWEST_FIRST, results
from survey.results.scored import ScoredResult

DELIVERED = (Lead.State.DELIVERED, Lead.State.CLOSED)


@dataclass(frozen=True)
class Row:
    question: str
    name: str
    before: int
    after: int

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class Changed:
    """mean: levels a question. later: the result in which the firm assessed itself again."""

    rows: list[Row]
    mean: float
    later: Result


def delivered_at(lead: Lead) -> datetime | None:
    """When it was last said to be delivered; None where nothing was."""
    if lead.state not in DELIVERED:
        return None
    said = LeadEvent.objects.filter(lead=lead, state=Lead.State.DELIVERED)
    return said.order_by("-at").values_list("at", flat=True).first()


def changed_by(lead: Lead) -> Changed | None:
    """Of the questions that the solution claims; None before the firm assessed itself again."""
    since = delivered_at(lead)
    if since is None or lead.solution is None:
        return None
    later = _later(lead, since)
    if later is None:
        return None
    before, after = ScoredResult(lead.result), ScoredResult(later)
    index = before.index
    claimed = claimed_by(lead.solution, before)
    levels = after.levels_by_code
    now = np.array([levels.get(code, -1) for code in index.codes])
    was = np.array(before.levels)
    (mean,) = mean_changes([was], [now], claimed)
    if np.isnan(mean):
        return None
    rows = []
    for place in np.flatnonzero(claimed & (was >= 0) & (now >= 0)).tolist():
        code = index.codes[place]
        name = in_language(index.questions[code]["name"])
        rows.append(Row(code, name, int(was[place]), int(now[place])))
    return Changed(rows, float(mean), later)


def _later(lead: Lead, since: datetime) -> Result | None:
    """The newest reading of the newest round of the same index that was answered since."""
    of_firm = results().filter(
        organisation=lead.organisation_id,
        index_version__index_id=lead.result.index_version.index_id,
        assessment__submitted_at__gt=since,
        assessment__replaced_at__isnull=True,
    )
    return of_firm.order_by(*NEWEST_FIRST).first()


def claimed_by(solution: Solution, before: ScoredResult) -> NDArray[np.bool_]:
    """(Q,) the questions that it says to raise, as this firm stood."""
    entries = entries_of(Solution.objects.filter(pk=solution.pk))
    return claims(entries, before)[0]


def claims(entries: Entries, before: ScoredResult) -> NDArray[np.bool_]:
    """(S, Q)"""
    levels = np.array(before.levels, np.int64)
    return lifts_of(before.index, entries, levels, {}) > 0


def shown_to_provider(lead: Lead, now: datetime) -> Consent | None:
    """What lets the provider see what changed, asked for at each read."""
    consents = Consent.objects.filter(
        in_force(now),
        enterprise=lead.organisation_id,
        grantee=lead.provider.organisation_id,
        purpose=Consent.Purpose.CHANGE,
    )
    return consents.first()


def effects_of(solutions: Iterable[Solution]) -> list[SolutionEffect]:
    return list(SolutionEffect.objects.filter(solution__in=solutions))
