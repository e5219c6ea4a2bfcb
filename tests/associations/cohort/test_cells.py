"""A cell of a page as an address has it: read again it is the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from associations.cohort.cells import KINDS, Cell, cell_of

CODES = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=6)
CELLS = st.builds(
    Cell,
    kind=st.sampled_from(KINDS),
    names=st.lists(CODES | st.just(""), min_size=1, max_size=3).map(tuple),
    levels=st.lists(st.integers(0, 5), max_size=3).map(tuple),
    missed=CODES | st.just(""),
    helped_by=CODES | st.just(""),
    provider=CODES | st.just(""),
    chose=st.none() | st.tuples(CODES, CODES),
    is_pair=st.booleans(),
)


@given(CELLS)
def test_what_was_written_is_read(cell):
    assert cell_of(cell.query()) == cell


def test_nothing_narrows_nothing():
    assert Cell().query() == {}
    assert cell_of({}) == Cell()


@pytest.mark.parametrize(
    ("query", "cell"),
    [
        ({"theo": "sector", "nhom": "C"}, Cell(kind="sector", names=("C",))),
        ({"theo": "sector", "nhom": "-"}, Cell(kind="sector", names=("",))),
        ({"theo": "sector", "nhom": "C,-"}, Cell(kind="sector", names=("C", ""))),
        ({"theo": "sector", "nhom": ""}, Cell()),
        ({"theo": "tên", "nhom": "C"}, Cell(names=("C",))),
        ({"muc": "2,3"}, Cell(levels=(2, 3))),
        ({"muc": "2,ba,-1"}, Cell(levels=(2,))),
        ({"muc": "²"}, Cell()),
        ({"haiky": "1"}, Cell(is_pair=True)),
        ({"haiky": "yes"}, Cell()),
        ({"chon": "b2:gia"}, Cell(chose=("b2", "gia"))),
        ({"chon": "b2"}, Cell()),
        ({"chon": ":gia"}, Cell()),
        ({"chon": "b2:"}, Cell()),
        ({"loai": "software"}, Cell(helped_by="software")),
        ({"nhacungcap": "mat-bao"}, Cell(provider="mat-bao")),
        ({"tieuchi": "1.1.1"}, Cell(missed="1.1.1")),
    ],
)
def test_what_cannot_be_read_narrows_nothing(query, cell):
    assert cell_of(query) == cell


def test_a_round_is_written_for_the_filters_which_read_it():
    cell = Cell(levels=(3,), round=2)
    assert cell.query() == {"muc": "3", "ky": "2"}
    assert cell_of(cell.query()).round is None


@given(st.dictionaries(st.sampled_from(["theo", "nhom", "muc", "chon"]), st.text()))
def test_no_address_breaks_it(query):
    cell = cell_of(query)
    assert cell.kind in ("", *KINDS)
    assert all(level >= 0 for level in cell.levels)
