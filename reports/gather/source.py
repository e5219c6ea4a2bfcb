"""Where the rules of a result come from, and how far they are proved."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from accounts.site import at_site
from indexes.documents.provenance import claims_of
from indexes.index.model import Index
from indexes.rules_page import rules_path
from language.texts import in_language
from reports.contents.source import Assumption, Source


def source_of(index: Index, engine_version: str) -> Source:
    decision = index.head.get("decision", {})
    path = rules_path(index.id, index.version)
    return Source(
        rules_path=path,
        rules_url=at_site(path),
        tools=sum(len(codes) for codes in index.tools.values()),
        title=in_language(index.title),
        short_title=in_language(index.short_title),
        variant=in_language(index.variant_name(index.variant)),
        version=index.version,
        decision=decision.get("number", ""),
        decided_on=_day(decision.get("date")),
        issuer=in_language(decision.get("issuer")),
        superseded_by=tuple(index.head.get("superseded_by", ())),
        note=in_language(index.head.get("note")),
        rule_notes=tuple(_rule_notes(index)),
        assumptions=tuple(_assumptions(index)),
        engine_version=engine_version,
    )


def _day(written: date | str | None) -> date | None:
    """A document has it as a date or as text, as its YAML was written."""
    return date.fromisoformat(str(written)) if written else None


def _rule_notes(index: Index) -> Iterator[str]:
    scoring = index.scoring
    rules = (
        scoring["points"],
        scoring.get("total"),
        scoring["pillar_level"],
        scoring["overall_level"],
        scoring["overall_level"].get("otherwise", {}),
        *index.bands.values(),
    )
    for rule in rules:
        if isinstance(rule, dict) and "note" in rule:
            yield in_language(rule["note"])


def _assumptions(index: Index) -> Iterator[Assumption]:
    counts = confidence_counts(index)
    for word, meaning in index.confidence_words.items():
        if counts.get(word):
            yield Assumption(word, in_language(meaning), counts[word])


# The whole document is walked, and every page of every result asks for it.
@lru_cache(maxsize=64)
def confidence_counts(index: Index) -> dict[str, int]:
    """How many rules and texts of an index carry each confidence word.

    Of industries only the one that was answered.
    """
    own = {**index.document, "variants": _own_variant(index)}
    counts: dict[str, int] = {}
    for claim in claims_of(own):
        counts[claim.word] = counts.get(claim.word, 0) + 1
    return counts


def _own_variant(index: Index) -> dict:
    for variant in index.variants.get("list", ()):
        if variant["id"] == index.variant:
            return variant
    return {}
