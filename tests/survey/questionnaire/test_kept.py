"""Questions kept as text: whoever gets one sees what the template would draw for them."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from language.texts import spoken
from performance.path import widest_variant
from survey.answers.values import ANSWERED, CLEARED, NOT_APPLICABLE
from survey.models import Answer
from survey.questionnaire.kept import ADDRESS, REVISION, drawn_state
from survey.questionnaire.page import DrawnPage
from survey.questionnaire.storage import QuestionnaireStorage
from tests.scoring.paths import REAL, real_index
from tests.survey.asked import small, wide

INDEXES = {
    **{name: real_index(name, widest_variant(name)) for name in REAL},
    "small": small(),
    "wide": wide(),
}
CASES = [
    *((name, "vi") for name in INDEXES),
    *((name, language) for name in ("small", "wide") for language in ("en", "vi-hkd")),
]


class Storage(QuestionnaireStorage):
    def __init__(self, index, enterprise: str, **given) -> None:
        super().__init__(index)
        self.enterprise = enterprise
        self.answers = {
            code: answer_to(question, len(enterprise), given)
            for code, question in index.questions.items()
            if given
        }

    def answer_url(self, code: str) -> str:
        return f"/{self.enterprise}/{code}/?a=1&b=2" if self.enterprise else ""


def answer_to(question: dict, revision: int, given: dict) -> Answer:
    """As far as the question takes it."""
    takes = TAKES.get(question["kind"], ())
    fields = {name: given[name] for name in given if name in (*takes, *ALWAYS)}
    options = [option["id"] for option in question.get("options", ())]
    if "chosen" in fields:
        fields["chosen"] = options[: fields["chosen"]]
    return Answer(question=question["code"], revision=revision, **fields)


ALWAYS = ("state", "level", "to_confirm")
TAKES = {
    "multiple": ("chosen", "text"),
    "text": ("text",),
    "ratio": ("numerator", "denominator"),
    "number": ("numerator",),
    "count": ("count",),
}


GIVEN = (
    {},
    {"level": 0},
    {"level": 1},
    {"level": 1, "to_confirm": True},
    {"state": CLEARED},
    {"state": NOT_APPLICABLE},
    {"chosen": 1},
    {"chosen": 2, "text": "Máy <b> riêng"},
    {"numerator": 3, "denominator": 12, "level": 1},
    {"count": 4, "level": 1},
)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_what_is_kept_is_what_the_template_draws(name, language):
    kept = 0
    with translation.override(language):
        for given in GIVEN:
            # The second one gets what was kept for the first, and the last cannot save.
            for enterprise in ("pho", "banh-mi", ""):
                kept += compare(Storage(INDEXES[name], enterprise, **given))
    assert kept > 0


def compare(storage: Storage) -> int:
    kept = 0
    # The large index has many pages that are alike: its groups, and the criteria of one.
    for page in storage.index.pages[:9]:
        for slot in DrawnPage(storage, page).drawn_slots():
            html = slot.pop("html", None)
            if html is None:
                continue
            kept += 1
            assert html == render_to_string("survey/_slot.html", {"slot": slot})
            card = slot["card"]
            state = drawn_state(storage.index, card, spoken())
            assert state == render_to_string("survey/_saved_state.html", {"card": card})
            assert {ADDRESS, REVISION}.isdisjoint(html + state)
    return kept


@pytest.mark.parametrize(
    "given",
    [
        {"chosen": ["a"], "text": "Riêng của quán"},
        {"text": "Riêng của quán"},
        {"count": 4},
        {"numerator": 3},
    ],
)
def test_what_somebody_typed_is_kept_for_nobody(given):
    index = wide()
    storage = QuestionnaireStorage(index)
    storage.answers = {
        code: Answer(question=code, state=ANSWERED, **given) for code in index.questions
    }
    for page in index.pages:
        for slot in DrawnPage(storage, page).drawn_slots():
            assert slot["card"] is None or slot["html"] is None
