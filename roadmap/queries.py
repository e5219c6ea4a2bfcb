"""Reads of roadmaps. Each function needs a constant number of queries."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import AuditEvent, Organisation
from accounts.prepared import Prepared
from roadmap.models import Roadmap, RoadmapStep
from survey.models import Result
from survey.results.queries import NEWEST_FIRST, results
from survey.rounds.queries import last_sent

GONE = (
    "taken_away"  # in details of the log: steps that were taken away, each with its day
)
MOST_ENTRIES = 100  # of the log, newest first


class GoneStep(NamedTuple):
    public_id: str
    due: date
    at: datetime  # when it was taken away


def gone_steps(organisation: Organisation) -> list[GoneStep]:
    """Of the roadmaps of an enterprise, for as long as the log is kept."""
    told = AuditEvent.objects.filter(organisation=organisation, details__has_key=GONE)
    newest = told.order_by("-at", "-pk")[:MOST_ENTRIES]
    return [
        GoneStep(public_id, date.fromisoformat(day), event.at)
        for event in newest
        for public_id, day in event.details[GONE]
    ]


def roadmaps() -> QuerySet[Roadmap]:
    return Roadmap.objects.select_related(
        "organisation", "result__assessment", "result__index_version"
    ).defer("result__index_version__document")


# An enterprise has few, so that all are read and looked through.
_OF_ENTERPRISE = Prepared(
    lambda: roadmaps().order_by("-result__assessment__submitted_at", "-made_at", "-pk"),
    "organisation",
)


_OF_ROUND = Prepared(
    lambda: Roadmap.objects.select_related("organisation").order_by("-made_at", "-pk"),
    "result__assessment",
)
_STEPS = Prepared(
    lambda: RoadmapStep.objects.order_by("horizon", "order", "pk"), "roadmap"
)


def roadmap_of(result: Result) -> Roadmap | None:
    """The roadmap of this result's round, whichever of its readings it was made from.

    With this one at hand.
    """
    # Of its readings there are few, and of each one roadmap at most.
    of_round = _OF_ROUND.all(result__assessment=result.assessment_id)
    if not of_round:
        return None
    roadmap = of_round[0]
    roadmap.result = result
    return roadmap


def corrected_result(result: Result) -> Result:
    """The result itself, or that of the correction that replaced it: the roadmap is there."""
    current = last_sent(result.assessment)
    if current.pk == result.assessment_id:
        return result
    return results().filter(assessment=current).order_by(*NEWEST_FIRST)[0]


def newest_rescore(result: Result) -> Result:
    """The result of the same round that was read last."""
    return (
        results()
        .filter(assessment=result.assessment_id)
        .order_by("-created_at", "-pk")[0]
    )


def steps_of(roadmap: Roadmap) -> list[RoadmapStep]:
    """In the order to do them."""
    steps = _STEPS.all(roadmap=roadmap.pk)
    for step in steps:
        step.roadmap = roadmap
    return steps


def open_steps_of(steps: Iterable[RoadmapStep]) -> list[RoadmapStep]:
    """Without what is ticked off."""
    return [step for step in steps if not step.done_at]


def tops_of(steps: Iterable[RoadmapStep]) -> dict[str, int]:
    """How far the steps lift each question; steps of the owner's own lift none."""
    tops: dict[str, int] = {}
    for step in steps:
        if step.question and step.to_level is not None:
            tops[step.question] = max(tops.get(step.question, 0), step.to_level)
    return tops


def left_out_of(result: Result, kept: Roadmap | None) -> set[str]:
    """What is not for the enterprise, as the roadmap of this round says.

    Where there is none, that of the round before.
    """
    roadmap = kept or earlier_roadmap(result)
    return set(roadmap.left_out) if roadmap else set()


def already_there(roadmap: Roadmap | None) -> tuple[set[str], set[str]]:
    """What open steps of an older roadmap need not bring.

    (questions planned or left out, texts of own steps)
    """
    if roadmap is None:
        return set(), set()
    steps = list(roadmap.steps.all())
    questions = {step.question for step in steps} | set(roadmap.left_out)
    texts = {step.text for step in steps if step.is_own}
    return questions, texts


def newer_result(result: Result) -> Result | None:
    """The newest result of a later round of the same enterprise under the same index."""
    later = _same_index(result).filter(assessment__submitted_at__gt=result.answered_at)
    return later.order_by(*NEWEST_FIRST).first()


def earlier_roadmap(result: Result) -> Roadmap | None:
    """The newest roadmap of an earlier round under the same index."""
    # Most are of a first round, which has none before it but the one that it corrects.
    if result.assessment.round == 1 and not result.assessment.corrects_id:
        return None
    for roadmap in _OF_ENTERPRISE.all(organisation=result.organisation_id):
        if _is_before(roadmap.result, result):
            return roadmap
    return None


def _is_before(earlier: Result, result: Result) -> bool:
    """Of an earlier round under the same index."""
    ours, theirs = result.index_version.index_id, earlier.index_version.index_id
    is_same = ours == theirs and result.assessment.variant == earlier.assessment.variant
    return is_same and earlier.answered_at < result.answered_at


def _same_index(result: Result) -> QuerySet[Result]:
    same = results().filter(
        organisation=result.organisation_id,
        index_version__index_id=result.index_version.index_id,
    )
    return same.filter(assessment__variant=result.assessment.variant)


def newest_roadmaps(enterprises: Iterable[Organisation]) -> dict[int, Roadmap]:
    """The roadmap of each enterprise made last, by the id of the enterprise, its steps prefetched.

    `reading`: public id of the newest result of its round.
    """
    readings = Result.objects.filter(
        assessment=OuterRef("result__assessment")
    ).order_by("-created_at", "-pk")
    made = roadmaps().filter(organisation__in=enterprises).prefetch_related("steps")
    made = made.annotate(reading=Subquery(readings.values("public_id")[:1]))
    newest: dict[int, Roadmap] = {}
    # One query for all: an enterprise has few rounds, and the first met is its newest.
    for roadmap in made.order_by("-made_at", "-pk"):
        newest.setdefault(roadmap.organisation_id, roadmap)
    return newest
