"""The keys of an index file. docs/index-format.md tells the same in words."""

from survey.index.shapes import Either, Flag, Keys, ListOf, MapOf, Number, Report, Shape, Whole, Word

LANGUAGES = ("vi", "en")
KINDS = ("level", "ratio", "count", "text")
UNITS = ("people", "vnd", "items")
PROFILE = ("employees", "revenue", "capital")

TEXTS = Keys({language: Word() for language in LANGUAGES})
CONFIDENCE = Word()  # a key of confidence_words, see check
CODE = Word()


class Condition(Shape):
    """`all`, `any`, `not` of conditions, or a question compared."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        CONDITION.check(value, path, report)
        if isinstance(value, dict) and "question" in value and len(value) < 2:
            report(path, "The condition compares nothing: add at_least, at_most, equals or answered.")


CONDITION = Either(
    {
        "all": Keys({"all": ListOf(Condition())}),
        "any": Keys({"any": ListOf(Condition())}),
        "not": Keys({"not": Condition()}),
        "question": Keys(
            {"question": CODE},
            {"at_least": Whole(), "at_most": Whole(), "equals": Whole(), "answered": Flag()},
        ),
    }
)

HEAD = Keys(
    {
        "id": Word(),
        "version": Whole(1),
        "title": TEXTS,
        "short_title": TEXTS,
        "decision": Keys({"number": Word(), "date": Word(), "issuer": TEXTS}, {"signed_by": Word()}),
        "audience": Word(("sme", "large", "any")),
        "status": Word(("in_force", "superseded", "partial")),
        "languages": ListOf(Word(LANGUAGES)),
        "minutes": Whole(1),
        "note": TEXTS,
        "sources": ListOf(Keys({"what": Word(), "kind": Word()}, {"ref": Word()})),
    },
    {"superseded_by": ListOf(Word(), 0)},
)

LEVEL = Keys({"level": Whole(), "name": TEXTS, "meaning": TEXTS})
GATE = Keys({"level": Whole(), "total_above": Number(), "pillars_at_least": Whole(), "pillar_level": Whole()})
SCORING = Keys(
    {
        "points": Keys({"rule": Word(("sum",)), "confidence": CONFIDENCE}, {"note": TEXTS}),
        "pillar_level": Keys(
            {
                "basis": Word(("percent_of_maximum",)),
                "bands": ListOf(Keys({"level": Whole()}, {"above": Number(0, 100), "up_to": Number(0, 100)})),
                "confidence": CONFIDENCE,
            },
            {"note": TEXTS},
        ),
        "overall_level": Keys(
            {
                "rule": Word(("gated",)),
                "gates": ListOf(GATE),
                "otherwise": Keys({"level": Whole(), "confidence": CONFIDENCE}, {"note": TEXTS}),
                "confidence": CONFIDENCE,
            },
            {"note": TEXTS},
        ),
        "not_applicable": Keys(
            {"allowed": Flag(), "confidence": CONFIDENCE}, {"maximum": Word(("shrinks",)), "note": TEXTS}
        ),
    }
)

FIGURE = Keys(
    {"id": Word(), "unit": Word(UNITS), "name": TEXTS, "help": TEXTS}, {"from_profile": Word(PROFILE), "note": TEXTS}
)
BANDS = Keys({"unit": Word(("percent",)), "cuts": ListOf(Number(0, 100)), "confidence": CONFIDENCE}, {"note": TEXTS})

AMOUNT = Keys({"name": TEXTS, "unit": Word(UNITS)})
HELP = Keys({"counts": TEXTS, "where": TEXTS}, {"proof": TEXTS})
_ASKED = {"code": CODE, "kind": Word(KINDS), "name": TEXTS, "ask": TEXTS}
_MAY = {"group": TEXTS, "note": TEXTS, "help": HELP, "confidence": MapOf(CONFIDENCE), "show_if": Condition()}
_SCORED = {"anchors": ListOf(Keys(TEXTS.required, {"confidence": CONFIDENCE}), 2)}
_MAY_SCORED = _MAY | {"points": ListOf(Number(), 2), "not_applicable": Flag()}
QUESTIONS = {
    "level": Keys(_ASKED | _SCORED, _MAY_SCORED),
    "ratio": Keys(
        _ASKED
        | _SCORED
        | {"numerator": AMOUNT, "denominator": Either({"figure": Keys({"figure": Word()}), "name": AMOUNT})}
        | {"bands": Word()},
        _MAY_SCORED,
    ),
    "count": Keys(_ASKED | _SCORED | {"unit": Word(UNITS), "at_least": ListOf(Whole(), 2)}, _MAY_SCORED),
    "text": Keys(_ASKED, _MAY),
}


class Question(Shape):
    """Its keys depend on its kind."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        kind = value.get("kind") if isinstance(value, dict) else None
        if kind in QUESTIONS:
            QUESTIONS[kind].check(value, path, report)
        elif isinstance(value, dict) and "kind" in value:
            Word(KINDS).check(kind, (*path, "kind"), report)
        else:
            Keys({"kind": Word(KINDS)}).check(value, path, report)


INDICATOR = Keys(
    {"code": CODE, "name": TEXTS, "questions": ListOf(Question())},
    {"why": TEXTS, "note": TEXTS, "confidence": MapOf(CONFIDENCE)},
)
PILLAR = Keys(
    {"code": CODE, "name": TEXTS, "why": TEXTS, "indicators": ListOf(INDICATOR)},
    {"note": TEXTS, "confidence": MapOf(CONFIDENCE)},
)
CHECK = Keys({"id": Word(), "when": Condition(), "questions": ListOf(CODE), "say": TEXTS})

DOCUMENT = Keys(
    {
        "index": HEAD,
        "confidence_words": MapOf(TEXTS),
        "levels": ListOf(LEVEL, 2),
        "scoring": SCORING,
        "pillars": ListOf(PILLAR),
    },
    {"figures": ListOf(FIGURE, 0), "bands": MapOf(BANDS), "checks": ListOf(CHECK, 0)},
)
