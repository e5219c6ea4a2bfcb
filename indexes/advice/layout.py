"""The keys of an advice file. docs/advice-format.md tells the same in words."""

from indexes.advice.enough import SCALES
from indexes.advice.model import PURPOSES
from indexes.documents.layout_questions import CODE, CONFIDENCE, TEXTS
from indexes.documents.schema import (
    Flag,
    Keys,
    ListOf,
    MapOf,
    Report,
    Shape,
    Whole,
    Word,
)
from registry.households import THRESHOLDS
from registry.sizes import SIZES

WAY = JOB = LAW = Word(most=20)
MOST_SERVED = 3
FEWEST_ASKED, MOST_ASKED = 3, 6

COST = Keys(dict.fromkeys(SIZES, ListOf(Whole(), 2, 2)))
SERVES = Keys({}, dict.fromkeys(PURPOSES, Whole(1, MOST_SERVED)))
JOB_NAMES = Keys({"name": TEXTS}, {"at": MapOf(TEXTS)})


class Floor(Shape):
    """One level for every firm, or one for each size."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        by_size = Keys(dict.fromkeys(SIZES, Whole()))
        shape = by_size if isinstance(value, dict) else Whole()
        shape.check(value, path, report)


KIND = {
    "serves": SERVES,
    "job": JOB,
    "ways": ListOf(WAY, 0, distinct=True),
    "cost": COST,
    "floor": Floor(),
    "floor_where": MapOf(Whole()),
    "law": LAW,
    "obvious": Flag(),
    "early": Flag(),
    "had": Flag(),
    "people": Whole(2),
    "invoicing": Flag(),
    "enough": Keys({}, dict.fromkeys(SCALES, Whole())),
    "confidence": CONFIDENCE,
}

OPTION_WORDS = {"task": TEXTS, "do": TEXTS}
OPTION = Keys({"id": CODE} | OPTION_WORDS, {"phone": Keys(OPTION_WORDS)})
# Options are those of one question, and of no kind; so is what a tool covers.
OWN = {
    "kind": CODE,
    "options": ListOf(OPTION, 1),
    "covers": ListOf(CODE, 1, distinct=True),
} | KIND
LAWS = MapOf(Keys({"say": TEXTS}, {"confidence": CONFIDENCE}))
DUTY = Keys(
    {"say": TEXTS},
    {
        "at": ListOf(Word(), 1, distinct=True),
        "ways": ListOf(WAY, 1, distinct=True),
        "household": Flag(),
        "above": Word(THRESHOLDS),
        "sizes": ListOf(Word(SIZES), 1, distinct=True),
        "confidence": CONFIDENCE,
    },
)


class Question(Shape):
    """The name of a kind, or a map that says what differs from it."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        shape = Keys({}, OWN) if isinstance(value, dict) else CODE
        shape.check(value, path, report)


ADVICE = Keys(
    {
        "index": Word(),
        "version": Whole(1),
        "confidence": CONFIDENCE,
        "note": TEXTS,
        "ways": MapOf(TEXTS),
        "asked": MapOf(ListOf(WAY, FEWEST_ASKED, MOST_ASKED, distinct=True)),
        "kinds": MapOf(Keys({}, KIND)),
        "questions": MapOf(Question()),
    },
    {
        "shares": ListOf(Whole(1), 1),
        "jobs": MapOf(JOB_NAMES),
        "laws": LAWS,
        "duties": ListOf(DUTY, 1),
    },
)
