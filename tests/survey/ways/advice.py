"""Advice of tests for the wide index (shops and farms) and the small one (no industries)."""

from indexes.advice.model import Advice

WORDS = {
    "delivery": {"vi": "giao tận nơi", "en": "you deliver"},
    "stock": {"vi": "có kho", "en": "you keep goods in stock"},
    "branches": {"vi": "có hơn một điểm bán", "en": "you have several shops"},
    "machines": {"vi": "có máy móc", "en": "you have machines"},
}
ASKED = {
    "wide": {
        "shop": ["delivery", "stock", "branches"],
        "farm": ["machines", "stock", "delivery"],
    },
    "small": {"all": ["branches", "delivery", "stock"]},
}


def make_advice(index_id: str) -> Advice | None:
    if index_id not in ASKED:
        return None
    document = {
        "index": index_id,
        "version": 1,
        "confidence": "assumed",
        "note": {"vi": "Của chúng tôi", "en": "Ours"},
        "ways": WORDS,
        "asked": ASKED[index_id],
        "kinds": {},
        "questions": {},
    }
    return Advice(document)
