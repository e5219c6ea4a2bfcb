"""What a person gave for one question, and what it amounts to: no queries."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from indexes.index.linear import linear_of
from indexes.index.model import Index
from indexes.index.numbers import exact
from indexes.index.options import is_one_a_row, level_of_options, open_rows
from indexes.index.questions import choosable, is_scored
from language.cleaning import clean
from scoring.errors import ScoringError
from scoring.ratio import level_of_count, level_of_ratio, percent_of_ratio
from survey.errors import SurveyError
from survey.models import Answer, GivenAnswer

ANSWERED, NOT_APPLICABLE, CLEARED = "answered", "not_applicable", "cleared"
_TAKES = {
    "level": {"level"},
    # The numbers, or a band where they are not known.
    "ratio": {"level", "numerator", "denominator"},
    "count": {"level", "count"},
    "single": {"level"},
    "multiple": {"chosen", "text"},
    "tool": {"level"},
    "text": {"text"},
    "number": {"numerator"},
}
# What the columns of the database hold.
_LARGEST = Decimal(10) ** 18
_MOST_COUNT = 10**9
_LONGEST_TEXT = 4000


@dataclass(frozen=True)
class AnswerValue:
    """Exactly what was given.

    `level` is the picked one, or what the numbers amount to once settled.
    """

    state: str = ANSWERED
    level: int | None = None
    numerator: Decimal | int | None = None
    denominator: Decimal | int | None = None
    count: int | None = None
    text: str = ""
    chosen: tuple[str, ...] = ()  # ids of options, in the order of the index


_NOTHING = AnswerValue()
_PARTS = tuple(field.name for field in fields(AnswerValue) if field.name != "state")


def settled(
    index: Index, code: str, value: AnswerValue, figures: Mapping[str, Decimal]
) -> AnswerValue:
    """The same, checked, with the level it amounts to.

    The level is None while a number it needs is not known.
    Raises SurveyError: unknown_question, does_not_fit, not_applicable_refused,
    level_out_of_range, count_negative, numerator_negative, number_too_large,
    number_too_fine, numerator_above_denominator, denominator_zero …
    """
    if code not in index.questions:
        raise SurveyError("unknown_question", question=code)
    question = index.questions[code]
    if value.state == NOT_APPLICABLE and not question.get("not_applicable"):
        raise SurveyError("not_applicable_refused", question=code)
    if value.state != ANSWERED:
        # Whatever was typed beside it is no answer.
        return AnswerValue(state=value.state)

    value = _cleaned(question, value)
    if value == _NOTHING:
        return AnswerValue(state=CLEARED)
    try:
        level = _level(index, question, value, figures)
    except ScoringError as error:
        raise SurveyError(error.code, **{**error.params, "question": code}) from error
    return value if level == value.level else replace(value, level=level)


def relevelled(
    index: Index, code: str, value: AnswerValue, figures: Mapping[str, Decimal]
) -> int | None:
    """The level after a figure changed: None where the numbers no longer fit together."""
    # The level beside the numbers is what they amounted to before.
    numbers = replace(value, level=None)
    try:
        return _level(index, index.questions[code], numbers, figures)
    except ScoringError:
        return None


def as_now(
    answer: GivenAnswer, index: Index, figures: Mapping[str, Decimal]
) -> AnswerValue:
    """What was given, with the level that its numbers amount to by the figures of today.

    None while one of them is missing. Whatever was picked or counted keeps its level.
    """
    value = value_of(answer)
    # What another variant of the index asks stays kept, and counts for nothing here.
    if not has_ratio(value) or answer.question not in index.questions:
        return value
    return replace(value, level=relevelled(index, answer.question, value, figures))


def has_changed(answer: GivenAnswer | None) -> bool:
    """Whether there was an answer in the last round, to what is asked otherwise since then."""
    return answer is not None and answer.state == CLEARED and answer.to_confirm


def is_half_filled(value: AnswerValue) -> bool:
    """One number of a ratio, and not yet the other."""
    return value.level is None and has_ratio(value)


def has_ratio(value: AnswerValue | GivenAnswer) -> bool:
    """Whether a ratio was given by numbers: these alone count then, not a level beside them."""
    return value.numerator is not None or value.denominator is not None


def missing_number(index: Index, code: str, value: AnswerValue) -> dict[str, str]:
    """The name, in every language, of the number a half-filled ratio still needs."""
    question = index.questions[code]
    if value.numerator is None:
        return question["numerator"]["name"]
    whole = question["denominator"]
    return whole.get("name") or index.figures[whole["figure"]]["name"]


def _cleaned(question: dict, value: AnswerValue) -> AnswerValue:
    _check_fits(question, value)
    if value.count is not None and value.count > _MOST_COUNT:
        raise SurveyError("too_large", question=question["code"])
    return replace(
        value,
        numerator=exact_number(value.numerator),
        denominator=exact_number(value.denominator),
        text=_cleaned_text(value.text),
        chosen=_in_order(question, value.chosen),
    )


def _check_fits(question: dict, value: AnswerValue) -> None:
    """Nothing is given that this kind of question does not ask for."""
    takes = _TAKES[question["kind"]]
    if "figure" in question.get("denominator", {}):
        # Asked once for the whole round, see save_figure.
        takes = takes - {"denominator"}
    for name in _PARTS:
        if name not in takes and getattr(value, name) not in (None, "", ()):
            raise SurveyError("does_not_fit", question=question["code"], name=name)


def _cleaned_text(text: str) -> str:
    return clean(text).strip()[:_LONGEST_TEXT].rstrip()


def _in_order(question: dict, chosen: tuple[str, ...]) -> tuple[str, ...]:
    if not chosen:
        return ()
    options = {option["id"]: option for option in question["options"]}
    picked = set(chosen)
    if picked - set(options):
        raise SurveyError("unknown_option", question=question["code"])
    if len(picked) > 1 and any(options[name].get("exclusive") for name in picked):
        raise SurveyError("options_exclude", question=question["code"])
    if is_one_a_row(question):
        rows = [options[name].get("row") for name in picked]
        if len(set(rows)) < len(rows):
            raise SurveyError("options_exclude", question=question["code"])
    return tuple(name for name in options if name in picked)


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
    index: Index, question: dict, value: AnswerValue, figures: Mapping[str, Decimal]
) -> int | None:
    kind = question["kind"]
    if kind in ("text", "number"):
        return None
    if kind == "multiple":
        # Before every row of a table is told, nothing is known of the whole.
        is_open = not is_scored(question) or open_rows(question, value.chosen)
        return None if is_open else level_of_options(question, value.chosen)
    if kind == "count" and value.count is not None:
        return level_of_count(value.count, question["at_least"])
    if kind == "ratio" and has_ratio(value):
        return _level_of_ratio(index, question, value, figures)
    return _picked_level(question, value.level)


def _level_of_ratio(
    index: Index, question: dict, value: AnswerValue, figures: Mapping[str, Decimal]
) -> int | None:
    """Whatever level was picked beside the numbers, they alone count."""
    whole = denominator_of(question, value.denominator, figures)
    if value.numerator is None or whole is None:
        return None
    if "linear" in question:
        return linear_of(question).level_of(percent_of_ratio(value.numerator, whole))
    cuts = list(map(exact, index.bands[question["bands"]]["cuts"]))
    return level_of_ratio(value.numerator, whole, cuts)


def _picked_level(question: dict, level: int | None) -> int | None:
    if level is not None and level not in choosable(question):
        raise ScoringError("level_out_of_range", level=level)
    return level


def denominator_of(
    question: dict, own: Decimal | None, figures: Mapping[str, Decimal]
) -> Decimal | None:
    """What the numerator is a share of: a figure of the round, or the answer's own number."""
    if "figure" in question["denominator"]:
        return figures.get(question["denominator"]["figure"])
    return own


def value_of(answer: GivenAnswer) -> AnswerValue:
    """An answer as it was given, for forms to start from."""
    return AnswerValue(
        state=answer.state,
        level=answer.level,
        numerator=answer.numerator,
        denominator=answer.denominator,
        count=answer.count,
        text=answer.text,
        chosen=tuple(answer.chosen),
    )


def once_more(question: dict, answer: Answer) -> AnswerValue:
    """The same as a person would give it.

    Nobody picks the level that a choice of options amounts to.
    """
    value = value_of(answer)
    return replace(value, level=None) if question["kind"] == "multiple" else value
