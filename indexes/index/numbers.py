"""Numbers as a file has them, exactly. Pure."""

import re
from fractions import Fraction
from functools import lru_cache

# What people write. Fraction itself reads '1e999999999' too, which no memory can hold.
# Nor 010, which is ten to some and eight to YAML.
_WRITTEN = re.compile(r"[+-]?(0|[1-9][0-9]{0,11})(\.[0-9]{1,12}|/[0-9]{1,12})?")


def exact(number: float | str) -> Fraction:
    """The number as the file has it: 0.1 is one tenth, '125/6' is no decimal at all.

    Raises ValueError or ZeroDivisionError for a text that is no such number.
    """
    if isinstance(number, str) and _WRITTEN.fullmatch(number) is None:
        raise ValueError(number)
    # Through its text: a float has forgotten that it was written as one tenth.
    return _fraction(str(number))


@lru_cache(maxsize=4096)  # documents have the same few numbers again and again
def _fraction(text: str) -> Fraction:
    return Fraction(text)
