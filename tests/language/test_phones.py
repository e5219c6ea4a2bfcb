"""A telephone number is one that can be called."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.phones import PhoneError, read_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0901234567", "0901234567"),
        (" 0901 234 567 ", "0901 234 567"),
        ("0901\u00a0234\u00a0567", "0901 234 567"),
        ("\u202a0901234567\u202c", "0901234567"),
        ("0901–234–567", "0901-234-567"),
        ("(028) 3822.1234", "(028) 3822.1234"),
        ("+84 901 234 567", "+84 901 234 567"),
        ("84901234567", "84901234567"),
        ("(+84) 901 234 567", "(+84) 901 234 567"),
        ("+84 (0) 28 3822 1234", "+84 (0) 28 3822 1234"),
        ("tel:+84901234567", "+84901234567"),
        ("'0901234567", "0901234567"),
        ("0901·234·567", "0901.234.567"),
        ("+65 6123 4567", "+65 6123 4567"),
        ("1900 1234", "1900 1234"),
        ("1800 123456", "1800 123456"),
        ("901234567", "0901234567"),
        ("901 234 567", "0901234567"),
        ("901234567.0", "0901234567"),
        ("84901234567.0", "84901234567"),
        ("2838221234", "02838221234"),
    ],
)
def test_a_number_is_kept_as_it_is_written_and_a_lost_zero_comes_back(typed, kept):
    assert read_phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "--------",
        "– – – – – – – –",
        "........",
        "xin goi ban",
        "8.49012E+10",
        "8,49012E+10",
        "9.01E+08",
        "12345678",
        "090123456",
        "09012345678",
        "00000000",
        "0901234567 hoặc 0907654321",
        "+",
        "0901+234567",
        # A digit too few or too many, abroad as at home.
        "+84 901 234 56",
        "0084 901 234 5678",
        "84 123 456 789",
        "0901'234567",
        "901234567.5",
    ],
)
def test_what_cannot_be_called_is_refused(typed):
    with pytest.raises(PhoneError):
        read_phone(typed)


@given(st.text("0123456789 .()-+/–\u00a0\u200bE", max_size=24))
def test_what_is_kept_can_be_read_again_and_stays(text):
    with contextlib.suppress(PhoneError):
        kept = read_phone(text)
        assert read_phone(kept) == kept
