"""What a person gave for one question, and what it amounts to: no queries."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from indexes.index.model import Index
from indexes.index.questions import is_scored, level_of_options
from scoring.errors import ScoringError
from scoring.ratio import level_of_count, level_of_ratio
from survey.errors import SurveyError
from survey.models import Answer, GivenAnswer

ANSWERED, NOT_APPLICABLE, CLEARED = "answered", "not_applicable", "cleared"
_LARGEST = Decimal(10) ** 18
_TAKES = {
    "level": {"level"},
    "ratio": {
        "level",
        "numerator",
        "denominator",
    },  # the numbers, or a band where they are not known
    "count": {"level", "count"},
    "single": {"level"},
    "multiple": {"chosen", "text"},
    "tool": {"level"},
    "text": {"text"},
    "number": {"numerator"},
}
_LONGEST_TEXT = 4000
_MOST_COUNT = 10**9


@dataclass(frozen=True)
class AnswerValue:
    """Exactly what was given; `level` is the picked one, or what the numbers amount to once settled."""

    state: str = ANSWERED
    level: int | None = None
    numerator: Decimal | int | None = None
    denominator: Decimal | int | None = None
    count: int | None = None
    text: str = ""
    chosen: tuple[str, ...] = ()  # ids of options, in the order of the index


_VALUES = tuple(field.name for field in fields(AnswerValue) if field.name != "state")


def settled(
    index: Index, code: str, given: AnswerValue, figures: Mapping[str, Decimal]
) -> AnswerValue:
    """The same, checked, with the level it amounts to (None while a number it needs is not known).

    Raises SurveyError: unknown_question, does_not_fit, not_applicable_refused, level_out_of_range, count_negative,
    numerator_negative, number_too_large, number_too_fine, numerator_above_denominator, denominator_zero …
    """
    if code not in index.questions:
        raise SurveyError("unknown_question", question=code)
    question = index.questions[code]
    if given.state == NOT_APPLICABLE and not question.get("not_applicable"):
        raise SurveyError("not_applicable_refused", question=code)
    if given.state != ANSWERED:
        return AnswerValue(state=given.state)
    given = _cleaned(question, given)
    if given == AnswerValue():
        return AnswerValue(state=CLEARED)
    try:
        return replace(given, level=_level(index, question, given, figures))
    except ScoringError as error:
        raise SurveyError(error.code, **{**error.params, "question": code}) from error


def relevelled(
    index: Index, code: str, given: AnswerValue, figures: Mapping[str, Decimal]
) -> int | None:
    """The level after a figure changed: None where the numbers no longer fit together."""
    try:
        return _level(index, index.questions[code], replace(given, level=None), figures)
    except ScoringError:
        return None


def is_half_filled(given: AnswerValue) -> bool:
    """One number of a ratio, and not yet the other."""
    return given.level is None and (
        given.numerator is not None or given.denominator is not None
    )


def missing_number(index: Index, code: str, given: AnswerValue) -> dict[str, str]:
    """The name, in every language, of the number a half-filled ratio still needs."""
    question = index.questions[code]
    if given.numerator is None:
        return question["numerator"]["name"]
    whole = question["denominator"]
    return whole.get("name") or index.figures[whole["figure"]]["name"]


def _cleaned(question: dict, given: AnswerValue) -> AnswerValue:
    takes = _TAKES[question["kind"]]
    if "figure" in question.get("denominator", {}):
        takes = takes - {
            "denominator"
        }  # asked once for the whole round, see save_figure
    for name in _VALUES:
        if name not in takes and getattr(given, name) not in (None, "", ()):
            raise SurveyError("does_not_fit", question=question["code"], name=name)
    if given.count is not None and given.count > _MOST_COUNT:
        raise SurveyError("too_large", question=question["code"])
    return replace(
        given,
        numerator=exact_number(given.numerator),
        denominator=exact_number(given.denominator),
        text=unicodedata.normalize("NFC", given.text.replace("\x00", "")).strip()[
            :_LONGEST_TEXT
        ],
        chosen=_in_order(question, given.chosen) if given.chosen else (),
    )


def _in_order(question: dict, chosen: tuple[str, ...]) -> tuple[str, ...]:
    options = {option["id"]: option for option in question["options"]}
    if set(chosen) - set(options):
        raise SurveyError("unknown_option", question=question["code"])
    if len(set(chosen)) > 1 and any(options[one].get("exclusive") for one in chosen):
        raise SurveyError("options_exclude", question=question["code"])
    return tuple(one for one in options if one in chosen)


def exact_number(number: Decimal | int | None) -> Decimal | None:
    """With two decimals, as the database keeps it; what it could not keep is refused."""
    if number is None:
        return None
    value = Decimal(number)
    if not value.is_finite() or abs(value) >= _LARGEST:
        raise SurveyError("number_too_large", value=str(number))
    if value != round(value, 2):
        raise SurveyError("number_too_fine", value=str(number))
    return round(value, 2)


def _level(
    index: Index, question: dict, given: AnswerValue, figures: Mapping[str, Decimal]
) -> int | None:
    kind = question["kind"]
    if kind in ("text", "number"):
        return None
    if kind == "multiple":
        return level_of_options(question, given.chosen) if is_scored(question) else None
    if kind == "count" and given.count is not None:
        return level_of_count(given.count, question["at_least"])
    if kind == "ratio" and (
        given.numerator is not None or given.denominator is not None
    ):
        whole = denominator_of(question, given.denominator, figures)
        if given.numerator is None or whole is None:
            return None  # whatever level once stood beside these numbers
        cuts = [Decimal(str(cut)) for cut in index.bands[question["bands"]]["cuts"]]
        return level_of_ratio(given.numerator, whole, cuts)
    if given.level is not None and not 0 <= given.level < len(question["anchors"]):
        raise ScoringError("level_out_of_range", level=given.level)
    return given.level


def denominator_of(
    question: dict, own: Decimal | None, figures: Mapping[str, Decimal]
) -> Decimal | None:
    """What the numerator is a share of: a figure of the round, or the number given with the answer."""
    if "figure" in question["denominator"]:
        return figures.get(question["denominator"]["figure"])
    return own


def value_of(answer: GivenAnswer) -> AnswerValue:
    """An answer as it was given, for forms to start from."""
    numbers = (answer.numerator, answer.denominator, answer.count)
    return AnswerValue(
        answer.state, answer.level, *numbers, answer.text, tuple(answer.chosen)
    )


def once_more(question: dict, standing: Answer) -> AnswerValue:
    """The same as a person would give it: nobody picks the level that a choice of options amounts to."""
    given = value_of(standing)
    return replace(given, level=None) if question["kind"] == "multiple" else given
