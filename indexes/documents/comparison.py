"""Two index documents side by side: what was added, taken out or put in other words. Pure.

Parts are told apart by what they are named (codes, ids, levels), so that moving a line is no change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from indexes.index.questions import indicators_of

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
LANGUAGES = ("vi", "en")
_NAMED_BY = ("code", "id", "level")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
Piece = tuple[str, bool]  # text, and whether the other side lacks it
Leaves = dict[tuple[str, ...], str]


class Place(str):
    """An entry of a list by its id, or else by its place, with what it is called."""

    title: dict[str, str]


@dataclass(frozen=True)
class Change:
    """One value. key: where in its part, such as ("anchors", "3"); language: "" where it is no text."""

    key: tuple[str, ...]
    language: str
    kind: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True)
class Part:
    """A question, a rule …: added or removed as a whole, or with changes."""

    name: str
    kind: str
    title: dict[str, str]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Section:
    name: str  # "meta", "rules", "bands", "levels", "questions" …
    parts: tuple[Part, ...]

    def count(self, kind: str) -> int:
        return sum(part.kind == kind for part in self.parts)


def compared(old: dict, new: dict) -> list[Section]:
    """Sections in which the two differ, in reading order."""
    before, after = _sections(old), _sections(new)
    sections = [
        Section(name, tuple(_parts(before[name], after[name]))) for name in before
    ]
    return [section for section in sections if section.parts]


def _sections(document: dict) -> dict[str, dict[str, object]]:
    """Name of the section → name of the part → what it holds."""
    structure, questions = _structure(document)
    scoring = document.get("scoring", {})
    return {
        "meta": {
            "index": document["index"],
            "confidence_words": document["confidence_words"],
        },
        "levels": {str(level["level"]): level for level in document["levels"]},
        "rules": dict(scoring),
        "bands": dict(document.get("bands", {})),
        "figures": {figure["id"]: figure for figure in document.get("figures", ())},
        "pillars": structure,
        "questions": questions,
        "checks": {check["id"]: check for check in document.get("checks", ())},
    }


def _structure(document: dict) -> tuple[dict[str, object], dict[str, object]]:
    """Pillars, indicators and variants without their questions; questions with where they are asked."""
    first = document.get("scoring", {}).get("points", {}).get("first_level", 0)
    structure: dict[str, object] = {}
    questions: dict[str, object] = {}
    for pillar in document["pillars"]:
        structure[pillar["code"]] = {
            key: value
            for key, value in pillar.items()
            if key not in ("indicators", "questions")
        }
        for part in (
            indicators_of(pillar) if {"indicators", "questions"} & set(pillar) else ()
        ):
            if part["code"] != pillar["code"]:
                structure[part["code"]] = {
                    key: value for key, value in part.items() if key != "questions"
                }
            for question in part.get("questions", ()):
                questions[question["code"]] = _asked(question, part["code"], first)
    for variant in document.get("variants", {}).get("list", ()):
        structure[variant["id"]] = {
            key: value for key, value in variant.items() if key != "questions"
        }
        for code, asked in variant["questions"].items():
            for question in asked:
                questions[question["code"]] = _asked(
                    question, f"{code} · {variant['id']}", first
                )
    return structure, questions


def _asked(question: dict, place: str, first: int) -> dict:
    """With where it is asked, and its anchors under the numbers their levels go by."""
    anchors = {
        str(number): words
        for number, words in enumerate(question.get("anchors", ()), start=first)
    }
    return {**question, "asked_in": place} | ({"anchors": anchors} if anchors else {})


def _parts(before: dict[str, object], after: dict[str, object]) -> Iterator[Part]:
    for name in [*after, *(name for name in before if name not in after)]:
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        kind = (
            ADDED if name not in before else REMOVED if name not in after else CHANGED
        )
        changes = tuple(_changes(_leaves(old), _leaves(new)))
        if changes:
            yield Part(name, kind, _title(new if name in after else old), changes)


def _title(part: object) -> dict[str, str]:
    name = part.get("name") if isinstance(part, dict) else None
    return name if isinstance(name, dict) else {}


def _changes(old: Leaves, new: Leaves) -> Iterator[Change]:
    for path in [*new, *(path for path in old if path not in new)]:
        before, after = old.get(path), new.get(path)
        if before == after:
            continue
        kind = ADDED if before is None else REMOVED if after is None else CHANGED
        language = path[-1] if path and path[-1] in LANGUAGES else ""
        pieces = words_apart(before or "", after or "")
        yield Change(path[:-1] if language else path, language, kind, *pieces)


def _leaves(part: object, path: tuple[str, ...] = ()) -> Leaves:
    """Every value under the keys that lead to it; entries of lists under their name, else their place."""
    if part is None and not path:
        return {}
    if isinstance(part, dict):
        return {
            leaf: text
            for key, value in part.items()
            for leaf, text in _leaves(value, (*path, str(key))).items()
        }
    if isinstance(part, list) and any(isinstance(item, dict) for item in part):
        found: Leaves = {}
        for position, item in enumerate(part):
            found |= _leaves(item, (*path, _named(item, position)))
        return found
    if isinstance(part, list):
        return {path: ", ".join(str(item) for item in part)}
    return {path: str(part)}


def _named(item: object, position: int) -> Place:
    names = (
        str(item[key]) for key in _NAMED_BY if isinstance(item, dict) and key in item
    )
    place = Place(next(names, str(position)))
    place.title = _title(item)
    return place


def words_apart(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces; those of single words that only one of them has are marked."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    runs = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    left: list[Piece] = []
    right: list[Piece] = []
    for place, (kind, a, b, c, d) in enumerate(runs):
        old_text, new_text = "".join(before[a:b]), "".join(after[c:d])
        is_a_gap = (
            not old_text.strip() and 0 < place < len(runs) - 1
        )  # between two that differ: part of both
        for pieces, text in ((left, old_text), (right, new_text)):
            _append(pieces, text, kind != "equal" or is_a_gap)
    return tuple(left), tuple(right)


def _append(pieces: list[Piece], text: str, is_apart: bool) -> None:
    if pieces and pieces[-1][1] == is_apart:
        text = pieces.pop()[0] + text
    if text:
        pieces.append((text, is_apart))
