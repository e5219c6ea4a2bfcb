"""Contradictions between numbers, the same for every index; those of its answers stand in
the index itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from indexes.index.model import Index
from language.texts import LANGUAGES
from survey.answers.facts import facts_of
from survey.answers.progress import levels_by_question
from survey.answers.queries import figures_of
from survey.answers.values import ANSWERED, denominator_of
from survey.models import Answer, Assessment

QUARTER = "revenue_quarter"  # the figure of this name is part of the year's revenue
ABOVE_WHOLE = _(
    "The part is larger than the whole here. Could you look at the two numbers again?"
)
ABOVE_YEAR = _(
    "This sum is larger than the revenue of the whole year. "
    "Could you look at the two numbers again?"
)
QUARTER_ABOVE_YEAR = _(
    "The revenue of the last 3 months is larger than that of the whole year. "
    "Could you look at the two numbers again?"
)


def contradictions(assessment: Assessment) -> list[dict]:
    """What does not seem to fit together: {id, say, questions}.

    Both answers may stand; nothing is refused.
    """
    index = assessment.index
    answers = list(assessment.answers.all())
    facts = facts_of(assessment, answers)
    levels = levels_by_question(answers)
    of_answers = [
        {"id": check["id"], "say": check["say"], "questions": check["questions"]}
        for check in index.contradicted(levels, facts)
    ]
    shown = index.shown(levels, facts)
    asked = [answer for answer in answers if answer.question in shown]
    return of_answers + number_contradictions(index, asked, figures_of(assessment))


def number_contradictions(
    index: Index, answers: Iterable[Answer], figures: Mapping[str, Decimal]
) -> list[dict]:
    """What does not fit among the numbers of these answers and figures, in index order."""
    by_question = {answer.question: answer for answer in answers}
    contradictions = list(_of_revenue(index, figures))
    for code in index.codes:
        answer = by_question.get(code)
        if answer and answer.state == ANSWERED and answer.numerator is not None:
            contradictions += _of_share(index, answer, figures)
    return contradictions


def _of_revenue(index: Index, figures: Mapping[str, Decimal]) -> Iterator[dict]:
    year = _revenue_of_year(index, figures)
    if year and figures.get(QUARTER, 0) > year:
        questions = _first_share_of(index, QUARTER)
        yield _contradiction("quarter-above-year", QUARTER_ABOVE_YEAR, questions)


def _first_share_of(index: Index, figure: str) -> list[str]:
    """The question where a figure is met first; none where no question uses it."""
    for code, question in index.questions.items():
        if question.get("denominator", {}).get("figure") == figure:
            return [code]
    return []


def _of_share(
    index: Index, answer: Answer, figures: Mapping[str, Decimal]
) -> Iterator[dict]:
    code = answer.question
    question = index.questions[code]
    whole = denominator_of(question, answer.denominator, figures)
    if whole is not None and answer.numerator > whole:
        name = f"numerator-above-denominator-{code}"
        yield _contradiction(name, ABOVE_WHOLE, [code])

    # A share of a figure may be of something else than one year's money.
    is_money = question["numerator"].get("unit") == "vnd"
    is_spent = is_money and "figure" not in question["denominator"]
    year = _revenue_of_year(index, figures)
    if is_spent and year and answer.numerator > year:
        yield _contradiction(f"sum-above-revenue-{code}", ABOVE_YEAR, [code])


def _revenue_of_year(index: Index, figures: Mapping[str, Decimal]) -> Decimal | None:
    """Where the index takes it from the profile and it is known."""
    for name, figure in index.figures.items():
        if figure.get("from_profile") == "revenue":
            return figures.get(name)
    return None


def _contradiction(identifier: str, words: str, questions: list[str]) -> dict:
    """Worded in each language, as the checks of the index are."""
    say = {}
    for language in LANGUAGES:
        with translation.override(language):
            say[language] = gettext(words)
    return {"id": identifier, "say": say, "questions": questions}
