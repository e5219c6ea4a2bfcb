"""How sure each rule of an index is: every `confidence` with the rule it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """`place` is a code (1.1.3) or a key (scoring.overall_level); `part` what of it, "" for all."""

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
        yield from _claims_of_list(part, place)
        return
    for name, value in part.items():
        if name == "confidence":
            yield from _confidence(value, place, part.get("note", {}))
        # A note explains the claim beside it and makes none.
        elif isinstance(value, dict | list) and name != "note":
            yield from _claims(value, f"{place}.{name}")


def _claims_of_list(parts: list, place: str) -> Iterator[Claim]:
    """A part that has a code is known by it, wherever it stands."""
    for position, part in enumerate(parts):
        if isinstance(part, dict):
            yield from _claims(part, part.get("code", f"{place}.{position}"))


def _confidence(
    value: str | dict[str, str],
    place: str,
    note: dict[str, str],
) -> Iterator[Claim]:
    """One word for all of a rule, or one for each part of it."""
    words = {"": value} if isinstance(value, str) else value
    for aspect, word in words.items():
        yield Claim(place, aspect, word, note)


def by_word(document: dict) -> dict[str, list[Claim]]:
    """Claims under their confidence word, words in the order of the document (surest first)."""
    claims: dict[str, list[Claim]] = {word: [] for word in document["confidence_words"]}
    for claim in claims_of(document):
        claims[claim.word].append(claim)
    return claims
