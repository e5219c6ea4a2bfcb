"""The keys of an index file. docs/index-format.md tells the same in words."""

from django.utils.translation import gettext_noop as _

from indexes.documents.message import message
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

UNITS = ("people", "vnd", "items")
PROFILE = ("employees", "revenue", "capital")

TEXTS = Keys({language: Word() for language in LANGUAGES})
CONFIDENCE = Word()  # a key of confidence_words, see check
# As long as the columns that keep it, and so are ids of other lengths below.
CODE = Word(most=20)


class Condition(Shape):
    """`all`, `any`, `not` of conditions, or a question compared."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        CONDITION.check(value, path, report)
        if isinstance(value, dict) and "question" in value and len(value) < 2:
            report(
                path,
                message(
                    _(
                        "The condition compares nothing: add at_least, at_most, equals or answered."
                    )
                ),
            )


CONDITION = Either(
    {
        "all": Keys({"all": ListOf(Condition())}),
        "any": Keys({"any": ListOf(Condition())}),
        "not": Keys({"not": Condition()}),
        "question": Keys(
            {"question": CODE},
            {
                "at_least": Whole(),
                "at_most": Whole(),
                "equals": Whole(),
                "answered": Flag(),
            },
        ),
    }
)

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
    {"level": Whole(0, 99), "name": TEXTS, "meaning": TEXTS}, {"confidence": CONFIDENCE}
)
SHARE = Number(0, 100)
BAND = Keys(
    {"level": Whole()},
    {"above": SHARE, "at_least": SHARE, "up_to": SHARE, "below": SHARE},
)
# Another way to read the decision: told, never applied.
READING = Keys({"say": TEXTS, "bands": ListOf(BAND), "confidence": CONFIDENCE})
PART = Keys(
    {
        "name": TEXTS,
        "pillars": ListOf(CODE),
        "weight": Exact(),
        "split": Word(("by_points", "equally")),
    }
)
GATE = Keys(
    {
        "level": Whole(),
        "total_above": Number(),
        "pillars_at_least": Whole(),
        "pillar_level": Whole(),
    }
)
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
            "bands": ListOf(BAND),
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
            {"maximum": Word(("shrinks",)), "note": TEXTS},
        ),
    },
    {
        "total": Keys(
            {"rule": Word(("weighted",)), "confidence": CONFIDENCE},
            {"parts": ListOf(PART), "note": TEXTS},
        )
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
        "cuts": ListOf(Number(0, 100)),
        "confidence": CONFIDENCE,
    },
    {"note": TEXTS},
)

AMOUNT = Keys({"name": TEXTS, "unit": Word(UNITS)})
HELP = Keys({"counts": TEXTS}, {"where": TEXTS, "proof": TEXTS})
MOST_ANCHORS = 7
_ASKED = {
    "code": CODE,
    "kind": Word(),
    "name": TEXTS,
    "ask": TEXTS,
}
# What one level more takes: on the whole index, a pillar, an indicator or a question; the nearest
# wins (index/step_facts.py).
SUPPORT = (
    "dx_consulting",
    "dx_solutions",
    "ip_consulting",
    "tech_transfer_consulting",
    "none",
)
_DOING = {
    "who": Word(),
    "cost": ListOf(Whole(), 2, 2),
    "support": Word(SUPPORT),
}
_AROUND = {"doing": Keys({}, _DOING), "proof_kinds": ListOf(Word())}
_WORK = {
    "effort": Whole(1, 5),
    "months": Whole(1, 120),
    "after": ListOf(CODE, 0),
} | _AROUND
_WORK = _WORK | {"advised": Flag(), "advised_up_to": Whole(), "task": TEXTS}
_MAY = {
    "group": TEXTS,
    "note": TEXTS,
    "help": HELP,
    "confidence": MapOf(CONFIDENCE),
    "show_if": Condition(),
}
_MAY = _MAY | {"use": ListOf(Word(("policy", "matching")))}
_ANCHORS = {
    "anchors": ListOf(
        Keys(TEXTS.required, {"confidence": CONFIDENCE}),
        2,
        MOST_ANCHORS,
    )
}
_SCORED = _ASKED | _ANCHORS
_MAY_SCORED = _MAY | _WORK | {"points": ListOf(Exact(), 2), "not_applicable": Flag()}
OPTION = Keys(
    {"id": Word(), "name": TEXTS},
    {"points": Exact(), "exclusive": Flag(), "confidence": CONFIDENCE},
)
QUESTIONS = {
    "level": Keys(_SCORED, _MAY_SCORED),
    "ratio": Keys(
        _SCORED
        | {
            "numerator": AMOUNT,
            "denominator": Either({"figure": Keys({"figure": Word()}), "name": AMOUNT}),
        }
        | {"bands": Word()},
        _MAY_SCORED,
    ),
    "count": Keys(
        _SCORED | {"unit": Word(UNITS), "at_least": ListOf(Whole(), 2)}, _MAY_SCORED
    ),
    "single": Keys(_SCORED, _MAY_SCORED | {"scored": Flag()}),
    "multiple": Keys(
        _ASKED | {"options": ListOf(OPTION, 2)},
        _MAY
        | _WORK
        | {
            "cap": Exact(),
            "allow_other": Flag(),
            "scored": Flag(),
            "not_applicable": Flag(),
        },
    ),
    "tool": Keys(
        {
            "code": CODE,
            "kind": Word(),
            "name": TEXTS,
            "what": TEXTS,
        },
        _WORK
        | {
            "builds_on": ListOf(CODE, 0),
            "ours": Flag(),
            "state": Word(),
            "note": TEXTS,
        }
        | {"confidence": MapOf(CONFIDENCE)},
    ),
    "text": Keys(_ASKED, _MAY),
    "number": Keys(
        _ASKED | {"unit": Word(UNITS)}, _MAY | {"from_profile": Word(PROFILE)}
    ),
}
QUESTION = ByName("kind", QUESTIONS)

# One question on the whole indicator: who answers it need not answer each of its questions.
GROUP_QUESTION = Keys(
    {"ask": TEXTS} | _ANCHORS,
    _WORK
    | {
        "help": HELP,
        "note": TEXTS,
        "confidence": MapOf(CONFIDENCE),
        "not_applicable": Flag(),
    },
)
_PART = {"code": CODE, "name": TEXTS}
_MAY_PART = {"why": TEXTS, "note": TEXTS, "confidence": MapOf(CONFIDENCE)}
INDICATOR = Either(
    {
        "questions": Keys(
            _PART | {"questions": ListOf(QUESTION)},
            _MAY_PART | _AROUND | {"group_question": GROUP_QUESTION},
        ),
        "by_variant": Keys(
            _PART | {"by_variant": Flag(), "ask": TEXTS},
            _MAY_PART | _AROUND | {"help": HELP},
        ),
    }
)
_PILLAR = _PART | {"why": TEXTS}
_MAY_PILLAR = {
    "note": TEXTS,
    "confidence": MapOf(CONFIDENCE),
    "weight": Exact(),
} | _AROUND
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
        "questions": MapOf(ListOf(QUESTION)),
    },
    {
        "vsic": ListOf(Word()),
        "maximum": Exact(),
        "state": Word(),
        "note": TEXTS,
        "confidence": MapOf(CONFIDENCE),
    },
)
VARIANTS = Keys(
    {"name": TEXTS, "ask": TEXTS, "list": ListOf(VARIANT)},
    {"note": TEXTS, "confidence": CONFIDENCE},
)
CHECK = Keys(
    {
        "id": Word(),
        "when": Condition(),
        "questions": ListOf(CODE),
        "say": TEXTS,
    }
)

_ALWAYS = {"index": HEAD, "confidence_words": MapOf(TEXTS)}
_STEPS = {
    "who_words": MapOf(TEXTS),
    "proof_kinds_words": MapOf(TEXTS),
    "doing": Keys({}, _DOING | {"confidence": CONFIDENCE, "note": TEXTS}),
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
