"""Contradictions between numbers, the same for every index; those of its answers stand in the index itself."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from indexes.index.conditions import holds
from indexes.index.model import Index
from survey.answers.progress import counted_level, counted_levels
from survey.answers.queries import figures_of
from survey.answers.values import ANSWERED, denominator_of
from survey.models import Answer, Assessment

QUARTER = "revenue_quarter"  # the figure of this name is part of the year's revenue
ABOVE_WHOLE = _(
    "The part is larger than the whole here. Could you look at the two numbers again?"
)
ABOVE_YEAR = _(
    "This sum is larger than the revenue of the whole year. Could you look at the two numbers again?"
)
QUARTER_ABOVE_YEAR = _(
    "The revenue of the last 3 months is larger than that of the whole year. Could you look at the two numbers again?"
)


def number_contradictions(
    index: Index, answers: Iterable[Answer], figures: Mapping[str, Decimal]
) -> list[dict]:
    """What does not fit among the numbers of these answers and figures: {id, say, questions}, in index order."""
    given = {answer.question: answer for answer in answers if answer.state == ANSWERED}
    return [
        *_of_revenue(index, figures),
        *(found for code in index.codes for found in _of(index, given, code, figures)),
    ]


def _of_revenue(index: Index, figures: Mapping[str, Decimal]) -> Iterator[dict]:
    year = _year_of(index, figures)
    if year and figures.get(QUARTER, 0) > year:
        users = {
            question.get("denominator", {}).get("figure"): code
            for code, question in _backwards(index)
        }
        yield _found(
            "quarter-above-year",
            QUARTER_ABOVE_YEAR,
            [users[QUARTER]] if QUARTER in users else [],
        )


def _backwards(index: Index) -> Iterable[tuple[str, dict]]:
    """From the last question to the first, so that the first one stays where a name is met twice."""
    return reversed(index.questions.items())


def _of(
    index: Index, given: Mapping[str, Answer], code: str, figures: Mapping[str, Decimal]
) -> Iterator[dict]:
    question, answer = index.questions[code], given.get(code)
    if answer is None or answer.numerator is None:
        return
    whole = denominator_of(question, answer.denominator, figures)
    if whole is not None and answer.numerator > whole:
        yield _found(f"numerator-above-denominator-{code}", ABOVE_WHOLE, [code])
    is_spent = (
        question["numerator"].get("unit") == "vnd"
        and "figure" not in question["denominator"]
    )
    year = _year_of(index, figures)
    if is_spent and year and answer.numerator > year:
        yield _found(f"sum-above-revenue-{code}", ABOVE_YEAR, [code])


def _year_of(index: Index, figures: Mapping[str, Decimal]) -> Decimal | None:
    """The revenue of the year, where the index takes it from the profile and it is known."""
    names = [
        name
        for name, figure in index.figures.items()
        if figure.get("from_profile") == "revenue"
    ]
    return figures.get(names[0]) if names else None


def _found(identifier: str, words: str, questions: list[str]) -> dict:
    """Worded in each language, as the checks of the index are."""
    say = {}
    for language in ("vi", "en"):
        with translation.override(language):
            say[language] = gettext(words)
    return {"id": identifier, "say": say, "questions": questions}


def contradictions(assessment: Assessment) -> list[dict]:
    """What does not seem to fit together: {id, say, questions}. Both answers may stand; nothing is refused."""
    index = assessment.index
    answers = list(assessment.answers.all())
    levels = counted_levels(index, answers)
    found = [
        {"id": check["id"], "say": check["say"], "questions": check["questions"]}
        for check in index.checks
        if holds(check["when"], levels)
    ]
    figures = figures_of(assessment)
    shown = index.shown({answer.question: counted_level(answer) for answer in answers})
    asked = [answer for answer in answers if answer.question in shown]
    return found + number_contradictions(index, asked, figures)
