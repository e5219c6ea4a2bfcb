"""How far the answers of an assessment come, and the level that each of them counts for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexes.index.model import Index
from indexes.index.pages import Page
from scoring.rules import NOT_APPLICABLE
from survey.answers.queries import figures_of
from survey.answers.values import relevelled, value_of
from survey.models import Answer, Assessment, GivenAnswer


@dataclass(frozen=True)
class PageState:
    step: Page
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
    steps: list[PageState]
    open: list[str]  # questions asked and without an answer that counts, in index order


def counted_levels(
    index: Index, answers: Iterable[GivenAnswer]
) -> dict[str, int | None]:
    """Level of every scored question as it counts; see `levels_of`."""
    return index.counted({answer.question: counted_level(answer) for answer in answers})


def counted_level(answer: GivenAnswer) -> int | None:
    if answer.to_confirm or answer.state == Answer.State.CLEARED:
        return None
    return (
        NOT_APPLICABLE if answer.state == Answer.State.NOT_APPLICABLE else answer.level
    )


def levels_of(assessment: Assessment) -> dict[str, int | None]:
    """Level of every scored question as it counts now.

    None: not answered, or copied and not confirmed. -2 (NOT_APPLICABLE): does not apply, or its branch is not taken.
    """
    return counted_levels(assessment.index, assessment.answers.all())


def progress_of(assessment: Assessment) -> Progress:
    return progress_from(assessment.index, list(assessment.answers.all()))


def progress_from(
    index: Index,
    answers: Iterable[GivenAnswer],
    steps: Iterable[Page] | None = None,
    others: Iterable[GivenAnswer] = (),
) -> Progress:
    """How far these answers come, over all steps or some; `others` decide only which questions are asked."""
    chosen = index.pages if steps is None else list(steps)
    within = {code for step in chosen for code in step.codes}
    given = {answer.question: counted_level(answer) for answer in answers}
    known = {answer.question: counted_level(answer) for answer in others} | given
    asked = index.shown(known).intersection(index.asked(index.codes), within)
    left = [
        code
        for code in index.codes
        if code in asked and not index.is_settled(code, given)
    ]
    states = [_step_state(index, step, asked, set(left), given) for step in chosen]
    total, still = len(_places(index, asked)), len(_places(index, left))
    return Progress(total - still, total, index.minutes_for(left), states, left)


def _places(index: Index, codes: Iterable[str]) -> set[str]:
    """What the pages count as one question: a question, or a whole list of tools."""
    found = {code: index.questions[code] for code in codes}
    return {
        one["indicator"] if one["kind"] == "tool" else code
        for code, one in found.items()
    }


def _step_state(
    index: Index,
    step: Page,
    asked: set[str],
    left: set[str],
    given: Mapping[str, int | None],
) -> PageState:
    total = len(_places(index, asked.intersection(step.codes)))
    answered = total - len(_places(index, left.intersection(step.codes)))
    if not total:
        return PageState(
            step, 0, 0, "done" if given.keys() & set(step.codes) else "free"
        )
    state = "done" if answered == total else "started" if answered else "todo"
    return PageState(step, answered, total, state)


def judged(assessment: Assessment) -> list[Answer]:
    """Every answer; the level of a ratio given by numbers is what they amount to now, None while one is missing."""
    index, figures = assessment.index, figures_of(assessment)
    answers = list(assessment.answers.all())
    for answer in answers:
        if answer.numerator is not None or answer.denominator is not None:
            answer.level = relevelled(index, answer.question, value_of(answer), figures)
    return answers


def missing(assessment: Assessment) -> list[str]:
    """Codes of scored questions that are asked and do not count as answered, in index order; a group for its own."""
    index = assessment.index
    return index.missing(counted_levels(index, judged(assessment)))
