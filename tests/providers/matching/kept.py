"""Facts as a recommendation keeps them, and what is said of them."""

from django.utils import translation

from indexes.index.model import Index
from providers.matching.explain import describe
from tests.builders import small_document

SUGGESTION = {
    "solution": "web",
    "provider": "sao-mai",
    "name": {"vi": "Trang web", "en": "Website"},
    "what": {"vi": "Làm trang web.", "en": "A website is made."},
    "provider_name": "Công ty Web Sao Mai",
    "kind": "service",
    "gaps": [{"question": "1.1.1", "from": 1, "to": 3, "points": 2}],
    "points": 2,
    "why": [],
    "price": {
        "from": 5_000_000,
        "to": 9_000_000,
        "unit": "once",
        "yearly": 5_000_000,
        "confirmed": "2026-09-15",
    },
    "delivery_days": 20,
    "certificates": ["ISO 9001"],
    "support": None,
    "fails": [],
    "in_portfolio": True,
}


def content(**changes) -> dict:
    facts = {
        "unit": 1,
        "suggestions": [SUGGESTION],
        "offers": [],
        "steps": [],
        "near_misses": [],
        "portfolio": None,
        "loosened": [],
        "blocked": {},
        "budget": None,
        "fictional": False,
    }
    return facts | changes


def explained(**changes):
    """In English, under the small index."""
    with translation.override("en"):
        return describe(content(**changes), Index(small_document()))


def suggested(**changes):
    (suggestion,) = explained(suggestions=[SUGGESTION | changes]).suggestions
    return suggestion


def support(ceiling, payable):
    return {
        "item": "dx_consulting",
        "rate": 50,
        "ceiling": ceiling,
        "payable": payable,
        "confidence": "two_sources",
    }
