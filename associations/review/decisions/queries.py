"""Reads: what reviews came to, beside what was declared, and how far reviewers agree."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import combinations

from django.utils.timezone import localdate

from accounts.models import Organisation
from associations.models import Assignment, Finding, Review, ReviewedResult
from associations.review.findings.queries import JUDGED, Verdict, phase_of
from associations.review.phases.queries import phases
from language.texts import in_language
from registry.working_days import after
from scoring.agreement import quadratic_kappa
from scoring.percent import rounded_points
from survey.models import Result
from survey.results.scored import ScoredResult

AGREED_IN = timedelta(days=365)


@dataclass(frozen=True)
class PillarDifference:
    """points: of the most there are; level: None where the index tells none."""

    name: str
    declared: Decimal
    reviewed: Decimal
    maximum: Decimal
    declared_level: int | None
    reviewed_level: int | None

    @property
    def moved(self) -> Decimal:
        return self.reviewed - self.declared


@dataclass(frozen=True)
class Agreement:
    """kappa: None where it is not defined. answers: judged by two, each alone."""

    kappa: float | None
    answers: int
    reviews: int


def last_day_to_appeal(review: Review) -> date:
    """On which the firm may still ask for another reviewer."""
    return after(localdate(review.decided_at), phase_of(review).within).day


def reviewed_proofs(result: Result) -> dict[str, int]:
    """How far answers are proved that reviewers accepted as they were declared. One query.

    The newest decided review of an answer counts.
    """
    found = Finding.objects.filter(
        assignment__review__result=result,
        assignment__review__state=Review.State.DECIDED,
        assignment__state=Assignment.State.DONE,
        verdict__in=JUDGED,
    )
    in_order = found.select_related("assignment__review").order_by(
        "assignment__review__decided_at", "pk"
    )
    by_review: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in in_order:
        by_review[finding.question, finding.assignment.review_id].append(finding)
    proofs: dict[str, int] = {}
    for (code, _review), of_answer in by_review.items():
        proofs.pop(code, None)
        # As the middle of the levels: accepted by at least half.
        accepted = [each for each in of_answer if each.verdict == Verdict.ACCEPTED]
        if 2 * len(accepted) > len(of_answer):
            proofs[code] = phase_of(of_answer[0].assignment.review).proof
    return proofs


def differences(result: Result, outcome: ReviewedResult) -> list[PillarDifference]:
    """Pillar by pillar what was declared and what was found."""
    rows = []
    for place, pillar in enumerate(result.index.pillars):
        rows.append(
            PillarDifference(
                name=in_language(pillar["name"]),
                declared=rounded_points(result.pillar_points[place], result.unit),
                reviewed=rounded_points(outcome.pillar_points[place], outcome.unit),
                maximum=rounded_points(outcome.pillar_maxima[place], outcome.unit),
                declared_level=result.pillar_levels[place],
                reviewed_level=outcome.pillar_levels[place],
            )
        )
    return rows


def agreement(association: Organisation, now: datetime) -> Agreement:
    """Over answers that two people judged, neither seeing what the other found. One query."""
    found = Finding.objects.filter(
        assignment__review__association=association,
        assignment__state=Assignment.State.DONE,
        verdict__in=JUDGED,
        found_at__gte=now - AGREED_IN,
        assignment__review__wanted__gt=1,
    )
    rows = found.order_by("assignment_id").values_list(
        "assignment__review", "assignment__review__phase", "question", "level"
    )
    by_answer: dict[tuple[int, str], list[int]] = defaultdict(list)
    for review, phase, question, level in rows:
        if phases()[phase].others != "always":
            by_answer[review, question].append(level)
    return _agreement(by_answer)


def _agreement(by_answer: dict[tuple[int, str], Sequence[int]]) -> Agreement:
    first, second, reviews = [], [], set()
    for (review, _question), levels in by_answer.items():
        for one, other in combinations(levels, 2):
            first.append(one)
            second.append(other)
            reviews.add(review)
    return Agreement(quadratic_kappa(first, second), len(first), len(reviews))


def reviews_of_result(result: Result) -> list[Review]:
    """The newest first, each with what it came to, where it has."""
    reviews = Review.objects.filter(result=result)
    related = reviews.select_related("association", "outcome", "appeal", "against")
    return list(related.order_by("-opened_at", "-pk"))


def asked_of(result: Result) -> list[Finding]:
    """What reviewers ask the firm and it has not replied to, the longest waiting first."""
    asked = Finding.objects.filter(
        assignment__review__result=result,
        assignment__state__in=(Assignment.State.WAITING, Assignment.State.ASKING),
        verdict=Verdict.ASKED,
        replied_at__isnull=True,
    )
    related = asked.select_related("assignment__review__association")
    return list(related.order_by("found_at", "pk"))


def changed_answers(review: Review, result: Result) -> list[dict]:
    """Answers that the review left at another level, with the reasons that were given."""
    declared, reviewed = ScoredResult(result), ScoredResult(review.outcome)
    reasons: dict[str, list[str]] = defaultdict(list)
    adjusted = Finding.objects.filter(
        assignment__review=review,
        assignment__state=Assignment.State.DONE,
        verdict=Verdict.ADJUSTED,
    )
    for finding in adjusted.order_by("found_at", "pk"):
        reasons[finding.question].append(finding.words)
    changed = []
    for code in declared.index.codes:
        before, after_review = declared.level(code), reviewed.level(code)
        if before != after_review:
            question = declared.index.questions[code]
            changed.append(
                {
                    "code": code,
                    "ask": in_language(question.get("ask") or question["name"]),
                    "declared": _sentence(question, before),
                    "reviewed": _sentence(question, after_review),
                    "reasons": reasons[code],
                }
            )
    return changed


def _sentence(question: dict, level: int) -> str:
    anchors = question.get("anchors")
    if not anchors or "linear" in question:
        return str(level)
    return in_language(anchors[level])
