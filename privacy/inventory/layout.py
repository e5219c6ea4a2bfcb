"""The keys of fixtures/registry/personal_data.yaml; its head tells the same in words."""

from collections.abc import Collection

from indexes.documents.schema import Keys, ListOf, MapOf, Shape, Word
from privacy.retention.layout import CONFIDENCE, TEXTS

GROUND = Keys(
    {"what": TEXTS, "law": Word(most=120), "confidence": Word(among=CONFIDENCE)}
)
FIELDS = ListOf(Word(most=60), distinct=True)
NAMED = ("persons", "purposes", "grounds", "readers", "destinations")


def personal_data(data: dict, rules: Collection[str]) -> Shape:
    """data: the file itself, which names what its entries refer to. rules: of retention.yaml."""
    known = {part: _names(data.get(part)) for part in NAMED}
    entry = Keys(
        {
            "fields": FIELDS,
            "data": TEXTS,
            "of": Word(among=known["persons"]),
            "purpose": Word(among=known["purposes"]),
            "ground": Word(among=known["grounds"]),
            "kept": Word(among=tuple(rules)),
            "seen": ListOf(Word(among=known["readers"]), distinct=True),
            "goes": ListOf(Word(among=known["destinations"]), least=0, distinct=True),
        }
    )
    parts = {part: MapOf(TEXTS) for part in NAMED} | {"grounds": MapOf(GROUND)}
    return Keys(
        {**parts, "models": MapOf(ListOf(entry)), "not_personal": MapOf(FIELDS)}
    )


def _names(part: object) -> tuple[str, ...]:
    return tuple(part) if isinstance(part, dict) else ()
