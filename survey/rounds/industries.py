"""Which industries of an index are those of an enterprise, as its document says. Pure."""

from collections.abc import Collection

from indexes.index.model import Index
from language.texts import in_language


def only_industry_of(index: Index, sector: str, sizes: Collection[str] = ()) -> str:
    """Its id where sector and size class leave no choice, else ""."""
    industries = index.variants_for(sector, sizes)
    return industries[0]["id"] if len(industries) == 1 else ""


def industry_name(index: Index) -> str:
    """Of the one whose variant this is, in the reader's language; "" where none is chosen."""
    for industry in index.variants.get("list", ()):
        if industry["id"] == index.variant:
            return in_language(industry["name"])
    return ""
