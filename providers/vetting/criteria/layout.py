"""The keys of a file in fixtures/vetting; docs/vetting-format.md tells the same in words."""

import re
from datetime import date

from indexes.documents.schema import (
    ByName,
    Fitting,
    Flag,
    Keys,
    ListOf,
    Whole,
    Word,
)

NAME = Word(most=18, signs=re.compile(r"[a-z]+(_[a-z]+)*"))
VERSION = Word(most=10, signs=re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9])?"))
TEXTS = Keys({"vi": Word(most=300), "en": Word(most=300)})
CONFIDENCE = (
    "official_excerpt",
    "two_sources",
    "single_secondary",
    "inferred",
    "assumed",
)
GATES = ("no_complaint",)  # what code looks after
MOST_DAYS = 1000
MOST_WEIGHT = 100


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


DAY = Fitting(_is_day, "a date like 2027-06-30")
DAYS = Whole(least=1, most=MOST_DAYS)
OPTION = Keys({"id": NAME, "name": TEXTS})


def _field(**own) -> Keys:
    needed = {"id": NAME, "kind": Word(), "label": TEXTS}
    return Keys(needed | own, {"optional": Flag()})


FIELDS = {
    "tax_code": _field(),
    "yes": _field(),
    "text": _field(),
    "url": _field(),
    "past": _field(least=Whole(most=MOST_DAYS)),
    "number": _field(least=Whole(), most=Whole()),
    "choice": _field(options=ListOf(OPTION, least=2)),
}
CRITERION = Keys(
    {
        "id": NAME,
        "name": TEXTS,
        "about": TEXTS,
        "weight": Whole(least=1, most=MOST_WEIGHT),
        "least": Whole(),
        "asks": ListOf(ByName("kind", FIELDS)),
    },
    {
        "files": Keys({"least": Whole(most=5), "what": TEXTS}),
        "references": Keys(
            {"named": Whole(least=1, most=20), "answered": Whole(least=1, most=20)}
        ),
    },
)
CRITERIA = Keys(
    {
        "id": VERSION,
        "since": DAY,
        "name": TEXTS,
        "source": Keys({"what": TEXTS, "confidence": Word(among=CONFIDENCE)}),
        "terms": Keys(
            {
                "decided_in": DAYS,
                "questions_answered_in": DAYS,
                "customers_answer_in": DAYS,
                "appeal_within": DAYS,
                "appeal_decided_in": DAYS,
                "valid_for_days": DAYS,
                "reminders_days_before": ListOf(DAYS, distinct=True),
            }
        ),
        "scale": ListOf(TEXTS, least=2, most=10),
        "bands": ListOf(
            Keys({"id": NAME, "from": Whole(most=100), "name": TEXTS}), least=2
        ),
        "passes_from": NAME,
        "criteria": ListOf(CRITERION),
        "gates": ListOf(
            Keys({"id": Word(among=GATES), "name": TEXTS, "about": TEXTS}), least=0
        ),
        "questions": ListOf(
            Keys({"id": NAME, "ask": TEXTS, "options": ListOf(OPTION, least=2)}),
            least=3,
            most=3,
        ),
    }
)
