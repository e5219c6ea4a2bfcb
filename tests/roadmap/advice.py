"""Advice of tests for the small index."""

from indexes.advice.model import Advice

WAYS = {
    "delivery": {"vi": "giao tận nơi", "en": "you deliver"},
    "stock": {"vi": "có kho", "en": "you keep goods in stock"},
}
COST = {
    "micro": [0, 1],
    "small": [1_000_000, 3_000_000],
    "medium": [5, 6],
    "large": [7, 8],
}
# What every firm needs, and the law of some; what sells; what only some can use.
QUESTIONS = {
    "1.1.1": {"serves": {"know": 1}},
    "1.1.2": {"serves": {"know": 1}},
    "2.1.1": {"serves": {"safe": 3}, "floor": 2, "cost": COST},
    "2.1.2": {"serves": {"rules": 3}, "floor": 3, "law": "e_invoice"},
    "2.2.1": {"serves": {"sell": 3}},
    "3.1.1": {"serves": {"time": 1}, "ways": ["delivery"]},
    "3.1.2": {"serves": {"time": 1}, "ways": ["stock", "delivery"]},
}


def small_advice() -> Advice:
    document = {
        "index": "small",
        "version": 1,
        "confidence": "assumed",
        "note": {"vi": "Của chúng tôi", "en": "Ours"},
        "ways": WAYS,
        "asked": {"all": list(WAYS)},
        "kinds": {},
        "questions": QUESTIONS,
    }
    return Advice(document)
