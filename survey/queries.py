"""Reads of assessments and results. Each function needs a constant number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from accounts.models import Organisation
from scoring.rubric import NOT_APPLICABLE
from survey.given import Given, relevelled
from survey.index import Index, Step, index_for
from survey.index.conditions import holds
from survey.models import Answer, AnswerChange, Assessment, GivenAnswer, IndexVersion, Result
from survey.number_checks import number_contradictions


@dataclass(frozen=True)
class StepState:
    step: Step
    answered: int
    total: int
    state: str  # "todo", "started", "done"; "free" where nothing has to be answered


@dataclass(frozen=True)
class Progress:
    """Scored questions that are asked, a list of tools as one.

    Free information, hidden questions and criteria of groups do not count.
    """

    answered: int
    total: int
    minutes_left: int
    steps: list[StepState]
    open: list[str]  # questions asked and without an answer that counts, in index order


# One result per round counts: the newest reading of the newest round, whenever older rounds were read again.
NEWEST_FIRST = ("-assessment__submitted_at", "-assessment_id", "-created_at", "-pk")


def assessments() -> QuerySet[Assessment]:
    """Assessments with their enterprise and index version, without the heavy document."""
    return Assessment.objects.select_related("organisation", "index_version").defer("index_version__document")


def results() -> QuerySet[Result]:
    """Results with their enterprise, assessment and index version, without the heavy document."""
    return Result.objects.select_related("organisation", "assessment", "index_version").defer(
        "index_version__document"
    )


def answerable_versions() -> QuerySet[IndexVersion]:
    """Versions that are or were offered for answering: no drafts, and nothing that is known in part only."""
    seen = IndexVersion.objects.exclude(status=IndexVersion.Status.DRAFT)
    return seen.exclude(document__index__status="partial")


def newest_index_version(index_id: str) -> IndexVersion | None:
    published = IndexVersion.objects.filter(index_id=index_id, status=IndexVersion.Status.PUBLISHED)
    return published.order_by("-version").first()


def answers_of(assessment: Assessment) -> dict[str, Answer]:
    """Every answer as given, also of hidden questions and those still to confirm."""
    return {answer.question: answer for answer in assessment.answers.select_related("changed_by", "given_by")}


def figures_of(assessment: Assessment) -> dict[str, Decimal]:
    """The numbers of the round that are known, those of the profile included."""
    kept = {figure.name: figure.value for figure in assessment.figures.all()}
    return whole_figures(index_for(assessment), assessment, kept)


def whole_figures(index: Index, assessment: Assessment, given: dict[str, Decimal]) -> dict[str, Decimal]:
    """The numbers given in a round, with those that its profile tells in their place."""
    kept = dict(given)
    for name, figure in index.figures.items():
        if "from_profile" in figure:
            kept.pop(name, None)
            number = getattr(assessment, figure["from_profile"])
            if number is not None:
                kept[name] = Decimal(number)
    return kept


def counted_levels(index: Index, answers: Iterable[GivenAnswer]) -> dict[str, int | None]:
    """Level of every scored question as it counts; see `levels_of`."""
    return index.counted({answer.question: _standing(answer) for answer in answers})


def _standing(answer: GivenAnswer) -> int | None:
    if answer.to_confirm or answer.state == Answer.State.CLEARED:
        return None
    return NOT_APPLICABLE if answer.state == Answer.State.NOT_APPLICABLE else answer.level


def levels_of(assessment: Assessment) -> dict[str, int | None]:
    """Level of every scored question as it counts now.

    None: not answered, or copied and not confirmed. -2 (NOT_APPLICABLE): does not apply, or its branch is not taken.
    """
    return counted_levels(index_for(assessment), assessment.answers.all())


def progress_of(assessment: Assessment) -> Progress:
    return progress_from(index_for(assessment), list(assessment.answers.all()))


def progress_from(
    index: Index,
    answers: Iterable[GivenAnswer],
    steps: Iterable[Step] | None = None,
    others: Iterable[GivenAnswer] = (),
) -> Progress:
    """How far these answers come, over all steps or some; `others` decide only which questions are asked."""
    chosen = index.steps if steps is None else list(steps)
    within = {code for step in chosen for code in step.codes}
    given = {answer.question: _standing(answer) for answer in answers}
    known = {answer.question: _standing(answer) for answer in others} | given
    asked = index.shown(known).intersection(index.asked(index.codes), within)
    left = [code for code in index.codes if code in asked and not index.is_settled(code, given)]
    states = [_step_state(index, step, asked, set(left), given) for step in chosen]
    total, still = len(_places(index, asked)), len(_places(index, left))
    return Progress(total - still, total, index.minutes_for(left), states, left)


def _places(index: Index, codes: Iterable[str]) -> set[str]:
    """What the pages count as one question: a question, or a whole list of tools."""
    found = {code: index.questions[code] for code in codes}
    return {one["indicator"] if one["kind"] == "tool" else code for code, one in found.items()}


def _step_state(
    index: Index, step: Step, asked: set[str], left: set[str], given: Mapping[str, int | None]
) -> StepState:
    total = len(_places(index, asked.intersection(step.codes)))
    answered = total - len(_places(index, left.intersection(step.codes)))
    if not total:
        return StepState(step, 0, 0, "done" if given.keys() & set(step.codes) else "free")
    state = "done" if answered == total else "started" if answered else "todo"
    return StepState(step, answered, total, state)


def judged(assessment: Assessment) -> list[Answer]:
    """Every answer; the level of a ratio given by numbers is what they amount to now, None while one is missing."""
    index, figures = index_for(assessment), figures_of(assessment)
    answers = list(assessment.answers.all())
    for answer in answers:
        if answer.numerator is not None or answer.denominator is not None:
            answer.level = relevelled(index, answer.question, given_of(answer), figures)
    return answers


def missing(assessment: Assessment) -> list[str]:
    """Codes of scored questions that are asked and do not count as answered, in index order; a group for its own."""
    index = index_for(assessment)
    return index.missing(counted_levels(index, judged(assessment)))


def contradictions(assessment: Assessment) -> list[dict]:
    """What does not seem to fit together: {id, say, questions}. Both answers may stand; nothing is refused."""
    index = index_for(assessment)
    answers = list(assessment.answers.all())
    levels = counted_levels(index, answers)
    found = [
        {"id": check["id"], "say": check["say"], "questions": check["questions"]}
        for check in index.checks
        if holds(check["when"], levels)
    ]
    figures = figures_of(assessment)
    shown = index.shown({answer.question: _standing(answer) for answer in answers})
    asked = [answer for answer in answers if answer.question in shown]
    return found + number_contradictions(index, asked, figures)


def history_of(assessment: Assessment, question: str) -> list[AnswerChange]:
    """Every value the answer had, oldest first."""
    changes = assessment.changes.filter(question=question).select_related("changed_by")
    return list(changes.order_by("revision"))


def assessments_for_home(organisations: Iterable[Organisation]) -> list[Assessment]:
    """Assessments of these enterprises, newest first, each with `newest_results`."""
    return list(
        assessments()
        .filter(organisation__in=organisations)
        .order_by("-started_at", "-pk")
        .prefetch_related(Prefetch("results", results(), to_attr="newest_results"))
    )


def results_of_enterprise(organisation: Organisation) -> list[Result]:
    """All results of one enterprise, the newest round first, of each round the newest reading first."""
    return list(results().filter(organisation=organisation).order_by(*NEWEST_FIRST))


def latest_results(organisations: Iterable[Organisation]) -> dict[int, Result]:
    """The newest result of each enterprise that has one, by the id of the enterprise."""
    newest = Result.objects.filter(organisation=OuterRef("organisation")).order_by(*NEWEST_FIRST)
    found = results().filter(organisation__in=organisations, pk=Subquery(newest.values("pk")[:1]))
    return {result.organisation_id: result for result in found}


def given_of(answer: GivenAnswer) -> Given:
    """An answer as it was given, for forms to start from."""
    numbers = (answer.numerator, answer.denominator, answer.count)
    return Given(answer.state, answer.level, *numbers, answer.text, tuple(answer.chosen))
