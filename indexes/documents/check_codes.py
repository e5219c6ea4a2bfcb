"""What must hold of codes: each stands for one thing, wherever it is written.

Codes are kept with answers and stand in addresses, names of fields, ids of pages and heads of
columns. Where a question stands is said by what it stands in, not by its code.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from indexes.documents.places import placed_questions, placed_variants
from indexes.documents.reader import Finding, KeyPath, fault

# What a page of the questionnaire sends besides the answers, under the code of their question.
_PAGE = (
    "clear",
    "confirm",
    "csrfmiddlewaretoken",
    "next",
    "stay",
    "unrefine",
    "wizard_goto_step",
)
_FIGURE = "figure-"
_PARTS = ("was", "seen", "text", "numerator", "denominator", "count", "all")
# In files of answers and of scores.
_COLUMNS = ("enterprise", "index", "answered", "total", "percent", "level")
_SIGNS = re.compile(r"[._-]+")


def folded(code: str) -> str:
    """As an address or an id has it: whoever types one off a page minds neither case nor signs."""
    return _SIGNS.sub("-", code.lower()).strip("-")


def _codes(data: dict) -> Iterator[Finding]:
    placed = list(_placed(data))
    everything = [*placed, *placed_variants(data)]
    yield from _twice(data, placed)
    yield from _alike(everything)
    known = {part["code"] for _path, part in everything}
    for path, part in everything:
        yield from _reserved(path, part["code"], known)


def _twice(data: dict, placed: list[tuple[KeyPath, dict]]) -> Iterator[Finding]:
    """Several variants may ask the same question, each of them once."""
    common: set[str] = set()
    for path, part in placed:
        yield from _new(path, part["code"], common)
    own: dict[object, set[str]] = {}
    for path, question in placed_variants(data):
        # The third key says which of the variants it is.
        seen = own.setdefault(path[2], set(common))
        yield from _new(path, question["code"], seen)


def _new(path: KeyPath, code: str, seen: set[str]) -> Iterator[Finding]:
    if code in seen:
        yield fault((*path, "code"), _("The code %(code)r is used twice."), code=code)
    seen.add(code)


def _alike(placed: list[tuple[KeyPath, dict]]) -> Iterator[Finding]:
    """Codes that differ, and make one address all the same."""
    known: dict[str, str] = {}
    for path, part in placed:
        other = known.setdefault(folded(part["code"]), part["code"])
        if other != part["code"]:
            yield fault(
                (*path, "code"),
                _("The code %(code)r reads like %(other)r: only case or signs differ."),
                code=part["code"],
                other=other,
            )


def _placed(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """Everything that has a code."""
    for position, pillar in enumerate(data["pillars"]):
        path: KeyPath = ("pillars", position)
        yield path, pillar
        for order, indicator in enumerate(pillar.get("indicators", ())):
            yield (*path, "indicators", order), indicator
    yield from placed_questions(data)


def _reserved(path: KeyPath, code: str, known: set[str]) -> Iterator[Finding]:
    """A code that is a name of something else on a page, or in a file."""
    here = (*path, "code")
    if code in (*_PAGE, *_COLUMNS) or code.startswith(_FIGURE):
        yield fault(
            here,
            _("The code %(code)r has a meaning of its own on pages or in files."),
            code=code,
        )
    stem, _hyphen, part = code.rpartition("-")
    row_of, row, _name = code.partition("-row-")
    # The fields of question X are called X-text and so on, those of a table X-row-Y.
    if row and row_of in known:
        stem, part = row_of, "text"
    if part in _PARTS and stem in known:
        yield fault(
            here,
            _("The code %(code)r is the name of a field of %(stem)r."),
            code=code,
            stem=stem,
        )


CODE_RULES = (_codes,)
