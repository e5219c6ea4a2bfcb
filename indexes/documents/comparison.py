"""Two index documents side by side: what was added, taken out or put in other words.

Parts are told apart by what they are named (codes, ids, levels), so that moving a line is no
change.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from indexes.index.questions import indicators_of, variants_in
from language.texts import LANGUAGES

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_NAMED_BY = ("code", "id", "level")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
Piece = tuple[str, bool]  # text, and whether the other side lacks it
Pieces = tuple[Piece, ...]
Leaves = dict[tuple[str, ...], str]
Parts = dict[str, object]  # what a section holds, by the name of each part


class Place(str):
    """An entry of a list by its id, or else by its place, with what it is called."""

    title: dict[str, str]


@dataclass(frozen=True)
class Change:
    """One value.

    key: where in its part, such as ("anchors", "3"); language: "" where it is no text.
    """

    key: tuple[str, ...]
    language: str
    kind: str
    old: Pieces
    new: Pieces


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
    sections = []
    for name in before:
        parts = tuple(_parts(before[name], after[name]))
        if parts:
            sections.append(Section(name, parts))
    return sections


def _sections(document: dict) -> dict[str, Parts]:
    """Name of the section → name of the part → what it holds."""
    structure, questions = _structure(document)
    return {
        "meta": {
            "index": document["index"],
            "confidence_words": document["confidence_words"],
        },
        "levels": {str(level["level"]): level for level in document["levels"]},
        "rules": dict(document.get("scoring", {})),
        "bands": _named_rules(document),
        "figures": _by_id(document.get("figures", ())),
        "pillars": structure,
        "questions": questions,
        "checks": _by_id(document.get("checks", ())),
    }


def _named_rules(document: dict) -> Parts:
    """Cuts of ratios and sets of peers: what questions refer to by name."""
    return {**document.get("bands", {}), **document.get("peer_sets", {})}


def _by_id(rows: Iterable[dict]) -> Parts:
    return {row["id"]: row for row in rows}


def _structure(document: dict) -> tuple[Parts, Parts]:
    """Pillars, indicators and variants without questions; questions with where they are asked."""
    first = document.get("scoring", {}).get("points", {}).get("first_level", 0)
    structure: Parts = {}
    questions: Parts = {}
    for pillar in document["pillars"]:
        structure[pillar["code"]] = _without(pillar, "indicators", "questions")
        for part in _indicators(pillar):
            if part["code"] != pillar["code"]:
                structure[part["code"]] = _without(part, "questions")
            for question in part.get("questions", ()):
                questions[question["code"]] = _asked(question, part["code"], first)
    for variant in variants_in(document):
        structure[variant["id"]] = _without(variant, "questions")
        for code, asked in variant["questions"].items():
            place = f"{code} · {variant['id']}"
            for question in asked:
                # Each variant that asks it may be changed by itself.
                name = question["code"]
                if name in questions:
                    name = f"{name} · {variant['id']}"
                questions[name] = _asked(question, place, first)
    return structure, questions


def _indicators(pillar: dict) -> list[dict]:
    # A pillar that is known in part only has neither.
    return (
        indicators_of(pillar) if "indicators" in pillar or "questions" in pillar else []
    )


def _without(part: dict, *names: str) -> dict:
    return {key: value for key, value in part.items() if key not in names}


def _asked(question: dict, place: str, first: int) -> dict:
    """With where it is asked, and its anchors under the numbers their levels go by."""
    asked = {**question, "asked_in": place}
    if question.get("anchors"):
        # By number rather than by place, so that a level put in between moves no other.
        numbered = enumerate(question["anchors"], start=first)
        asked["anchors"] = {str(number): words for number, words in numbered}
    return asked


def _kind(is_old: bool, is_new: bool) -> str:
    if not is_old:
        return ADDED
    return CHANGED if is_new else REMOVED


def _of_either(new: Iterable, old: Iterable) -> list:
    """The keys of both in the order of the new one; what was taken out comes last."""
    return list(dict.fromkeys([*new, *old]))


def _parts(before: Parts, after: Parts) -> Iterator[Part]:
    for name in _of_either(after, before):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        changes = tuple(_changes(_leaves(old), _leaves(new)))
        if changes:
            title = _title(new if name in after else old)
            yield Part(
                name,
                _kind(name in before, name in after),
                title,
                changes,
            )


def _title(part: object) -> dict[str, str]:
    name = part.get("name") if isinstance(part, dict) else None
    return name if isinstance(name, dict) else {}


def _changes(old: Leaves, new: Leaves) -> Iterator[Change]:
    for path in _of_either(new, old):
        before, after = old.get(path), new.get(path)
        if before == after:
            continue
        kind = _kind(before is not None, after is not None)
        language = path[-1] if path and path[-1] in LANGUAGES else ""
        key = path[:-1] if language else path
        yield Change(
            key,
            language,
            kind,
            *words_apart(before or "", after or ""),
        )


def _leaves(part: object, path: tuple[str, ...] = ()) -> Leaves:
    """Every value under the keys that lead to it; entries of lists by name, else by place."""
    # A part that is not there at all has no value, not even "nothing".
    if part is None and not path:
        return {}
    if isinstance(part, dict):
        return _leaves_under(((str(key), value) for key, value in part.items()), path)
    if isinstance(part, list) and any(isinstance(item, dict) for item in part):
        numbered = enumerate(part)
        return _leaves_under(
            ((_named(item, place), item) for place, item in numbered), path
        )
    if isinstance(part, list):
        return {path: ", ".join(map(str, part))}
    return {path: str(part)}


def _leaves_under(items: Iterable[tuple[str, object]], path: tuple[str, ...]) -> Leaves:
    leaves: Leaves = {}
    for key, value in items:
        leaves |= _leaves(value, (*path, key))
    return leaves


def _named(item: object, position: int) -> Place:
    place = Place(_name(item) or position)
    place.title = _title(item)
    return place


def _name(item: object) -> str:
    for key in _NAMED_BY:
        if isinstance(item, dict) and key in item:
            return str(item[key])
    return ""


def words_apart(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces; those of single words that only one of them has are marked."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    # Without its shortcuts, by which a frequent word counts as noise.
    runs = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    left: list[Piece] = []
    right: list[Piece] = []
    for place, (kind, a, b, c, d) in enumerate(runs):
        old_text, new_text = "".join(before[a:b]), "".join(after[c:d])
        # A space between two words that both differ is marked with them, so that the marks join.
        is_gap = not old_text.strip() and 0 < place < len(runs) - 1
        is_apart = kind != "equal" or is_gap
        _append(left, old_text, is_apart)
        _append(right, new_text, is_apart)
    return tuple(left), tuple(right)


def _append(pieces: list[Piece], text: str, is_apart: bool) -> None:
    # Two neighbours of one kind are one piece: the page marks it once.
    if pieces and pieces[-1][1] == is_apart:
        text = pieces.pop()[0] + text
    if text:
        pieces.append((text, is_apart))
