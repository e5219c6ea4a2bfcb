"""The keys of a file in fixtures/review; docs/review-format.md tells the same in words."""

import re

from indexes.documents.schema import Flag, Keys, ListOf, Whole, Word
from scoring.grade import EVIDENCE_ATTACHED, REVIEWER_CHECKED

NAME = Word(most=18, signs=re.compile(r"[a-z]+(_[a-z]+)*"))
TEXTS = Keys({"vi": Word(most=300), "en": Word(most=300)})
WHO = ("reviewer", "manager", "another")
LOOKS_AT = ("proved", "earned", "disputed")
OTHERS = ("never", "after_own", "always")
MOST_REVIEWERS = 9
MOST_DAYS = 250

PHASE = Keys(
    {
        "id": NAME,
        "name": TEXTS,
        "about": TEXTS,
        "who": Word(among=WHO),
        "reviewers": Whole(least=1, most=MOST_REVIEWERS),
        "looks_at": Word(among=LOOKS_AT),
        "grade": Word(among=(EVIDENCE_ATTACHED, REVIEWER_CHECKED)),
        "is_blind": Flag(),
        "others": Word(among=OTHERS),
    }
)
APPEAL = Keys(
    {
        "phase": NAME,
        "within": Whole(least=1, most=MOST_DAYS),
        "answered_in": Whole(least=1, most=MOST_DAYS),
    }
)
PROCEDURE = Keys(
    {
        "id": NAME,
        "name": TEXTS,
        "phases": ListOf(PHASE),
        "appeal": APPEAL,
    }
)
