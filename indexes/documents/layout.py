"""The keys of an index file. docs/index-format.md tells the same in words."""

from indexes.documents.layout_questions import (
    AROUND,
    CODE,
    CONFIDENCE,
    DOING,
    GROUP_QUESTION,
    HELP,
    PROFILE,
    QUESTION,
    SHARE,
    TEXTS,
    UNITS,
    Condition,
)
from indexes.documents.schema import (
    ByName,
    Either,
    Exact,
    Flag,
    Keys,
    ListOf,
    MapOf,
    Number,
    Report,
    Shape,
    Whole,
    Word,
)
from language.texts import LANGUAGES
from registry.sizes import SIZES

HEAD = Keys(
    {
        "id": Word(most=60),
        "version": Whole(1, 10**6),
        "title": TEXTS,
        "short_title": TEXTS,
        "decision": Keys(
            {"number": Word(), "date": Word(), "issuer": TEXTS},
            {
                "annex": Word(),
                "effective": Word(),
                "signed_by": Word(),
                "replaces": ListOf(Word()),
            },
        ),
        "audience": Word(("sme", "large", "any")),
        "status": Word(("in_force", "superseded", "partial")),
        "languages": ListOf(Word(LANGUAGES)),
        "minutes": Whole(1, 600),
        "note": TEXTS,
        "sources": ListOf(Keys({"what": Word(), "kind": Word()}, {"ref": Word()})),
    },
    {"superseded_by": ListOf(Word(), 0)},
)

LEVEL = Keys(
    {"level": Whole(0, 99), "name": TEXTS, "meaning": TEXTS},
    {"confidence": CONFIDENCE, "deed": Keys({"task": TEXTS, "do": TEXTS})},
)
BAND = Keys(
    {"level": Whole()},
    {"above": SHARE, "at_least": SHARE, "up_to": SHARE, "below": SHARE},
)
# Another way to read the decision: told, never applied.
READING = Keys({"say": TEXTS, "bands": ListOf(BAND), "confidence": CONFIDENCE})


class Codes(Shape):
    """`all`, or a list of codes."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        # Whoever writes a word means all of them, whatever it says.
        if isinstance(value, str):
            Word(("all",)).check(value, path, report)
        else:
            ListOf(CODE, distinct=True).check(value, path, report)


# What must not be missing, whatever else there is.
NEED = Either(
    {
        "questions": Keys({"questions": Codes(), "at_least": Whole()}),
        "indicators": Keys({"indicators": Codes(), "at_least": Whole()}),
        "pillars": Keys({"pillars": Codes(), "at_least": Whole()}),
    }
)
TOTAL_BAND = Keys(
    BAND.required,
    BAND.optional | {"each": ListOf(NEED)},
)
PART = Keys(
    {
        "name": TEXTS,
        "pillars": ListOf(CODE),
        "weight": Exact(),
        "split": Word(("by_points", "equally")),
    }
)
GATE = Keys(
    {"level": Whole()},
    {
        "total_above": Number(),
        "pillars_at_least": Whole(),
        "pillar_level": Whole(),
        "each": ListOf(NEED),
    },
)
_INDICATOR_LEVEL = {
    "combine": Word(),
    "basis": Word(("percent_of_maximum",)),
    "bands": ListOf(BAND),
    "confidence": CONFIDENCE,
}
_MAY_INDICATOR_LEVEL = {
    "levels": ListOf(LEVEL),
    "note": TEXTS,
}
INDICATOR_LEVEL = {
    "sum": Keys(_INDICATOR_LEVEL, _MAY_INDICATOR_LEVEL),
    "mean": Keys(_INDICATOR_LEVEL, _MAY_INDICATOR_LEVEL | {"worth": Exact()}),
}
OVERALL = {
    "gated": Keys(
        {
            "rule": Word(),
            "gates": ListOf(GATE),
            "otherwise": Keys(
                {"level": Whole(), "confidence": CONFIDENCE}, {"note": TEXTS}
            ),
            "confidence": CONFIDENCE,
        },
        {"note": TEXTS, "other_readings": ListOf(READING)},
    ),
    "bands": Keys(
        {
            "rule": Word(),
            "basis": Word(("percent_of_maximum",)),
            "bands": ListOf(TOTAL_BAND),
            "confidence": CONFIDENCE,
        },
        {"note": TEXTS, "other_readings": ListOf(READING)},
    ),
}
SCORING = Keys(
    {
        "points": Keys(
            {"rule": Word(("sum",)), "confidence": CONFIDENCE},
            {"first_level": Whole(), "note": TEXTS},
        ),
        "pillar_level": Keys(
            {
                "basis": Word(("percent_of_maximum",)),
                "bands": ListOf(BAND),
                "confidence": CONFIDENCE,
            },
            {"note": TEXTS},
        ),
        "overall_level": ByName("rule", OVERALL),
        "not_applicable": Keys(
            {"allowed": Flag(), "confidence": CONFIDENCE},
            {"maximum": Word(("shrinks", "stays")), "note": TEXTS},
        ),
    },
    {
        "indicator_level": ByName("combine", INDICATOR_LEVEL),
        "total": Keys(
            {"rule": Word(("weighted",)), "confidence": CONFIDENCE},
            {"parts": ListOf(PART), "note": TEXTS},
        ),
    },
)

FIGURE = Keys(
    {
        "id": Word(most=40),
        "unit": Word(UNITS),
        "name": TEXTS,
        "help": TEXTS,
    },
    {"from_profile": Word(PROFILE), "note": TEXTS},
)
BANDS = Keys(
    {
        "unit": Word(("percent",)),
        "cuts": ListOf(SHARE),
        "confidence": CONFIDENCE,
    },
    {"note": TEXTS},
)
_PART = {
    "code": CODE,
    "name": TEXTS,
}
_MAY_PART = {
    "why": TEXTS,
    "note": TEXTS,
    "confidence": MapOf(CONFIDENCE),
}
INDICATOR = Either(
    {
        "questions": Keys(
            _PART | {"questions": ListOf(QUESTION)},
            _MAY_PART | AROUND | {"group_question": GROUP_QUESTION, "weight": Exact()},
        ),
        "by_variant": Keys(
            _PART | {"by_variant": Flag(), "ask": TEXTS},
            _MAY_PART | AROUND | {"help": HELP, "weight": Exact()},
        ),
    }
)
_PILLAR = _PART | {"why": TEXTS}
_MAY_PILLAR = {
    "bands": ListOf(BAND),
    "levels": ListOf(LEVEL),
    "note": TEXTS,
    "views": Flag(),
    "confidence": MapOf(CONFIDENCE),
    "weight": Exact(),
} | AROUND
PILLAR = Either(
    {
        "indicators": Keys(_PILLAR | {"indicators": ListOf(INDICATOR)}, _MAY_PILLAR),
        "questions": Keys(_PILLAR | {"questions": ListOf(QUESTION)}, _MAY_PILLAR),
    }
)
VARIANT = Keys(
    {
        "id": Word(most=40),
        "name": TEXTS,
        # An indicator may ask nothing here; left out it would be forgotten.
        "questions": MapOf(ListOf(QUESTION, 0)),
    },
    {
        "vsic": ListOf(Word()),
        "called": MapOf(TEXTS),
        "asks": MapOf(TEXTS),
        "sizes": ListOf(Word(SIZES)),
        "weights": MapOf(Exact()),
        "maximum": Exact(),
        "state": Word(),
        "note": TEXTS,
        "confidence": MapOf(CONFIDENCE),
    },
)
VARIANTS = Keys(
    {
        "name": TEXTS,
        "ask": TEXTS,
        "list": ListOf(VARIANT),
    },
    {
        "note": TEXTS,
        "confidence": CONFIDENCE,
    },
)
CHECK = Keys(
    {
        "id": Word(),
        "when": Condition(with_facts=True),
        "questions": ListOf(CODE),
        "say": TEXTS,
    }
)

# What others have, as published: the best of them is everything there is to have.
PEERS = Keys(
    {
        "say": TEXTS,
        "date": Word(),
        "source": Word(),
        "confidence": CONFIDENCE,
        "values": MapOf(MapOf(SHARE)),
    },
    {"note": TEXTS},
)
_ALWAYS = {"index": HEAD, "confidence_words": MapOf(TEXTS)}
_ALL_DOING = DOING | {
    "confidence": CONFIDENCE,
    "note": TEXTS,
    "level_by_level": Flag(),
}
_STEPS = {
    "who_words": MapOf(TEXTS),
    "proof_kinds_words": MapOf(TEXTS),
    "doing": Keys({}, _ALL_DOING),
    "proof_kinds": ListOf(Word()),
}
DOCUMENT = Keys(
    _ALWAYS
    | {
        "levels": ListOf(LEVEL, 2),
        "scoring": SCORING,
        "pillars": ListOf(PILLAR),
    },
    {
        "figures": ListOf(FIGURE, 0),
        "bands": MapOf(BANDS),
        "peer_sets": MapOf(PEERS),
        "checks": ListOf(CHECK, 0),
        "variants": VARIANTS,
    }
    | _STEPS,
)
# What is known of a decision that nobody can be assessed by yet.
PARTIAL = Keys(
    _ALWAYS
    | {
        "levels": ListOf(
            Keys(
                {"level": Whole(), "name": TEXTS},
                {"meaning": TEXTS, "confidence": CONFIDENCE},
            ),
            2,
        ),
        "pillars": ListOf(Keys(_PART, _MAY_PART | {"assesses": ListOf(TEXTS, 0)})),
    },
    {"missing": ListOf(TEXTS)},
)
