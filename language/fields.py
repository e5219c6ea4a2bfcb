"""Form fields that read what people type the way they type it."""

import unicodedata
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from language.formats import grouped
from language.numbers import NumberError, read_number
from language.texts import language

# Letters to a computer, and nothing to see: fillers of Hangul, the empty sign of Braille.
EMPTY_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def one_line(name: str) -> str:
    """Without signs that have no shape, with which one name could look like another.

    Line breaks are among them, and what turns the direction of writing.
    """
    # A space takes their place: what stood on two lines stays two words.
    return " ".join("".join(map(_shown, name)).split())


def _shown(sign: str) -> str:
    return sign if sign.isprintable() and sign not in EMPTY_LETTERS else " "


class TextField(forms.CharField):
    """Text as a person types it.

    Some keyboards send an accent as a sign of its own: composed, a name is the same whoever typed
    it, and has room for as many letters as it says.
    """

    def to_python(self, value: object) -> str:
        return unicodedata.normalize("NFC", super().to_python(value))


NUMBER_PROBLEMS = {
    "unreadable": _(
        "We cannot read this as a number. Please type it like 12, 1.500.000 or 1,5 tỷ."
    ),
    "unreadable_count": _("We cannot read this as a number. Please type it like 12."),
    "negative": _("A number here cannot be below zero."),
    "whole": _("Please give a whole number."),
    "too_large": _("This number is too large. Please count the zeros again."),
    "no_people": _("At least one person works there. Please count yourself too."),
}


class FriendlyNumberField(forms.CharField):
    """A whole number typed the way it is said; shown back grouped.

    problems: which of NUMBER_PROBLEMS takes the place of an error, by its code.
    """

    def __init__(self, *, problems: Mapping[str, str] | None = None, **kwargs) -> None:
        super().__init__(**kwargs)
        self.problems = problems or {}

    def clean(self, value: str | None) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_number(text, language=language())
        except NumberError as error:
            words = NUMBER_PROBLEMS[self.problems.get(error.code, error.code)]
            raise ValidationError(words, code=error.code) from error

    def prepare_value(self, value: object) -> object:
        # What could not be read stands in the field as it was typed.
        return grouped(value) if isinstance(value, int) else value
