"""The keys of a question in an index file, and of a condition that looks at one."""

import re
from dataclasses import dataclass

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
    Report,
    Shape,
    Whole,
    Word,
)
from language.texts import LANGUAGES
from registry.sizes import SIZES
from scoring.rules import MOST_QUESTION_LEVELS

UNITS = ("people", "vnd", "items")
PROFILE = ("employees", "revenue", "capital")

TEXTS = Keys({language: Word() for language in LANGUAGES})
CONFIDENCE = Word()  # a key of confidence_words, see check
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# As long as the columns that keep it, and so are ids of other lengths below.
CODE = Word(most=20, signs=_CODE)


@dataclass(frozen=True)
class Condition(Shape):
    """`all`, `any`, `not` of conditions, or something compared.

    with_facts: it may ask about options, numbers and the profile too, not only about levels.
    """

    with_facts: bool = False

    def check(self, value: object, path: tuple, report: Report) -> None:
        shape = FACT_CONDITION if self.with_facts else CONDITION
        shape.check(value, path, report)
        if not isinstance(value, dict):
            return
        if not _COMPARED.isdisjoint(value) and len(value) < 2:
            report(path, message(_COMPARES_NOTHING))
        if "has" in value and len(value) > 2:
            report(path, message(_("`has` stands alone beside its question.")))
        if "profile" in value:
            self._check_profile(value, path, report)

    def _check_profile(self, value: dict, path: tuple, report: Report) -> None:
        """A size class is one of several, everything else of a profile a number."""
        is_size = value["profile"] == "size"
        strange = set(value) - {"profile", "in"} if is_size else {"in"} & set(value)
        for key in sorted(strange):
            report(
                (*path, key), message(_("This does not compare what is named here."))
            )


_COMPARED = {"question", "profile", "figure"}
_COMPARES_NOTHING = _(
    "The condition compares nothing: add at_least, at_most, equals or answered."
)
_NUMBERS = {
    "at_least": Whole(),
    "at_most": Whole(),
    "equals": Whole(),
}


def _joined(condition: Condition) -> dict[str, Shape]:
    return {
        "all": Keys({"all": ListOf(condition)}),
        "any": Keys({"any": ListOf(condition)}),
        "not": Keys({"not": condition}),
    }


_OF_LEVELS = _NUMBERS | {"answered": Flag()}
CONDITION = Either(
    _joined(Condition()) | {"question": Keys({"question": CODE}, _OF_LEVELS)}
)
_OF_PROFILE = _NUMBERS | {"in": ListOf(Word(SIZES))}
FACT_CONDITION = Either(
    _joined(Condition(with_facts=True))
    | {
        "question": Keys({"question": CODE}, _OF_LEVELS | {"has": Word()}),
        "profile": Keys({"profile": Word((*PROFILE, "size"))}, _OF_PROFILE),
        "figure": Keys({"figure": Word()}, _NUMBERS),
    }
)

AMOUNT = Keys(
    {
        "name": TEXTS,
        "unit": Word(UNITS),
    }
)
HELP = Keys(
    {"counts": TEXTS},
    {
        "where": TEXTS,
        "proof": TEXTS,
    },
)
SHARE = Exact(100)


class ShareOrBest(Shape):
    """A percent, or that of the best peer of a set."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        shape = Keys({"best_of": Word()}) if isinstance(value, dict) else SHARE
        shape.check(value, path, report)


MOST_ANCHORS = 21
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
DOING = {
    "who": Word(),
    "cost": ListOf(Whole(), 2, 2),
    "support": Word(SUPPORT),
}
AROUND = {
    "doing": Keys({}, DOING),
    "proof_kinds": ListOf(Word()),
}
_WORK = {
    "effort": Whole(1, 5),
    "months": Whole(1, 120),
    "after": ListOf(CODE, 0),
} | AROUND
_WORK |= {
    "advised": Flag(),
    "advised_up_to": Whole(),
    "task": TEXTS,
    "tasks": ListOf(TEXTS),
}
_MAY = {
    "group": TEXTS,
    "note": TEXTS,
    "help": HELP,
    "confidence": MapOf(CONFIDENCE),
    "show_if": Condition(with_facts=True),
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
_POINTS = ListOf(Exact(least=-(10**9)), 2)
_MAY_SCORED = (
    _MAY
    | _WORK
    | {
        "points": _POINTS,
        "not_applicable": Flag(),
    }
)
OPTION = Keys(
    {
        "id": Word(),
        "name": TEXTS,
    },
    {
        "points": Exact(least=-(10**9)),
        "exclusive": Flag(),
        "confidence": CONFIDENCE,
    },
)
_LINE = Keys(
    {
        "id": Word(),
        "name": TEXTS,
    },
    {"confidence": CONFIDENCE},
)
_COLUMN = Keys(
    {
        "id": Word(),
        "name": TEXTS,
    },
    {
        "points": Exact(least=-(10**9)),
        "confidence": CONFIDENCE,
    },
)
_RATIO = {
    "numerator": AMOUNT,
    "denominator": Either({"figure": Keys({"figure": Word()}), "name": AMOUNT}),
}
MARK = Keys(
    {
        "at": SHARE,
        "text": TEXTS,
    }
)
LINEAR = Keys(
    {
        "from": SHARE,
        "to": ShareOrBest(),
        "points": Exact(),
        "marks": ListOf(MARK, 2, MOST_ANCHORS),
    },
    {"steps": Whole(1, MOST_QUESTION_LEVELS - 1)},
)
# Its levels have no numbers to be named by.
_MAY_LINEAR = dict(_MAY_SCORED)
for _key in ("points", "advised_up_to"):
    del _MAY_LINEAR[_key]
# Instead of points by option: how many it takes for each level.
_STEPS_OF = ListOf(Whole(), 2)
_COUNTED = _ANCHORS | {
    "at_least": _STEPS_OF,
    "points": _POINTS,
}
QUESTIONS = {
    "level": Keys(_SCORED, _MAY_SCORED),
    "ratio": Either(
        {
            "bands": Keys(_SCORED | _RATIO | {"bands": Word()}, _MAY_SCORED),
            "linear": Keys(_ASKED | _RATIO | {"linear": LINEAR}, _MAY_LINEAR),
        }
    ),
    "count": Keys(
        _SCORED
        | {
            "unit": Word(UNITS),
            "at_least": _STEPS_OF,
        },
        _MAY_SCORED,
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
        }
        | _COUNTED,
    ),
    "table": Keys(
        _ASKED
        | {
            "rows": ListOf(_LINE),
            "columns": ListOf(_COLUMN),
            "choose": Word(("any", "one")),
        },
        _MAY
        | _WORK
        | {
            "none": TEXTS,
            "cap": Exact(),
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
        _ASKED | {"unit": Word(UNITS)},
        _MAY | {"from_profile": Word(PROFILE)},
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
