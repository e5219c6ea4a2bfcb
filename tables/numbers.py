"""Numbers as spreadsheets write them. Pure."""

import re
from fractions import Fraction

# 3.0 is three, to whatever wrote it a fraction. But 1.000 is a thousand to half the world.
_WHOLE = re.compile(r"([0-9]{1,18})(?:[.,]0{1,2})?")
_DECIMAL = re.compile(r"([0-9]{1,18})(?:[.,]([0-9]{1,15}))?")


def whole(text: str) -> int | None:
    """None for anything else than a whole number, not below zero."""
    match = _WHOLE.fullmatch(text)
    return int(match[1]) if match else None


def decimal(text: str) -> Fraction | None:
    """With a point or a comma before its fraction."""
    match = _DECIMAL.fullmatch(text)
    return Fraction(f"{match[1]}.{match[2] or 0}") if match else None


def percent(text: str) -> Fraction | None:
    """So many of a hundred, with or without its sign: 15, 15.5, 15% or 15 %."""
    return decimal(text.removesuffix("%").rstrip())
