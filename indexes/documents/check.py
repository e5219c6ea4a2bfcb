"""Everything that is wrong with an index file, all at once, each with the path of the key and its line."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path

from django.core.validators import validate_slug
from django.utils.translation import gettext_noop as _

from indexes.documents.check_questions import QUESTION_RULES
from indexes.documents.check_scoring import SCORING_RULES
from indexes.documents.check_steps import DOING_RULES
from indexes.documents.layout import DOCUMENT, LANGUAGES, PARTIAL
from indexes.documents.message import Message, message
from indexes.documents.reader import Document, KeyPath, Problem, read
from indexes.documents.schema import Report
from indexes.index.rubric import rubric_of
from scoring.errors import RubricError

Finding = tuple[KeyPath, Message]
_MOST_UNITS = 2**15 - 1  # results keep the points of a question in 16 bits
_UNREADABLE = (
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    ValueError,
    ZeroDivisionError,
)


def check_file(path: Path, *, is_named: bool = True) -> tuple[Document, list[Problem]]:
    """The file as read, and its problems in the order of lines; none means that it can be published.

    is_named: the name of the file has to be the id of the index.
    """
    document = read(path)
    problems = list(document.problems)

    def report(where: KeyPath, text: Message) -> None:
        problems.append(Problem(where, document.line_of(where), text))

    if document.data:
        partial = is_partial(document.data)
        (PARTIAL if partial else DOCUMENT).check(document.data, (), report)
        _judge(
            document.data,
            path.stem if is_named else None,
            report,
            partial=partial,
            sound=not problems,
        )
        if not problems and not partial:
            _build(document.data, report)
    return document, sorted(problems, key=lambda problem: (problem.line, problem.place))


def is_partial(data: dict) -> bool:
    """A partial index tells what is known of a decision; nobody can be assessed by it."""
    head = data.get("index")
    return isinstance(head, dict) and head.get("status") == "partial"


def _judge(
    data: dict, stem: str | None, report: Report, *, partial: bool, sound: bool
) -> None:
    """The rules read keys freely; where the layout does not hold, each tells what it still can."""
    for rule in (
        (_levels,)
        if partial
        else (_levels, *SCORING_RULES, *QUESTION_RULES, *DOING_RULES)
    ):
        with suppress(*(() if sound else _UNREADABLE)):
            for where, text in rule(data):
                report(where, text)
    with suppress(*(() if sound else _UNREADABLE)):
        for where, text in (
            *_head(data, stem),
            *_confidence(data, set(data["confidence_words"]), ()),
        ):
            report(where, text)


def _build(data: dict, report: Report) -> None:
    """One rubric for each variant; what they have in common is told once."""
    variants = [one["id"] for one in data.get("variants", {}).get("list", ())] or [""]
    for position, variant in enumerate(variants):
        place: KeyPath = ("variants", "list", position) if variant else ()
        try:
            rubric = rubric_of(data, variant)
        except RubricError as error:
            told = message(
                _("The rules contradict themselves: %(error)s."), error=str(error)
            )
            report((*place, "scoring") if not variant else place, told)
            return
        if max(question.maximum for question in rubric.questions) > _MOST_UNITS:
            told = _(
                "Points are too large or too finely divided: units of 1/%(unit)s point."
            )
            report(place or ("pillars",), message(told, unit=rubric.unit))


def _head(data: dict, stem: str | None) -> Iterator[Finding]:
    head = data["index"]
    if stem is not None and head["id"] != stem:
        told = _("The id %(id)r must be the name of the file, %(name)r.")
        yield ("index", "id"), message(told, id=head["id"], name=stem)
    if validate_slug.regex.fullmatch(head["id"]) is None:
        yield (
            ("index", "id"),
            message(
                _("The id may have letters, digits, hyphens and underscores only.")
            ),
        )
    for name in ("date", "effective"):
        try:
            date.fromisoformat(head["decision"].get(name, head["decision"]["date"]))
        except ValueError:
            yield (
                ("index", "decision", name),
                message(_("The date must be written as 2021-12-31.")),
            )
    for language in set(LANGUAGES) - set(head["languages"]):
        told = _("The language %(language)r is missing; every text must have it.")
        yield ("index", "languages"), message(told, language=language)
    if head["status"] == "superseded" and not head.get("superseded_by"):
        yield (
            ("index", "superseded_by"),
            message(_("A superseded index must name what it was superseded by.")),
        )


def _levels(data: dict) -> Iterator[Finding]:
    for position, (before, after) in enumerate(pairwise(data["levels"]), 1):
        if after["level"] != before["level"] + 1:
            told = _("Level %(wanted)s is expected here, not %(level)s.")
            yield (
                ("levels", position, "level"),
                message(told, wanted=before["level"] + 1, level=after["level"]),
            )


def _confidence(part: object, words: set[str], place: KeyPath) -> Iterator[Finding]:
    """Every `confidence`, wherever it stands, is one of confidence_words."""
    if isinstance(part, list):
        for position, item in enumerate(part):
            yield from _confidence(item, words, (*place, position))
    if not isinstance(part, dict):
        return
    for key, value in part.items():
        here = (*place, key)
        if key != "confidence":
            yield from _confidence(value, words, here)
            continue
        for where, word in (
            [(here, value)]
            if isinstance(value, str)
            else [((*here, k), w) for k, w in value.items()]
        ):
            if word not in words:
                told = _(
                    "The confidence word %(word)r is not among confidence_words: %(known)s."
                )
                yield where, message(told, word=word, known=", ".join(sorted(words)))
