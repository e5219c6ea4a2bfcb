"""What the page of an index says of how sure its rules are, each beside the rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indexes import wording
from indexes.documents.provenance import UNPROVED, Claim, by_word, unproved_of
from indexes.index.questions import variants_in
from language.texts import in_language


@dataclass(frozen=True)
class Word:
    """One word of confidence: what it means, how many bear it, and which these are."""

    meaning: str
    count: int
    lines: tuple[str, ...]


def words_of(document: dict) -> Iterator[Word]:
    """Confidence words that some rule bears, the surest first."""
    meanings = document["confidence_words"]
    for word, claims in by_word(document).items():
        if claims:
            lines = tuple(_lines(document, claims))
            yield Word(in_language(meanings[word]), len(claims), lines)


def _lines(document: dict, claims: list[Claim]) -> Iterator[str]:
    """ "The cuts between levels: 1.1.3, 1.1.4"."""
    names = _industry_names(document)
    places: dict[str, list[str]] = {}
    for claim in claims:
        code, aspect = _code_and_aspect(claim)
        place = _place(code, names)
        same = places.setdefault(aspect, [])
        # Two numbers of one rule need not be named twice.
        if place not in same:
            same.append(place)
    for aspect, named in places.items():
        yield f"{capfirst(_aspect(aspect))}: {', '.join(named)}"


def _industry_names(document: dict) -> dict[str, str]:
    names = {}
    for variant in variants_in(document):
        names[variant["id"]] = in_language(variant["name"])
    return names


def _code_and_aspect(claim: Claim) -> tuple[str, str]:
    """Of what stands inside a question, the code of the question: 1.2.1.anchors.4."""
    numbered, inside = [], []
    for key in claim.place.split("."):
        is_of_code = key[:1].isdigit() and not inside
        (numbered if is_of_code else inside).append(key)
    if not numbered:
        return claim.place, claim.part
    return ".".join(numbered), claim.part or "".join(inside[:1])


def _place(place: str, industries: Mapping[str, str]) -> str:
    """As the page calls it: a code, a rule, an industry."""
    if place.startswith("variants.list."):
        variant = place.split(".")[2]
        return industries.get(variant, variant)
    # The longest name that the place begins with: a rule inside another has its own.
    for known in sorted(wording.RULES, key=len, reverse=True):
        if place == known or place.startswith(f"{known}."):
            return str(wording.RULES[known])
    return place


def _aspect(aspect: str) -> str:
    return str(wording.ASPECTS.get(aspect, aspect))


def notes_of(part: dict, shared: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The note of a part of the document, and what of it no source stands behind.

    shared: what is said already of all that stand with it.
    """
    unproved = unproved_of(part)
    for aspect in shared or ():
        unproved.pop(aspect, None)
    texts = (in_language(part.get("note")), unproved_in_words(unproved))
    return tuple(filter(None, texts))


def unproved_in_words(unproved: Mapping[str, str]) -> str:
    """ "No source for: the cuts between levels (assumed)"; empty for nothing."""
    named = []
    for aspect, word in unproved.items():
        named.append(f"{_aspect(aspect)} ({wording.UNPROVED[word]})")
    return _no_source_for(named)


def rule_notes(place: str, rule: dict) -> tuple[str, ...]:
    """The note of a rule; of one without a note, that no source stands behind it."""
    if "note" in rule:
        return (in_language(rule["note"]),)
    word = rule.get("confidence")
    if word not in UNPROVED:
        return ()
    named = f"{wording.RULES[place]} ({wording.UNPROVED[word]})"
    return (_no_source_for([named]),)


def _no_source_for(named: list[str]) -> str:
    if not named:
        return ""
    return _("No source for: %(parts)s.") % {"parts": ", ".join(named)}
