"""Whom a row of a table may be: a member that is known, or a row above it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from associations.members.imports.judging import Judge
from associations.members.imports.matching import Others, match, may_be_one_of
from associations.members.imports.services import set_judged
from associations.models import ImportRow

Kind, Choice = ImportRow.Kind, ImportRow.Choice
AN_PHAT, OTHER = "0312687878", "0301482205"


def row_of(number: int, name: str, tax_code: str = "") -> ImportRow:
    row = ImportRow(number=number)
    set_judged(row, Judge().judge({"name": name, "tax_code": tax_code}))
    return row


class NobodyKnown:
    """An association that knows nobody yet."""

    def find(self, row):
        return None

    def is_same(self, row, key):
        raise AssertionError(f"nobody is known, and {key} was asked for")


class OneKnown:
    """An association that knows one member, by code and by name."""

    def __init__(self, key: int, name: str, tax_code: str = "") -> None:
        self.key, self.row = key, row_of(0, name, tax_code)

    def find(self, row):
        is_code = row.tax_code and row.tax_code == self.row.tax_code
        return self.key if is_code or row.search_key == self.row.search_key else None

    def is_same(self, row, key):
        own = (self.row.cells["name"], self.row.tax_code)
        return own == (row.cells["name"], row.tax_code)


@pytest.mark.parametrize(
    ("name", "tax_code", "found"),
    [
        ("An Phát", "", 2),
        ("AN PHÁT", "", 2),
        ("an phat", "", 2),
        ("An  Phát", "", 2),
        ("An Phát 2", "", None),
        ("Cửa hàng khác", AN_PHAT, 3),
        ("An Phát", AN_PHAT, 3),
        ("Cửa hàng khác", OTHER, None),
    ],
)
def test_a_row_above_is_found_by_its_code_and_else_by_its_name(name, tax_code, found):
    above = Others([row_of(2, "An Phát"), row_of(3, "Bình Minh", AN_PHAT)])
    assert above.find(row_of(9, name, tax_code)) == found


def test_a_row_is_not_its_own_twin():
    row = row_of(2, "An Phát", AN_PHAT)
    assert Others([row]).find(row) is None


def test_a_row_that_is_wrong_is_nobodys_twin():
    wrong = row_of(2, "An Phát", "12")
    assert wrong.kind == Kind.BAD
    assert Others([wrong]).find(row_of(3, "An Phát")) is None
    # Nor are two wrong ones alike, of which neither has a name to be found by.
    assert Others([wrong]).find(row_of(3, "Bình Minh", "34")) is None


def test_nobody_like_it_makes_it_new_and_nothing_is_to_be_chosen():
    row = row_of(2, "An Phát")
    match(row, NobodyKnown(), Others([]))
    assert (row.kind, row.choice, row.member_id, row.row) == (Kind.NEW, "", None, None)


def test_the_same_by_name_and_code_is_updated_without_a_question():
    row = row_of(2, "An Phát", AN_PHAT)
    match(row, OneKnown(7, "An Phát", AN_PHAT), Others([]))
    assert (row.kind, row.member_id, row.choice) == (Kind.KNOWN, 7, Choice.UPDATE)


@pytest.mark.parametrize(
    ("name", "tax_code"),
    [("An Phát", ""), ("AN PHÁT", AN_PHAT), ("An Phát mới", AN_PHAT)],
)
def test_like_one_that_is_known_somebody_is_asked(name, tax_code):
    row = row_of(2, name, tax_code)
    match(row, OneKnown(7, "An Phát", AN_PHAT), Others([]))
    assert (row.kind, row.member_id, row.choice) == (Kind.ALIKE, 7, "")


def test_who_is_known_goes_before_a_row_of_the_table():
    row = row_of(3, "An Phát")
    match(row, OneKnown(7, "An Phát"), Others([row_of(2, "An Phát")]))
    assert (row.member_id, row.row) == (7, None)


def test_what_was_chosen_stays_as_long_as_it_is_the_same_one():
    known = OneKnown(7, "An Phát", AN_PHAT)
    row = row_of(2, "An Phát")
    match(row, known, Others([]))
    row.choice = Choice.ADD
    match(row, known, Others([]))
    assert row.choice == Choice.ADD
    match(row, NobodyKnown(), Others([]))
    assert (row.kind, row.choice) == (Kind.NEW, ""), "the one it was like is gone"


def test_a_row_that_turns_wrong_forgets_whom_it_may_be():
    row = row_of(2, "An Phát")
    match(row, OneKnown(7, "An Phát"), Others([]))
    row.choice = Choice.UPDATE
    set_judged(row, Judge().judge({"name": "", "tax_code": ""}))
    assert (row.kind, row.member_id, row.row, row.choice) == (Kind.BAD, None, None, "")
    assert (row.search_key, row.tax_code) == ("", "")


@given(st.lists(st.sampled_from(["An Phát", "AN PHAT", "Bình Minh", "Tân Lập"])))
def test_of_a_whole_table_the_first_of_each_name_is_new(names):
    above, kinds = Others([]), []
    for number, name in enumerate(names, start=2):
        row = row_of(number, name)
        match(row, NobodyKnown(), above)
        above.add(row)
        kinds.append(row.kind)
    first = {}
    for number, name in enumerate(names):
        first.setdefault(row_of(0, name).search_key, number)
    for number, kind in enumerate(kinds):
        assert kind == (Kind.NEW if number in first.values() else Kind.ALIKE)


def test_without_a_code_rows_are_looked_for_by_their_names_alone():
    named = may_be_one_of([row_of(2, "An Phát")])
    assert "tax_code" not in str(named)
    coded = may_be_one_of([row_of(2, "An Phát"), row_of(3, "Tân Lập", AN_PHAT)])
    assert AN_PHAT in str(coded)
