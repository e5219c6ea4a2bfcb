"""Reads: what reviews came to, beside what was declared."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.timezone import localdate
from django.utils.translation import gettext

from accounts.prepared import Prepared
from associations.models import Assignment, Finding, Review, ReviewedResult
from associations.review.findings.queries import JUDGED, Verdict, phase_of
from associations.review.phases.queries import Phase
from language.texts import in_language
from registry.working_days import ONE_DAY, after
from scoring.percent import rounded_points
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from survey.models import Result
from survey.results.scored import ScoredResult

# In the order in which the reviews were decided.
_DECIDED = Prepared(
    lambda: (
        Finding.objects.filter(
            assignment__review__state=Review.State.DECIDED,
            assignment__state=Assignment.State.DONE,
            verdict__in=JUDGED,
        )
        .select_related("assignment__review")
        .order_by("assignment__review__decided_at", "pk")
    ),
    "assignment__review__result",
)
_OF_RESULT = Prepared(
    lambda: Review.objects.select_related(
        "association", "outcome", "appeal", "against"
    ).order_by("-opened_at", "-pk"),
    "result",
)


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


def last_day_to_appeal(review: Review) -> date:
    """On which the firm may still ask for another reviewer."""
    return after(localdate(review.decided_at), phase_of(review).within).day


def first_day_to_appeal(phase: Phase, today: date) -> date:
    """Of what was decided from this day on the firm may still ask for another reviewer."""
    day = today
    while after(day - ONE_DAY, phase.within).day >= today:
        day -= ONE_DAY
    return day


def reviewed_proofs(result: Result) -> dict[str, int]:
    """How far answers are proved that reviewers accepted as they were declared. One query.

    The newest decided review of an answer counts.
    """
    by_review: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in _DECIDED.all(assignment__review__result=result.pk):
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


def reviews_of_result(result: Result) -> list[Review]:
    """The newest first, each with what it came to, where it has."""
    return _OF_RESULT.all(result=result.pk)


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
    # By the level of another answer it applies only here, or only there.
    if level == NOT_APPLICABLE:
        return gettext("Does not apply, by the answer to another question")
    if level == NOT_ANSWERED:
        return gettext("Nobody has said")
    anchors = question.get("anchors")
    if not anchors or "linear" in question:
        return str(level)
    return in_language(anchors[level])
