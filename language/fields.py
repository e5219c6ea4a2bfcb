"""Form fields that read what people type the way they type it."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from language.formats import grouped
from language.numbers import NumberError, read_number
from language.texts import language


def one_line(name: str) -> str:
    """Without signs that have no shape (line breaks, turned writing direction): one name could look like another."""
    return " ".join(
        "".join(sign if sign.isprintable() else " " for sign in name).split()
    )


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
    """A whole number typed the way it is said; shown back grouped. `problems`: codes with words of its own."""

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
            raise ValidationError(
                NUMBER_PROBLEMS[self.problems.get(error.code, error.code)],
                code=error.code,
            ) from error

    def prepare_value(self, value: object) -> object:
        return grouped(value) if isinstance(value, int) else value
