"""From the fields of a posted page to what was given, question by question.

A question CODE has the fields CODE (the picked card or cards), CODE-numerator, CODE-denominator,
CODE-count and CODE-text, and two hidden ones: CODE-was (what the page showed when it was made)
and CODE-seen (the revision behind it). Only what differs from CODE-was is saved, so that an old
tab never writes its old answers over newer ones.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from indexes.index.model import Index
from indexes.index.options import is_one_a_row
from indexes.index.questions import FREE, choosable
from language.numbers import NumberError, read_number
from survey.answers.values import (
    ANSWERED,
    CLEARED,
    NOT_APPLICABLE,
    AnswerValue,
    has_changed,
    once_more,
)
from survey.models import Answer
from survey.questionnaire.faces import row_field
from survey.questionnaire.problems import BOTH_GIVEN, Problem, UnreadableError
from survey.questionnaire.trace import chosen_in, is_card, trace

Find = Callable[[str], Answer | None]

# The fields for numbers, by the kind of the question.
_NUMBERS = {
    "ratio": ("numerator",),
    "number": ("numerator",),
    "count": ("count",),
}
# The field beside which it is asked whether the numbers or the card count.
_DECIDED_BESIDE = {
    "ratio": "numerator",
    "count": "count",
}


@dataclass(frozen=True)
class Fields:
    """What a page sent of one question, read by a person of this language."""

    question: dict
    data: QueryDict
    language: str
    # Sent by a script as soon as it changed, not with the page.
    is_by_itself: bool = False

    @property
    def code(self) -> str:
        return self.question["code"]

    @property
    def kind(self) -> str:
        return self.question["kind"]

    @property
    def number_names(self) -> tuple[str, ...]:
        """The fields for numbers of this question."""
        names = _NUMBERS.get(self.kind, ())
        # A whole that is a figure of the round has a field of its own.
        if self.kind == "ratio" and "figure" not in self.question["denominator"]:
            return (*names, "denominator")
        return names

    def has(self, part: str) -> bool:
        return f"{self.code}-{part}" in self.data

    def text(self, part: str) -> str:
        return self.data.get(f"{self.code}-{part}", "").strip()

    def number(self, part: str) -> int | None:
        text = self.text(part)
        if not text:
            return None
        try:
            return read_number(text, language=self.language)
        except NumberError as error:
            # Of a ratio each number has a unit, of a count the question has one.
            measured = self.question.get(part, self.question)
            problem_code = _number_problem(error, measured.get("unit"))
            raise self.unusable(problem_code, part) from error

    def picked_values(self) -> list[str]:
        """What was ticked; of a table with one choice a row, the choice of every row."""
        return picked_values(self.question, self.data)

    def unusable(self, problem_code: str, part: str = "") -> UnreadableError:
        field = f"{self.code}-{part}" if part else self.code
        return UnreadableError(Problem(self.code, field, problem_code))


def picked_values(question: dict, data: QueryDict) -> list[str]:
    values = data.getlist(question["code"])
    if is_one_a_row(question):
        for row in question["rows"]:
            values += data.getlist(row_field(question, row["id"]))
    return values


def read_answer(
    index: Index,
    code: str,
    data: QueryDict,
    find: Find,
    language: str,
    *,
    is_by_itself: bool = False,
) -> AnswerValue | None:
    """What is new for one question; None when nothing is.

    find: gives the answer that stands. It reads the database, so it is asked only what the page
    did not tell. is_by_itself: the question was sent as soon as it changed.
    Raises UnreadableError where a field cannot be used.
    """
    fields = Fields(index.questions[code], data, language, is_by_itself)
    if data.get("clear") == code:
        return AnswerValue(state=CLEARED)

    # What was changed says more than the button that confirms what was not.
    value = _changed(fields, find)
    is_confirmed = data.get("confirm") in (code, "all")
    if value is not None or not is_confirmed:
        return value

    answer = find(code)
    if answer is None or not answer.to_confirm or has_changed(answer):
        return None
    return once_more(fields.question, answer)


def _changed(fields: Fields, find: Find) -> AnswerValue | None:
    """What differs from the page as it was shown."""
    was = _shown_before(fields, find)
    if fields.kind == "multiple":
        return _choice(fields, was)

    typed = _typed(fields)
    picked = _picked(fields)
    is_typed_anew = typed is not None and trace(typed) != was
    is_picked_anew = picked is not None and trace(picked) != was
    if is_typed_anew and is_picked_anew:
        # Who changed both the numbers and the card is asked which of them counts.
        raise fields.unusable(BOTH_GIVEN, _DECIDED_BESIDE[fields.kind])
    if is_typed_anew:
        return typed
    if is_picked_anew:
        return picked

    # An empty field takes back what was typed in it, never a card that was picked.
    is_empty = typed is None and picked is None
    if is_empty and _has_fields(fields) and was and not is_card(was):
        return AnswerValue(state=CLEARED)
    return None


def _shown_before(fields: Fields, find: Find) -> str:
    """By the page itself where it tells: what stands may be newer than an old tab."""
    if fields.has("was"):
        return fields.text("was")
    return trace(find(fields.code))


def _choice(fields: Fields, was: str) -> AnswerValue | None:
    values = fields.picked_values()
    known = [option["id"] for option in fields.question["options"]]
    if not {*known, "na"}.issuperset(values):
        raise fields.unusable("level_out_of_range")

    text = fields.text("text") if fields.question.get("allow_other") else ""
    side = _side_that_stands(fields, values, text, was)
    if side == "na":
        return None if was == "na" else AnswerValue(state=NOT_APPLICABLE)

    # In the order of the index, whatever order the browser sends.
    chosen = []
    for option in known:
        if option in values and _side(fields.question, option) == side:
            chosen.append(option)
    if not chosen and not text:
        is_taken_back = was != "" and fields.has("was")
        return AnswerValue(state=CLEARED) if is_taken_back else None

    value = AnswerValue(chosen=tuple(chosen), text=text)
    if trace(value) == was:
        return None
    return value


def _side_that_stands(
    fields: Fields,
    values: list[str],
    text: str,
    was: str,
) -> str:
    """Of ticks that exclude each other those that count.

    Ticks are saved one by one where scripts run: then the last one stands. Of a page that is sent
    as a whole nobody can tell, and a tick is never dropped in silence.
    """
    question = fields.question
    sides = {_side(question, value) for value in values}
    before = [was] if was == "na" else chosen_in(was)
    added = {_side(question, value) for value in values if value not in before}
    if fields.is_by_itself and len(added) == 1:
        return added.pop()
    # Own words say as much as a tick that something does apply.
    if text and "na" in sides:
        sides.add("")
    if len(sides) > 1:
        is_na = "na" in sides
        raise fields.unusable("na_excludes" if is_na else "options_exclude")
    return sides.pop() if sides else ""


def _side(question: dict, value: str) -> str:
    """Itself for what excludes all others: "none of these", "does not apply"; "" for these."""
    for option in question["options"]:
        if option["id"] == value and not option.get("exclusive"):
            return ""
    return value


def _picked(fields: Fields) -> AnswerValue | None:
    value = fields.data.get(fields.code, "")
    # What is typed freely has no cards, whatever is sent under its name.
    if not value or fields.kind in FREE:
        return None
    if value == "na":
        return AnswerValue(state=NOT_APPLICABLE)
    # Five digits at most: nobody is to have an endless number worked out.
    if value.isdecimal() and len(value) < 6:
        level = int(value)
        if level in choosable(fields.question):
            return AnswerValue(state=ANSWERED, level=level)
    raise fields.unusable("level_out_of_range")


def _typed(fields: Fields) -> AnswerValue | None:
    if fields.kind == "text":
        text = fields.text("text")
        return AnswerValue(text=text) if text else None

    numbers = {}
    for name in fields.number_names:
        number = fields.number(name)
        if number is not None:
            numbers[name] = number
    return AnswerValue(**numbers) if numbers else None


def _has_fields(fields: Fields) -> bool:
    """Whether the page had anything to type in, which then was left empty."""
    names = ("text",) if fields.kind == "text" else fields.number_names
    return any(map(fields.has, names))


def _number_problem(error: NumberError, unit: str | None) -> str:
    """Who counts people is given no example of money."""
    if error.code == "unreadable" and unit != "vnd":
        return "unreadable_count"
    return error.code


def read_figures(
    figures: Mapping[str, dict], data: QueryDict, language: str
) -> tuple[dict[str, int], list[Problem]]:
    """Figures typed beside a question (figure-NAME) that differ from what the page showed.

    That stands in figure-NAME-was.
    """
    values: dict[str, int] = {}
    problems: list[Problem] = []
    for name, figure in figures.items():
        try:
            value = _changed_figure(name, data, language)
        except NumberError as error:
            code = _number_problem(error, figure.get("unit"))
            problems.append(Problem("", f"figure-{name}", code))
            continue
        if value is not None:
            values[name] = value
    return values, problems


def _changed_figure(name: str, data: QueryDict, language: str) -> int | None:
    """Several questions of a page may offer the same figure; the one that was changed counts."""
    was = data.get(f"figure-{name}-was", "")
    for text in data.getlist(f"figure-{name}"):
        if not text.strip():
            continue
        value = read_number(text, language=language)
        if str(value) != was:
            return value
    return None


def shown_in_list(name: str, data: QueryDict) -> dict[str, str]:
    """By tool, the level that a page had shown in this list."""
    levels = {}
    for pair in data.get(f"{name}-was", "").split():
        code, equals, level = pair.partition("=")
        if equals:
            levels[code] = level
    return levels


def read_seen(codes: Iterable[str], data: QueryDict) -> dict[str, int]:
    """The revisions the page was made with: by these another's answer in between is noticed."""
    seen = {}
    for code in codes:
        text = data.get(f"{code}-seen", "")
        # More digits no revision has, and no column of the database holds.
        if text.isdecimal() and len(text) < 10:
            seen[code] = int(text)
    return seen
