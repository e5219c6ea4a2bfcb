"""Numbers as a file has them, exactly. Pure."""

from fractions import Fraction


def exact(number: float | str) -> Fraction:
    """The number as the file has it: 0.1 is one tenth, '125/6' is no decimal at all."""
    # Through its text: a float has forgotten that it was written as one tenth.
    return Fraction(str(number))
