"""How sure each rule of an index is: every `confidence` with the rule it stands for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# Of these words no source stands behind what they are said of.
UNPROVED = ("inferred", "assumed")

PARTS = ("levels", "scoring", "bands", "figures", "pillars", "variants", "doing")


@dataclass(frozen=True)
class Claim:
    """`place` is a code (1.1.3) or a key (scoring.overall_level); `part` what of it, "" for all."""

    place: str
    part: str
    word: str  # a key of confidence_words
    note: dict[str, str]


def claims_of(document: dict) -> Iterator[Claim]:
    """In the order of the document."""
    for name in PARTS:
        yield from claims_in(document.get(name, {}), name)


def claims_in(part: dict | list, place: str) -> Iterator[Claim]:
    """Those of one part of a document, which stands at `place`."""
    if isinstance(part, list):
        yield from _claims_of_list(part, place)
        return
    for name, value in part.items():
        if name == "confidence":
            yield from _confidence(value, place, part.get("note", {}))
        # A note explains the claim beside it and makes none.
        elif isinstance(value, dict | list) and name != "note":
            yield from claims_in(value, f"{place}.{name}")


def _claims_of_list(parts: list, place: str) -> Iterator[Claim]:
    """A part that has a code is known by it, wherever it stands."""
    for position, part in enumerate(parts):
        if isinstance(part, dict):
            name = part.get("id", part.get("level", position))
            yield from claims_in(part, part.get("code", f"{place}.{name}"))


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


def unproved_of(part: dict) -> dict[str, str]:
    """What of this part no source stands behind: the word for each aspect, the least sure one.

    part: of a document, with everything inside it. The aspect of what stands inside is
    the key it stands under: of a level text that is assumed, `anchors`.
    """
    words: dict[str, str] = {}
    for claim in claims_in(_without_parts(part), ""):
        if claim.word in UNPROVED:
            aspect = claim.part or claim.place.strip(".").split(".")[0]
            words[aspect] = _less_sure(words.get(aspect), claim.word)
    return words


def _without_parts(part: dict) -> dict:
    """Questions and indicators speak for themselves."""
    inner = {"questions", "indicators", "group_question", "by_variant"}
    return {name: value for name, value in part.items() if name not in inner}


def _less_sure(word: str | None, other: str) -> str:
    if word is None:
        return other
    return max(word, other, key=UNPROVED.index)


def common_of(parts: list[Mapping[str, str]]) -> dict[str, str]:
    """What is unproved of every one of several, by the same word."""
    if len(parts) < 2:
        return {}
    first, *others = parts
    common = {}
    for aspect, word in first.items():
        if all(other.get(aspect) == word for other in others):
            common[aspect] = word
    return common
