"""What one question shows on its page: the lasting part from the index, and the state of its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indexes.index.model import Index
from indexes.index.questions import FREE
from language.formats import grouped, short, with_percent
from language.texts import in_language, language
from scoring.percent import rounded
from survey.answers.values import (
    ANSWERED,
    CLEARED,
    denominator_of,
    missing_number,
    value_of,
)
from survey.answers.words import clock_text, names_of
from survey.models import Answer, AnswerChange
from survey.questionnaire.posted import trace


@dataclass
class Card:
    """Everything `_question.html` prints. Texts are in the active language already."""

    code: str
    number: int
    kind: str
    face: "Face"
    answer: Answer | None
    choices: SafeString
    picked: str = ""
    values: dict[str, str] = field(
        default_factory=dict
    )  # what stands in the text fields
    errors: dict[str, str] = field(default_factory=dict)  # field → words
    figure: "FigureField | None" = None
    result: str = ""
    other: str = ""  # somebody else answered or changed this
    overtaken: str = ""  # somebody else's answer was replaced just now
    heading: str = ""
    post_url: str = ""
    is_half_filled: bool = (
        False  # a ratio whose other number is not known: it cannot be confirmed yet
    )
    refine: "Refine | None" = None
    other_text: bool = False  # beside the options there is room for own words
    focus: bool = False  # put the cursor here after the question was exchanged

    @property
    def anchor(self) -> str:
        return self.code.replace(".", "-")

    @property
    def was(self) -> str:
        return trace(self.answer)

    @property
    def seen(self) -> int:
        return self.answer.revision if self.answer else 0

    @property
    def is_given(self) -> bool:
        return self.answer is not None and self.answer.state != CLEARED

    @property
    def to_confirm(self) -> bool:
        return self.is_given and self.answer.to_confirm

    @property
    def params(self) -> str:
        """Names of the fields this question sends when it is saved alone."""
        code, names = (
            self.code,
            [self.code, f"{self.code}-was", f"{self.code}-seen", "csrfmiddlewaretoken"],
        )
        names += [
            f"{code}-{name}" for name in ("numerator", "denominator", "count", "text")
        ]
        if self.figure:
            names += [f"figure-{self.figure.name}", f"figure-{self.figure.name}-was"]
        return ",".join(names)

    @property
    def by_numbers(self) -> bool:
        return self.kind in ("ratio", "count")

    @property
    def is_given_by_numbers(self) -> bool:
        given = self.answer if self.by_numbers else None
        return given is not None and any(
            one is not None for one in (given.numerator, given.denominator, given.count)
        )


@dataclass(frozen=True)
class Refine:
    """The way from a group to its criteria: how many there are, how many are answered one by one, and whether the
    group has an answer that stands for the others.
    """

    slug: str
    total: int
    answered: int
    group_counts: bool


@dataclass(frozen=True)
class Face:
    """The lasting part of a question in one language, made once per process."""

    ask: str
    name: str
    group: str
    anchors: tuple[str, ...]
    help: SafeString
    numerator: str
    denominator: str
    numerator_unit: str
    denominator_unit: str


@dataclass(frozen=True)
class FigureField:
    """The number of the round that a ratio is a share of."""

    name: str
    label: str
    help: str
    unit: str
    value: Decimal | None
    shown: str  # grouped, or as typed when it could not be read
    asked: bool  # ask for it here: it is not known, and no question above on the page asks already
    asked_at: str = ""  # anchor of the question above that asks
    error: str = ""
    url: str = ""

    @property
    def was(self) -> str:
        return "" if self.value is None else str(int(self.value))


@lru_cache(maxsize=4096)
def face_of(index: Index, code: str, reader_language: str) -> Face:
    question = index.questions[code]
    denominator = question.get("denominator", {})
    figure = index.figures.get(denominator.get("figure", ""), {})
    explained = {
        part: in_language(text) for part, text in question.get("help", {}).items()
    }
    return Face(
        ask=in_language(question["ask"]),
        name=in_language(question["name"]),
        group=in_language(question.get("group")),
        anchors=tuple(in_language(anchor) for anchor in question.get("anchors", ())),
        help=render_to_string("survey/_help.html", {"help": explained})
        if any(explained.values())
        else SafeString(""),
        numerator=in_language(question.get("numerator", {}).get("name"))
        or in_language(question["name"]),
        denominator=in_language(denominator.get("name"))
        or in_language(figure.get("name")),
        numerator_unit=question.get("numerator", {}).get("unit")
        or question.get("unit", ""),
        denominator_unit=denominator.get("unit") or figure.get("unit", ""),
    )


@lru_cache(maxsize=8192)
def choices_of(
    index: Index, code: str, reader_language: str, picked: str
) -> SafeString:
    """The answer cards; cached, since they are most of a page and differ only in the picked one."""
    question = index.questions[code]
    if question["kind"] in FREE:
        return SafeString("")
    context = {
        "code": code,
        "picked": picked,
        "may_skip": bool(question.get("not_applicable")),
    }
    if question["kind"] == "multiple":
        options = [
            {"value": one["id"], "text": in_language(one["name"])}
            for one in question["options"]
        ]
        return render_to_string(
            "survey/_options.html",
            {**context, "options": options, "chosen": picked.split("+")},
        )
    face = face_of(index, code, reader_language)
    first = index.shown_level(code, 0)
    choices = [
        {
            "value": str(level),
            "mark": "" if question["kind"] == "single" else str(level + first),
            "text": anchor,
        }
        for level, anchor in enumerate(face.anchors)
    ]
    return render_to_string("survey/_choices.html", {**context, "choices": choices})


def picked_of(answer: Answer | None) -> str:
    """The value of the picked card; of several options their ids, joined."""
    if answer is not None and answer.state == ANSWERED and answer.chosen:
        return "+".join(answer.chosen)
    was = trace(answer)
    return was if was == "na" or was.isdigit() else ""


def values_of(answer: Answer | None) -> dict[str, str]:
    if answer is None or answer.state != ANSWERED:
        return {}
    numbers = {
        name: grouped(getattr(answer, name))
        for name in ("numerator", "denominator", "count")
    }
    return {**numbers, "text": answer.text}


def needed_of(
    index: Index, answer: Answer | None, figures: Mapping[str, Decimal]
) -> str:
    """The name of the number that an answer by numbers still needs, in the reader's language; "" for none."""
    if (
        answer is None
        or answer.state != ANSWERED
        or (answer.numerator is None and answer.denominator is None)
    ):
        return ""
    whole = denominator_of(
        index.questions[answer.question], answer.denominator, figures
    )
    if answer.numerator is not None and whole:
        return ""
    return in_language(missing_number(index, answer.question, value_of(answer)))


def result_of(
    index: Index, answer: Answer | None, figures: Mapping[str, Decimal]
) -> str:
    """What numbers amount to, in words: "3 / 12 = 25 % → level 2: …"; what is still needed when they do not yet."""
    if (
        answer is None
        or answer.state != ANSWERED
        or (answer.numerator is None and answer.count is None)
    ):
        return ""
    face = face_of(index, answer.question, language())
    if answer.count is not None:
        shown = grouped(answer.count)
        return _("%(shown)s → level %(level)s: %(anchor)s") % _named(
            index, shown, answer, face
        )
    whole = denominator_of(
        index.questions[answer.question], answer.denominator, figures
    )
    if answer.level is None or not whole:
        return _("Kept. Still needed: %(name)s.") % {"name": face.denominator}
    percent = rounded(Fraction(answer.numerator * 100) / Fraction(whole))
    share = with_percent(short(percent))
    shown = f"{grouped(answer.numerator)} / {grouped(whole)} = {share}"
    return _("%(shown)s → level %(level)s: %(anchor)s") % _named(
        index, shown, answer, face
    )


def _named(index: Index, shown: str, answer: Answer, face: Face) -> dict[str, object]:
    level = index.shown_level(answer.question, answer.level)
    return {"shown": shown, "level": level, "anchor": face.anchors[answer.level]}


def other_person(answer: Answer | AnswerChange, reader_id: int | None) -> str:
    """Who gave this answer and when, if it was a colleague."""
    if answer.given_by:
        return _("Answered by %(name)s at %(time)s.") % {
            "name": answer.given_by,
            "time": clock_text(answer.changed_at),
        }
    if answer.changed_by_id is None or answer.changed_by_id == reader_id:
        return ""
    return _("Answered by %(name)s at %(time)s.") % {
        "name": answer.changed_by,
        "time": clock_text(answer.changed_at),
    }


def overtaken_words(index: Index, change: AnswerChange) -> str:
    """Whose answer was replaced, and what it was; both stay in the history."""
    face = face_of(index, change.question, language())
    what = (
        face.anchors[change.level] if change.level is not None else change.text or "–"
    )
    if change.chosen:
        what = names_of(index.questions[change.question], change.chosen)
    return _(
        "%(name)s had answered “%(what)s” at %(time)s. Your answer counts now; both are kept in the history."
    ) % {
        "name": change.given_by or change.changed_by or _("Somebody else"),
        "what": what,
        "time": clock_text(change.changed_at),
    }
