"""Reasons in the words of roadmaps."""

from functools import partial

import pytest
from django.utils import translation

from indexes.advice.advised import FLOOR, NEEDED, POINTS, SERVES, Advised, Reason
from indexes.advice.firm import Firm
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from roadmap.advising.wording import in_both, wanted, why
from tests.builders import index_document
from tests.scoring.paths import real_index

INDEX = real_index("dbi-2025-sme", "food-beverage")
ADVISED = Advised(INDEX, [0] * len(INDEX.codes), advice_of(INDEX.id), Firm())


@pytest.mark.parametrize(
    ("reason", "code", "words"),
    [
        (Reason(FLOOR), "2.4", "Needed first to be safe, whatever it earns."),
        (Reason(FLOOR), "7.2.13-22", "The law asks for it: companies, and household"),
        (
            Reason(NEEDED, ("7.2.13-22",)),
            "7.2.13-01",
            "Has to be there before “E-invoices from the till”.",
        ),
        (Reason(SERVES, ("sell",)), "2.5", "Serves what you want first: sell more."),
        (
            Reason(SERVES, ("safe", "rules")),
            "2.4",
            "Serves what you want first: stay safe; keep the rules.",
        ),
        (
            Reason(SERVES, ("spend",)),
            "3.1",
            "Serves a little of what you want first: s",
        ),
        (Reason(NEEDED, ("3.1",)), "2.1", "Has to be there before “Take a class to"),
        (Reason(POINTS), "3.1", "Needed as well on the way up."),
    ],
)
def test_every_kind_of_reason_has_its_sentence(reason, code, words):
    with translation.override("en"):
        assert why(reason, code, ADVISED).startswith(words)


def test_both_languages_are_said_whatever_the_reader_speaks():
    with translation.override("en"):
        said = in_both(partial(why, Reason(FLOOR), "2.4", ADVISED))
        assert translation.get_language() == "en"
    assert said["en"].startswith("Needed first")
    assert said["vi"].startswith("Làm trước")


def test_wants_are_in_the_language_of_the_reader():
    with translation.override("vi"):
        assert wanted(["sell", "time"]) == "Bán được nhiều hơn và Đỡ mất thời gian"


def test_what_a_level_names_is_told_as_that():
    index = Index(index_document("essential-eight"))
    plan = Advised(index, [0] * len(index.codes), None, Firm())
    said = in_both(partial(why, Reason(NEEDED), index.codes[0], plan))
    assert said["en"] == "The level you are going to asks for exactly this."
    assert said["vi"] == "Mức muốn tới đòi có đúng việc này."
