"""Keys and public ids as forms and addresses bring them back, whatever anybody writes there."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.ids import key_in, uuid_in

NAMED = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        ("9" * 15, 10**15 - 1),
        ("", None),
        ("-7", None),
        ("+7", None),
        ("7.0", None),
        (" 7", None),
        ("7-email", None),
        ("²", None),
        ("bảy", None),
        pytest.param("9" * 16, None, id="longer than any key"),
        pytest.param("9" * 5000, None, id="longer than Python reads"),
    ],
)
def test_only_a_number_that_a_row_may_have_is_one(text, key):
    assert key_in(text) == key


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_every_key_comes_back_as_it_was_written(key):
    assert key_in(str(key)) == key


@given(st.text(max_size=20))
def test_whatever_comes_back_is_a_key_or_none(text):
    key = key_in(text)
    assert key is None or 0 <= key < 10**15


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (str(NAMED), NAMED),
        (str(NAMED).upper(), NAMED),
        (NAMED.hex, NAMED),
        (f"{{{NAMED}}}", NAMED),
        ("", None),
        (None, None),
        ("1", None),
        ("none", None),
        (f"{NAMED}x", None),
        (str(NAMED)[:-1], None),
        ("%00", None),
        pytest.param("9" * 5000, None, id="longer than any"),
    ],
)
def test_a_public_id_is_one_however_it_is_written(text, named):
    assert uuid_in(text) == named


@given(st.uuids())
def test_every_public_id_comes_back(named):
    assert uuid_in(str(named)) == named


@given(st.text(max_size=40))
def test_whatever_is_written_it_is_an_id_or_none(text):
    assert uuid_in(text) is None or isinstance(uuid_in(text), UUID)
