"""Everything that is wrong with an index file, all at once, with key and line."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, suppress
from datetime import date
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

from django.core.validators import validate_slug
from django.utils.translation import gettext_noop as _

from indexes.documents.check_codes import CODE_RULES
from indexes.documents.check_conditions import CONDITION_RULES
from indexes.documents.check_linear import LINEAR_RULES
from indexes.documents.check_needs import NEED_RULES
from indexes.documents.check_questions import QUESTION_RULES
from indexes.documents.check_scoring import SCORING_RULES
from indexes.documents.check_steps import STEP_RULES
from indexes.documents.check_variants import VARIANT_RULES
from indexes.documents.layout import DOCUMENT, PARTIAL
from indexes.documents.message import message
from indexes.documents.places import placed_everywhere, placed_indicators
from indexes.documents.reader import (
    Document,
    Finding,
    KeyPath,
    Problem,
    Problems,
    fault,
    read,
)
from indexes.documents.schema import Report
from indexes.index.numbers import exact
from indexes.index.questions import variant_ids
from indexes.index.rubric import rubric_of
from language.texts import LANGUAGES
from scoring.errors import RubricError

Rule = Callable[[dict], Iterator[Finding]]
_UNREADABLE = (
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    ValueError,
    ZeroDivisionError,
)

_TOO_LARGE = _(
    "Points here are too large, or cut too finely, to be added up exactly: "
    "write them with fewer digits, or as fractions with small denominators."
)
# 125/6 and 1000.25 are everyday points.
_MANY_DIGITS = 9


def check_file(path: Path, *, is_named: bool = True) -> tuple[Document, list[Problem]]:
    """The file as read, and its problems in the order of lines; none means: it can be published.

    is_named: the name of the file has to be the id of the index.
    """
    document = read(path)
    problems = Problems(document)
    if document.data:
        partial = is_partial(document.data)
        layout = PARTIAL if partial else DOCUMENT
        layout.check(document.data, (), problems.report)
        name = path.stem if is_named else None
        rules = [_levels, lambda data: _head(data, name), _confidences]
        if not partial:
            rules += _RULES
        _judge(document.data, rules, problems.report, is_sound=not problems)
        if not problems and not partial:
            _build(document.data, problems.report)
    return document, problems.by_line


def is_partial(data: dict) -> bool:
    """A partial index tells what is known of a decision; nobody can be assessed by it."""
    head = data.get("index")
    return isinstance(head, dict) and head.get("status") == "partial"


def _judge(
    data: dict,
    rules: Sequence[Rule],
    report: Report,
    *,
    is_sound: bool,
) -> None:
    """The rules read keys freely; where the layout does not hold, each tells what it still can."""
    for rule in rules:
        # In a sound document a rule that stumbles is a fault of ours, which nobody shall hide.
        with nullcontext() if is_sound else suppress(*_UNREADABLE):
            for where, text in rule(data):
                report(where, text)


_RULES = (
    *CODE_RULES,
    *SCORING_RULES,
    *NEED_RULES,
    *QUESTION_RULES,
    *LINEAR_RULES,
    *CONDITION_RULES,
    *VARIANT_RULES,
    *STEP_RULES,
)


def _build(data: dict, report: Report) -> None:
    """One rubric for each variant; what they have in common is told once."""
    for position, variant in enumerate(variant_ids(data)):
        path: KeyPath = ("variants", "list", position) if variant else ()
        try:
            rubric_of(data, variant)
        except RubricError as error:
            if error.code == "points_too_large":
                report(_finest(data) or path or ("scoring",), message(_TOO_LARGE))
                return
            report(
                _blamed(data, error) or path or ("scoring",),
                message(
                    _("The rules contradict themselves: %(error)s."),
                    error=str(error),
                ),
            )
            return


def _finest(data: dict) -> KeyPath:
    """The question whose points need the most digits; empty where none needs many."""
    digits, path = max(
        ((_digits(question), path) for path, question in placed_everywhere(data)),
        key=itemgetter(0),
        default=(0, ()),
    )
    return path if digits > _MANY_DIGITS else ()


def _digits(question: dict) -> int:
    """How many digits the longest of its points has, as a whole fraction."""
    parts = [question, question.get("linear", {})]
    parts += [*question.get("options", ()), *question.get("columns", ())]
    longest = 0
    for part in parts:
        points = part.get("points", 0)
        for each in points if isinstance(points, list) else [points]:
            number = exact(each)
            longest = max(longest, len(f"{abs(number.numerator)}{number.denominator}"))
    return longest


def _blamed(data: dict, error: RubricError) -> KeyPath:
    """The part that an error of the rubric names; empty where it names none."""
    named = {
        "question": placed_everywhere(data),
        "indicator": placed_indicators(data),
        "pillar": (
            (("pillars", place), pillar) for place, pillar in enumerate(data["pillars"])
        ),
    }
    for key, parts in named.items():
        for path, part in parts:
            if part["code"] == error.params.get(key):
                return path
    return ()


def _head(data: dict, name: str | None) -> Iterator[Finding]:
    head = data["index"]
    # The commands find an index by the name of its file.
    if name is not None and head["id"] != name:
        yield fault(
            ("index", "id"),
            _("The id %(id)r must be the name of the file, %(name)r."),
            id=head["id"],
            name=name,
        )
    if validate_slug.regex.fullmatch(head["id"]) is None:
        yield fault(
            ("index", "id"),
            _("The id may have letters, digits, hyphens and underscores only."),
        )
    yield from _days(head["decision"])
    # A text that only some readers can read is no text of the site.
    for language in set(LANGUAGES) - set(head["languages"]):
        yield fault(
            ("index", "languages"),
            _("The language %(language)r is missing; every text must have it."),
            language=language,
        )
    if head["status"] == "superseded" and not head.get("superseded_by"):
        yield fault(
            ("index", "superseded_by"),
            _("A superseded index must name what it was superseded by."),
        )


def _days(decision: dict) -> Iterator[Finding]:
    for key in {"date", "effective"}.intersection(decision):
        try:
            date.fromisoformat(decision[key])
        except ValueError:
            yield fault(
                ("index", "decision", key), _("The date must be written as 2021-12-31.")
            )


def _levels(data: dict) -> Iterator[Finding]:
    for position, (before, after) in enumerate(pairwise(data["levels"]), 1):
        wanted = before["level"] + 1
        if after["level"] != wanted:
            yield fault(
                ("levels", position, "level"),
                _("Level %(wanted)s is expected here, not %(level)s."),
                wanted=wanted,
                level=after["level"],
            )


def _confidences(data: dict) -> Iterator[Finding]:
    yield from _confidence(data, set(data["confidence_words"]), ())


def _confidence(
    part: object,
    words: set[str],
    path: KeyPath,
) -> Iterator[Finding]:
    """Every `confidence`, wherever it stands, is one of confidence_words."""
    if isinstance(part, list):
        for position, item in enumerate(part):
            yield from _confidence(item, words, (*path, position))
    if not isinstance(part, dict):
        return
    for key, value in part.items():
        here = (*path, key)
        if key == "confidence":
            yield from _unknown(value, words, here)
        else:
            yield from _confidence(value, words, here)


def _unknown(
    confidence: str | dict[str, str],
    words: set[str],
    path: KeyPath,
) -> Iterator[Finding]:
    """Of a `confidence`, which is one word or a map of them."""
    named = {path: confidence}
    if not isinstance(confidence, str):
        named = {(*path, part): word for part, word in confidence.items()}
    for where, word in named.items():
        if word not in words:
            yield fault(
                where,
                _(
                    "The confidence word %(word)r is not among confidence_words: %(known)s."
                ),
                word=word,
                known=", ".join(sorted(words)),
            )
