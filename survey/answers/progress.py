"""How far the answers of an assessment come, and the level that each of them counts for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from indexes.index.conditions import Facts
from indexes.index.model import Index
from indexes.index.pages import Page
from scoring.rules import NOT_APPLICABLE
from survey.answers.facts import facts_of
from survey.answers.queries import figures_of
from survey.answers.values import as_now
from survey.models import Answer, Assessment


class Counted(Protocol):
    """An answer, or as much of it as it takes to count it."""

    question: str
    state: str
    level: int | None
    to_confirm: bool


@dataclass(frozen=True)
class PageState:
    page: Page
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
    pages: list[PageState]
    open: list[str]  # questions asked and without an answer that counts, in index order


def counted_levels(
    index: Index, answers: Iterable[Counted], facts: Facts | None = None
) -> dict[str, int | None]:
    """Level of every scored question as it counts now.

    None: not answered, or copied and not confirmed. -2 (NOT_APPLICABLE): does not apply,
    or its branch is not taken.
    """
    return index.counted(levels_by_question(answers), facts)


def levels_by_question(answers: Iterable[Counted]) -> dict[str, int | None]:
    return {answer.question: counted_level(answer) for answer in answers}


def counted_level(answer: Counted) -> int | None:
    if answer.to_confirm or answer.state == Answer.State.CLEARED:
        return None
    if answer.state == Answer.State.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return answer.level


def progress_of(assessment: Assessment) -> Progress:
    answers = list(assessment.answers.all())
    facts = facts_of(assessment, answers)
    return progress_from(assessment.index, answers, facts=facts)


def progress_from(
    index: Index,
    answers: Iterable[Counted],
    pages: Iterable[Page] | None = None,
    others: Iterable[Counted] = (),
    facts: Facts | None = None,
) -> Progress:
    """How far these answers come, over all pages or some.

    others, facts: what decides only which questions are asked.
    """
    pages = index.pages if pages is None else list(pages)
    on_pages = {code for page in pages for code in page.codes}
    levels = levels_by_question(answers)
    # Where both answered a question, one's own answer says which branch is taken.
    shown = index.shown(levels_by_question(others) | levels, facts)
    asked = [code for code in index.on_the_way if code in shown and code in on_pages]
    still_open = [code for code in asked if not index.is_settled(code, levels)]
    total = index.count(asked)
    every, waiting = set(asked), set(still_open)
    return Progress(
        answered=total - index.count(still_open),
        total=total,
        minutes_left=index.minutes_for(still_open),
        pages=[_state(index, page, every, waiting, levels) for page in pages],
        open=still_open,
    )


def _state(
    index: Index,
    page: Page,
    asked: set[str],
    still_open: set[str],
    levels: Mapping[str, int | None],
) -> PageState:
    total = index.count(asked.intersection(page.codes))
    answered = total - index.count(still_open.intersection(page.codes))
    if total:
        return PageState(page, answered, total, _word(answered, total))

    # Nothing here has to be answered: it can only have been used or not.
    has_answers = not levels.keys().isdisjoint(page.codes)
    return PageState(page, 0, 0, "done" if has_answers else "free")


def _word(answered: int, total: int) -> str:
    if answered == total:
        return "done"
    return "started" if answered else "todo"


def judged(assessment: Assessment) -> list[Answer]:
    """Every answer, with the level of today."""
    index, figures = assessment.index, figures_of(assessment)
    answers = list(assessment.answers.all())
    for answer in answers:
        answer.level = as_now(answer, index, figures).level
    return answers


def missing(assessment: Assessment) -> list[str]:
    """Codes of scored questions that are asked and do not count as answered.

    In index order; a group stands for its own criteria.
    """
    index = assessment.index
    answers = judged(assessment)
    facts = facts_of(assessment, answers)
    return index.missing(counted_levels(index, answers, facts))
