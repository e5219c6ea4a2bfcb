"""How sure each rule of an index is: every `confidence` of the document, with the rule it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """`place` is a code (1.1.3) or a key (scoring.overall_level); `part` what of it, "" for the whole."""

    place: str
    part: str
    word: str  # a key of confidence_words
    note: dict[str, str]


def claims_of(document: dict) -> Iterator[Claim]:
    """In the order of the document."""
    for name in ("scoring", "bands", "figures", "pillars", "doing"):
        yield from _claims(document.get(name, {}), name)


def _claims(part: dict | list, place: str) -> Iterator[Claim]:
    if isinstance(part, list):
        for position, item in enumerate(part):
            if isinstance(item, dict):
                yield from _claims(item, item.get("code", f"{place}.{position}"))
        return
    note = part.get("note", {})
    for name, value in part.items():
        if name == "confidence":
            words = {"": value} if isinstance(value, str) else value
            yield from (
                Claim(place, aspect, word, note) for aspect, word in words.items()
            )
        elif isinstance(value, dict | list) and name != "note":
            yield from _claims(value, f"{place}.{name}")


def by_word(document: dict) -> dict[str, list[Claim]]:
    """Claims under their confidence word, words in the order of the document (surest first)."""
    found: dict[str, list[Claim]] = {word: [] for word in document["confidence_words"]}
    for claim in claims_of(document):
        found[claim.word].append(claim)
    return found
