"""Enterprise tax codes (MST): ten digits with a check digit, or thirteen for a dependent unit."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import exceptions
from stdnum.vn import mst

# What its author can do about it, by the error of the library.
_MESSAGES = {
    exceptions.InvalidLength: (
        "length",
        _("A tax code has 10 digits, or 13 for a branch. Please count them again."),
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


def check_tax_code(text: str) -> str:
    """The code without spaces and dots, branches as 0314409058-002.

    ValidationError says what is wrong, and its code too.
    """
    try:
        # Spreadsheets paste a space that does not break, which the library does not know.
        digits = mst.validate(text.replace("\u00a0", " "))
        return mst.format(digits)
    except exceptions.ValidationError as error:
        code, message = _MESSAGES.get(type(error), _MESSAGES[exceptions.InvalidFormat])
        raise ValidationError(message, code=code) from error
