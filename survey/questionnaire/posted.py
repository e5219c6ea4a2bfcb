"""From the fields of a posted page to what was given, question by question.

A question CODE has the fields CODE (the picked card or cards), CODE-numerator, CODE-denominator, CODE-count and
CODE-text, and two hidden ones: CODE-was (what the page showed when it was made) and CODE-seen (the revision behind
it). Only what differs from CODE-was is saved, so that an old tab never writes its old answers over newer ones.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from zlib import crc32

from django.http import QueryDict

from indexes.index.model import Index
from indexes.index.questions import FREE
from language.numbers import NumberError, read_number
from survey.answers.values import (
    ANSWERED,
    CLEARED,
    NOT_APPLICABLE,
    AnswerValue,
    once_more,
)
from survey.models import Answer

BOTH_GIVEN = "both_given"

Find = Callable[[str], Answer | None]


@dataclass(frozen=True)
class Problem:
    """Something typed that could not be used; `field` is the name of the input it stands beside."""

    question: str
    field: str
    code: str
    params: dict = field(default_factory=dict)


class UnreadableError(ValueError):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def trace(given: AnswerValue | Answer | None) -> str:
    """A short text for what was given, equal exactly when the same was given."""
    if given is None or given.state == CLEARED:
        return ""
    if given.state == NOT_APPLICABLE:
        return "na"
    if given.chosen:
        return f"m{'+'.join(given.chosen)}" + (
            f":{crc32(_lines(given.text).encode()):x}" if given.text else ""
        )
    if given.text:
        return f"t{crc32(_lines(given.text).encode()):x}"
    if given.numerator is not None or given.denominator is not None:
        return f"{_short(given.numerator)}/{_short(given.denominator)}"
    if given.count is not None:
        return f"n{given.count}"
    return "" if given.level is None else str(given.level)


def _short(number) -> str:
    return "" if number is None else str(int(number))


def _lines(text: str) -> str:
    return "\n".join(text.strip().splitlines())


def read_answer(
    index: Index, code: str, data: QueryDict, find: Find, language: str
) -> AnswerValue | None:
    """What is new for one question, None when nothing is; UnreadableError when a field cannot be used.

    find: gives the answer that stands; called only where the page did not tell, since it reads the database.
    """
    question = index.questions[code]
    if data.get("clear") == code:
        return AnswerValue(state=CLEARED)
    changed = _changed(question, data, find, language)
    if changed is None and data.get("confirm") in (code, "all"):
        standing = find(code)
        return (
            once_more(question, standing) if standing and standing.to_confirm else None
        )
    return changed


def _changed(
    question: dict, data: QueryDict, find: Find, language: str
) -> AnswerValue | None:
    """What differs from the page as it was shown wins; who changed both the numbers and the card is asked which."""
    code = question["code"]
    was = data[f"{code}-was"] if f"{code}-was" in data else trace(find(code))
    if question["kind"] == "multiple":
        return _choice(question, data, was)
    typed, emptied = _typed(question, data, language)
    picked = _picked(question, data)
    new = [one for one in (typed, picked) if one is not None and trace(one) != was]
    if len(new) > 1:
        name = {"ratio": "numerator", "count": "count"}[question["kind"]]
        raise UnreadableError(Problem(code, f"{code}-{name}", BOTH_GIVEN))
    if new:
        return new[0]
    if (
        emptied
        and typed is None
        and picked is None
        and was
        and was != "na"
        and not was.isdigit()
    ):
        return AnswerValue(state=CLEARED)
    return None


def _choice(question: dict, data: QueryDict, was: str) -> AnswerValue | None:
    """A choice of options as it differs from what the page showed."""
    code, values = question["code"], data.getlist(question["code"])
    known = [option["id"] for option in question["options"]]
    if set(values) - {*known, "na"}:
        raise UnreadableError(Problem(code, code, "level_out_of_range"))
    before = was[1:].partition(":")[0].split("+") if was.startswith("m") else []
    chosen = _without_excluded(
        question, [one for one in known if one in values], before
    )
    text = data.get(f"{code}-text", "").strip() if question.get("allow_other") else ""
    if "na" in values and (was != "na" or not (chosen or text)):
        return None if was == "na" else AnswerValue(state=NOT_APPLICABLE)
    given = AnswerValue(chosen=tuple(chosen), text=text)
    if not chosen and not text:
        return AnswerValue(state=CLEARED) if was and f"{code}-was" in data else None
    return given if trace(given) != was else None


def _without_excluded(
    question: dict, chosen: list[str], before: list[str]
) -> list[str]:
    """ "None of these" and the others cannot both stand: what was ticked last stays."""
    alone = [
        option["id"]
        for option in question["options"]
        if option.get("exclusive") and option["id"] in chosen
    ]
    if not alone or len(chosen) == 1:
        return chosen
    fresh = [one for one in alone if one not in before]
    return fresh[:1] or [one for one in chosen if one not in alone]


def read_tools(
    name: str, codes: Iterable[str], data: QueryDict, find: Find
) -> dict[str, AnswerValue]:
    """What is new in a list of tools: NAME has the ticked codes, NAME-all says that the whole list was looked at.

    Only then is a tool without a tick an answer ("not in use"); before, nothing is known of it. A copied list that is
    confirmed tells it as well, of the tools it knew.
    """
    if f"{name}-was" not in data:
        return {}
    was = dict(pair.split("=") for pair in data[f"{name}-was"].split() if "=" in pair)
    ticked, all_seen = set(data.getlist(name)), f"{name}-all" in data
    confirmed = data.get("confirm") in (name, "all")
    new: dict[str, AnswerValue] = {}
    for code in codes:
        before = was.get(code, "")
        is_known = all_seen or (confirmed and before != "")
        level = 1 if code in ticked else 0 if is_known else None
        if level is None:
            if before and not (before == "0" and _waits(find(code))):
                new[code] = AnswerValue(state=CLEARED)
        elif before != str(level) or ((all_seen or confirmed) and _waits(find(code))):
            new[code] = AnswerValue(level=level)
    return new


def _waits(standing: Answer | None) -> bool:
    """Copied and not confirmed yet."""
    return standing is not None and standing.to_confirm


def _picked(question: dict, data: QueryDict) -> AnswerValue | None:
    value = data.get(question["code"], "")
    if not value or question["kind"] in FREE:  # what is typed freely has no cards
        return None
    if value == "na":
        return AnswerValue(state=NOT_APPLICABLE)
    if value.isdecimal() and len(value) < 3 and int(value) < len(question["anchors"]):
        return AnswerValue(state=ANSWERED, level=int(value))
    raise UnreadableError(
        Problem(question["code"], question["code"], "level_out_of_range")
    )


def _typed(
    question: dict, data: QueryDict, language: str
) -> tuple[AnswerValue | None, bool]:
    """(what was typed, whether a field that stood on the page was left empty)."""
    code, kind = question["code"], question["kind"]
    if kind == "text":
        text = data.get(f"{code}-text", "").strip()
        return (
            AnswerValue(text=text) if text else None
        ), f"{code}-text" in data and not text
    names = {"ratio": ["numerator"], "number": ["numerator"], "count": ["count"]}.get(
        kind, []
    )
    if kind == "ratio" and "figure" not in question["denominator"]:
        names = ["numerator", "denominator"]
    numbers = {name: _number(question, name, data, language) for name in names}
    if any(number is not None for number in numbers.values()):
        return AnswerValue(**numbers), False
    return None, any(f"{code}-{name}" in data for name in names)


def _number(question: dict, name: str, data: QueryDict, language: str) -> int | None:
    field_name, unit = (
        f"{question['code']}-{name}",
        question.get(name, question).get("unit"),
    )
    text = data.get(field_name, "").strip()
    if not text:
        return None
    try:
        return read_number(text, language=language)
    except NumberError as error:
        raise UnreadableError(
            Problem(question["code"], field_name, _unread(error, unit))
        ) from error


def _unread(error: NumberError, unit: str | None) -> str:
    """Who counts people is given no example of money."""
    return (
        "unreadable_count"
        if error.code == "unreadable" and unit != "vnd"
        else error.code
    )


def read_figures(
    figures: Mapping[str, dict], data: QueryDict, language: str
) -> tuple[dict[str, int], list[Problem]]:
    """Figures typed beside a question (figure-NAME) that differ from what the page showed (figure-NAME-was).

    Several questions of a page may offer the same figure to correct; the one that was changed counts.
    """
    read, problems = {}, []
    for name, figure in figures.items():
        for text in data.getlist(f"figure-{name}"):
            try:
                value = read_number(text, language=language) if text.strip() else None
            except NumberError as error:
                problems.append(
                    Problem("", f"figure-{name}", _unread(error, figure.get("unit")))
                )
                break
            if value is not None and str(value) != data.get(f"figure-{name}-was", ""):
                read[name] = value
                break
    return read, problems


def read_seen(codes: Iterable[str], data: QueryDict) -> dict[str, int]:
    """The revisions the page was made with, so that the answer of somebody else in between is noticed."""
    texts = {code: data.get(f"{code}-seen", "") for code in codes}
    return {
        code: int(text)
        for code, text in texts.items()
        if text.isdecimal() and len(text) < 10
    }
