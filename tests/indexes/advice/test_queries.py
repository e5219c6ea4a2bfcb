"""Advice is read from the files, once per process."""

from indexes.advice.queries import advice_of, first_levels_of, read_advice
from tests.builders import index_document


def test_advice_is_read_from_the_folder_beside_the_indexes(fixtures):
    advice = read_advice("wide", fixtures)
    assert advice.question("1.2").floor == 2
    assert advice.asked_of("shop") == ("online", "stock", "branches")


def test_an_index_without_advice_has_none(fixtures):
    assert read_advice("nowhere", fixtures) is None
    assert advice_of("nowhere") is None


def test_the_numbers_of_lowest_levels_come_from_the_index():
    first_levels = first_levels_of(index_document("wide"))
    assert first_levels["1.1"] == 1
    assert first_levels["1.1.1"] == 1
    assert first_levels["2.1"] == 0
    assert first_levels["3.1.f-2"] == 0
