"""Advice is read from the files, once per process."""

from indexes.advice.queries import advice_of, read_advice
from indexes.documents.reader import read


def test_advice_is_read_from_the_folder_beside_the_indexes(fixtures):
    advice = read_advice("wide", fixtures)
    assert advice.question("1.2").floor["small"] == 3
    assert advice.asked_of("shop") == ("online", "stock", "branches")


def test_an_index_without_advice_has_none(fixtures):
    assert read_advice("nowhere", fixtures) is None
    assert advice_of("nowhere") is None


def test_no_index_is_read_for_its_advice(fixtures, monkeypatch):
    """An index of all industries takes seconds to read; a page that asks for advice has none."""
    read_files = []

    def noted(path):
        read_files.append(path.parent.name)
        return read(path)

    monkeypatch.setattr("indexes.advice.queries.read", noted)
    assert read_advice("wide", fixtures) is not None
    assert read_files == ["advice"]
