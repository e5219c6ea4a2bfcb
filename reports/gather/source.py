"""Where the rules of a result come from, and how far they are proved."""

from datetime import date
from functools import lru_cache

from accounts.site import at_site
from indexes.index.model import Index
from indexes.rules_page import rules_path
from language.texts import in_language
from reports.contents.source import Assumption, Source


def source_of(index: Index, engine_version: str) -> Source:
    decision = index.head.get("decision", {})
    on, counts = decision.get("date"), confidence_counts(index)
    path = rules_path(index.id, index.version)
    return Source(
        index_id=index.id,
        rules_path=path,
        rules_url=at_site(path),
        tools=sum(len(codes) for codes in index.tools.values()),
        title=in_language(index.title),
        short_title=in_language(index.short_title),
        variant=in_language(index.variant_name(index.variant)),
        version=index.version,
        decision=decision.get("number", ""),
        decided_on=date.fromisoformat(str(on)) if on else None,
        issuer=_if_any(decision.get("issuer")),
        superseded_by=tuple(index.head.get("superseded_by", ())),
        note=_if_any(index.head.get("note")),
        rule_notes=_rule_notes(index),
        assumptions=tuple(
            Assumption(word, in_language(index.confidence_words[word]), counts[word])
            for word in index.confidence_words
            if counts.get(word)
        ),
        engine_version=engine_version,
    )


def _if_any(texts: dict[str, str] | None) -> str:
    return in_language(texts) if texts else ""


def _rule_notes(index: Index) -> tuple[str, ...]:
    scoring = index.scoring
    parts = (
        scoring["points"],
        scoring.get("total"),
        scoring["pillar_level"],
        scoring["overall_level"],
        scoring["overall_level"].get("otherwise", {}),
        *index.bands.values(),
    )
    return tuple(
        in_language(part["note"])
        for part in parts
        if isinstance(part, dict) and "note" in part
    )


@lru_cache(maxsize=64)
def confidence_counts(index: Index) -> dict[str, int]:
    """How many rules and texts of an index carry each confidence word."""
    counts: dict[str, int] = {}
    _count_words([index.scoring, index.pillars, index.bands], counts)
    return counts


def _count_words(part: object, counts: dict[str, int]) -> None:
    if isinstance(part, list):
        for item in part:
            _count_words(item, counts)
    elif isinstance(part, dict):
        words = part.get("confidence", {})
        for word in words.values() if isinstance(words, dict) else [words]:
            counts[word] = counts.get(word, 0) + 1
        for key, value in part.items():
            if key != "confidence":
                _count_words(value, counts)
