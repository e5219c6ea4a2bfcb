"""Tax codes (MST): ten digits with a check digit, thirteen for a dependent unit.

A household business has the personal number of who runs it, twelve digits: it is accepted,
and stands nowhere in plain but where it is kept.
"""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import exceptions
from stdnum.vn import mst

from language.cleaning import plain
from language.fields import SignsField
from language.numbers import without_fraction
from registry.households import PERSONAL_CODE

# What its author can do about it, by the error of the library.
_MESSAGES: Mapping[type[Exception], tuple[str, str]] = {
    exceptions.InvalidLength: (
        "length",
        _(
            "A tax code has 10 digits, 12 for a household business, 13 for a branch. "
            "Please count them again."
        ),
    ),
    exceptions.InvalidFormat: (
        "format",
        _("A tax code has digits only, for example 0312687878."),
    ),
    exceptions.InvalidComponent: (
        "component",
        _(
            "This number is not given out as a tax code. Please check the first ten digits."
        ),
    ),
    exceptions.InvalidChecksum: (
        "checksum",
        _("The last digit does not fit the others; one digit is probably mistyped."),
    ),
}
# Of a person: one of 96 provinces of birth, then century and sex, year, and who it is.
_PERSONAL = re.compile(r"0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}", re.ASCII)
_WITHOUT_ZERO = (
    9,
    11,
    12,
)  # digits that a spreadsheet leaves of those that begin with 0
_SHOWN = 3  # of a person's digits
_HIDDEN = "•"


_COMPANY = 10  # digits; what comes after them tells a branch


def family_of(code: str) -> str:
    """What a company and its branches share; of a person the whole number."""
    return code if _PERSONAL.fullmatch(code) else code[:_COMPANY]


def check_tax_code(text: str) -> str:
    """The code without spaces and dots, branches as 0314409058-002.

    ValidationError says what is wrong, and its code too.
    """
    typed = without_fraction(plain(text))
    digits = _with_zero(mst.compact(typed))
    try:
        if len(digits) == PERSONAL_CODE and digits.isdigit():
            return _personal(digits)
        return mst.format(mst.validate(digits))
    except exceptions.ValidationError as error:
        code, message = _MESSAGES.get(type(error), _MESSAGES[exceptions.InvalidFormat])
        raise ValidationError(message, code=code) from error


def _with_zero(digits: str) -> str:
    """As they were before, where that is a code."""
    if len(digits) not in _WITHOUT_ZERO or digits.startswith("0"):
        return digits
    mended = f"0{digits}"
    is_code = mst.is_valid(mended) or _PERSONAL.fullmatch(mended)
    return mended if is_code else digits


def _personal(digits: str) -> str:
    if _PERSONAL.fullmatch(digits) is None:
        raise exceptions.InvalidComponent
    return digits


def shown_tax_code(code: str) -> str:
    """As pages show it: of a person's number the last digits only."""
    if len(code) != PERSONAL_CODE:
        return code
    return _HIDDEN * (PERSONAL_CODE - _SHOWN) + code[-_SHOWN:]


class TaxCodeField(SignsField):
    """kept: what is shown, perhaps in part; sent back as it was shown, it stays."""

    kept = ""

    def prepare_value(self, value: object) -> object:
        return shown_tax_code(value) if value == self.kept else value

    def has_changed(self, initial: str | None, data: str | None) -> bool:
        return data != self.prepare_value(initial) and super().has_changed(
            initial, data
        )

    def clean(self, value: str | None) -> str:
        text = super().clean(value)
        if text and text == shown_tax_code(self.kept):
            return self.kept
        return check_tax_code(text) if text else ""
