"""What conditions may ask about besides levels: free answers, profile and numbers of the round."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from indexes.index.conditions import Facts, Number
from indexes.index.model import Index
from indexes.index.questions import is_scored
from survey.answers.figures import size_of
from survey.answers.queries import figures_of
from survey.answers.values import ANSWERED
from survey.models import Assessment, GivenAnswer

_NUMBERS = ("employees", "revenue", "capital")


def facts_of(
    assessment: Assessment, answers: Iterable[GivenAnswer] | None = None
) -> Facts | None:
    """Of a round, with these answers in the place of its own; None where no condition asks."""
    index = assessment.index
    # Most indexes ask the same of everybody, and are spared the queries.
    if not index.asks_facts:
        return None
    if answers is None:
        answers = assessment.answers.all()
    return facts_from(index, assessment, answers, figures_of(assessment))


def facts_from(
    index: Index,
    assessment: Assessment,
    answers: Iterable[GivenAnswer],
    figures: Mapping[str, Decimal],
) -> Facts:
    profile = _profile(assessment)
    chosen: dict[str, list[str]] = {}
    numbers: dict[str, Number] = {}
    given: set[str] = set()
    # In order: of two people who answered, the later one decides.
    for answer in answers:
        code = answer.question
        given.discard(code)
        chosen.pop(code, None)
        numbers.pop(code, None)
        if not _counts(index, answer):
            continue
        chosen[code] = answer.chosen
        if answer.numerator is not None:
            numbers[code] = answer.numerator
        if not is_scored(index.questions[code]):
            given.add(code)
    for code, question in index.questions.items():
        number = profile.get(question.get("from_profile", ""))
        if number is not None:
            numbers[code] = number
            given.add(code)
    sizes = size_of(assessment).possible
    return Facts(chosen, numbers, given, profile, sizes, figures)


def _counts(index: Index, answer: GivenAnswer) -> bool:
    # What was copied and nobody has looked at says nothing of today.
    is_given = answer.state == ANSWERED and not answer.to_confirm
    return is_given and answer.question in index.questions


def _profile(assessment: Assessment) -> dict[str, Number]:
    profile = {}
    for name in _NUMBERS:
        number = getattr(assessment, name)
        if number is not None:
            profile[name] = number
    return profile
