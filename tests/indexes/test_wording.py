"""Every code that indexes have has its words, in both languages."""

from datetime import date
from itertools import product
from types import SimpleNamespace

import pytest
from django.utils import translation

from indexes.documents.layout import HEAD
from indexes.offers import cautions, offer
from indexes.wording import AUDIENCES, CAUTIONS, OFFERED_BECAUSE, PROBLEMS, problem

SIZES = (["small"], ["medium", "large"])  # a class that is certain, one that is open
TABLES = (AUDIENCES, CAUTIONS, OFFERED_BECAUSE, PROBLEMS)


def test_every_audience_of_an_index_has_its_words():
    assert set(AUDIENCES) == set(HEAD.required["audience"].among)


def indexes_of_every_kind() -> list[SimpleNamespace]:
    """One for each audience and status, with as much as offering one asks for."""
    kinds = product(HEAD.required["audience"].among, HEAD.required["status"].among)
    indexes = []
    for audience, status in kinds:
        decision = {"date": "2021-10-12"}
        head = {"audience": audience, "status": status, "decision": decision}
        indexes.append(SimpleNamespace(head=head))
    return indexes


def test_every_reason_has_its_words_and_no_other():
    reasons = {"chosen"}  # by the enterprise itself, whatever is offered
    for index in indexes_of_every_kind():
        version = SimpleNamespace(index=index)
        for sizes in SIZES:
            reasons.add(offer([version], sizes, date(2026, 11, 20)).reason)
    assert set(OFFERED_BECAUSE) == reasons


def test_every_caution_has_its_words_and_no_other():
    codes = set()
    for index in indexes_of_every_kind():
        for sizes in SIZES:
            codes.update(cautions(index, sizes))
    assert set(CAUTIONS) == codes


@pytest.mark.parametrize("table", TABLES)
def test_words_differ_between_the_languages(table):
    for words in table.values():
        with translation.override("vi"):
            vietnamese = str(words)
        with translation.override("en"):
            assert str(words) != vietnamese


def test_a_problem_is_told_with_what_it_is_about():
    with translation.override("en"):
        text = problem("version_taken", index="small", version=2)
    assert text.startswith("small version 2 is published and never changes.")
    with translation.override("vi"):
        assert "small" in problem("index_draft", index="small v1")


def test_a_problem_that_nobody_knows_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        problem("no_such_code")
