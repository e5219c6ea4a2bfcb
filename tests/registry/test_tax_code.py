"""A tax code is taken as people type it; a wrong one says what is wrong with it."""

import pytest
from django.core.exceptions import ValidationError

from registry.tax_code import check_tax_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0312687878", "0312687878"),
        ("031 268 7878", "0312687878"),
        ("031\u00a0268\u00a07878", "0312687878"),
        (" 0312687878 ", "0312687878"),
        ("0100233488", "0100233488"),
        ("0314409058002", "0314409058-002"),
        ("0314409058-002", "0314409058-002"),
    ],
)
def test_a_right_tax_code_is_taken(text, code):
    assert check_tax_code(text) == code


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("031268787", "length", "10 chữ số"),
        ("", "length", "10 chữ số"),
        ("03126878x8", "format", "chữ số"),
        ("0100000000", "component", "mã số thuế"),
        ("0312687879", "checksum", "gõ nhầm"),
        ("0314409058-000", "component", "mã số thuế"),
    ],
)
def test_a_wrong_tax_code_says_what_is_wrong(text, code, words):
    with pytest.raises(ValidationError) as caught:
        check_tax_code(text)
    assert caught.value.code == code
    assert words in str(caught.value.messages[0])
