"""Which industries of an index are those of a sector, as its document says. Pure."""

from indexes.index.model import Index
from language.texts import in_language


def industries_of(index: Index, sector: str) -> list[dict]:
    """In the order of the decision."""
    industries = []
    for industry in index.variants.get("list", ()):
        if sector in industry.get("vsic", ()):
            industries.append(industry)
    return industries


def only_industry_of(index: Index, sector: str) -> str:
    """Its id where a sector leaves no choice, else ""."""
    industries = industries_of(index, sector)
    return industries[0]["id"] if len(industries) == 1 else ""


def industry_name(index: Index) -> str:
    """Of the one whose variant this is, in the reader's language; "" where none is chosen."""
    for industry in index.variants.get("list", ()):
        if industry["id"] == index.variant:
            return in_language(industry["name"])
    return ""
