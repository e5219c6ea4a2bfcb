"""A tax code is taken as people type it; a wrong one says what is wrong with it."""

import pytest
from django.core.exceptions import ValidationError

from registry.tax_code import TaxCodeField, check_tax_code, shown_tax_code


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
        ("0314409058–002", "0314409058-002"),
        ("\u202a0312687878\u202c", "0312687878"),
        ("０３１２６８７８７８", "0312687878"),
        ("312687878", "0312687878"),
        ("312687878.0", "0312687878"),
        ("314409058002", "0314409058-002"),
        ("79085001234", "079085001234"),
        ("079085001234", "079085001234"),
        ("079 085 001 234", "079085001234"),
        ("079\u200b085\u00a0001234", "079085001234"),
    ],
)
def test_a_right_tax_code_is_taken(text, code):
    assert check_tax_code(text) == code


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("031268787", "length", "hộ kinh doanh có 12"),
        ("312687879", "length", "10 chữ số"),
        ("000085001234", "component", "mã số thuế"),
        # A digit left out, not a zero that was lost.
        ("07908500123", "length", "10 chữ số"),
        ("314409058000", "component", "mã số thuế"),
        ("979085001234", "component", "mã số thuế"),
        ("07908500123x", "length", "10 chữ số"),
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


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("079085001234", "•••••••••234"),
        ("0312687878", "0312687878"),
        ("0314409058-002", "0314409058-002"),
        ("", ""),
    ],
)
def test_a_persons_number_is_shown_in_part(code, shown):
    assert shown_tax_code(code) == shown
    field = TaxCodeField(required=False)
    field.kept = code
    assert field.prepare_value(code) == shown
    assert field.clean(shown) == code


def test_a_mask_that_is_none_of_ours_is_no_tax_code():
    field = TaxCodeField()
    field.kept = "079085001234"
    for typed in ("•••••••••235", "•"):
        with pytest.raises(ValidationError):
            field.clean(typed)
