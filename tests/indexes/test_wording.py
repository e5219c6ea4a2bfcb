"""Every code that indexes have has its words, in both languages."""

import pytest
from django.utils import translation

from indexes.documents.layout import HEAD
from indexes.offers import cautions, offer
from indexes.wording import AUDIENCES, CAUTIONS, OFFERED_BECAUSE, PROBLEMS, problem

TABLES = (AUDIENCES, CAUTIONS, OFFERED_BECAUSE, PROBLEMS)


def test_every_audience_of_an_index_has_its_words():
    assert set(AUDIENCES) == set(HEAD.required["audience"].among)


def test_every_reason_and_every_caution_has_its_words():
    for code in ("size", "any", "nothing_in_force", "chosen"):
        assert code in offer.__doc__ or code in OFFERED_BECAUSE
    assert set(OFFERED_BECAUSE) == {"size", "any", "nothing_in_force", "chosen"}
    for code in CAUTIONS:
        assert f'"{code}"' in cautions.__doc__


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
