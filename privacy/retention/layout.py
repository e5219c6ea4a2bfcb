"""The keys of fixtures/registry/retention.yaml; the head of the file tells the same in words."""

import re

from indexes.documents.schema import Either, Keys, ListOf, Whole, Word

CONFIDENCE = (
    "official_excerpt",
    "two_sources",
    "single_secondary",
    "inferred",
    "assumed",
)
MOST_DAYS = 3660
TEXTS = Keys({"vi": Word(most=200), "en": Word(most=200)})
NAME = Word(most=40, signs=re.compile(r"[a-z]+(_[a-z]+)*"))
SAID = {
    "id": NAME,
    "what": TEXTS,
    "why": TEXTS,
    "law": Word(most=120),
    "confidence": Word(among=CONFIDENCE),
}
COUNTED = {"days": Whole(most=MOST_DAYS), "after": TEXTS, "does": TEXTS}
LASTING = {"as_long_as": TEXTS}
WARNED = {"warn_before": Whole(least=1, most=MOST_DAYS)}
RULE = Either(
    {"days": Keys(SAID | COUNTED, WARNED), "as_long_as": Keys(SAID | LASTING)}
)
RETENTION = Keys({"rules": ListOf(RULE)})
