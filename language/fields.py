"""Form fields that read what people type the way they type it."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from language.cleaning import clean, one_line, plain
from language.formats import grouped
from language.numbers import NumberError, read_number
from language.phones import PhoneError, read_phone
from language.texts import language


class TextField(forms.CharField):
    """Text as a person types it, in as many lines as there are.

    Cleaned before anything is checked: what is counted is what is seen and kept.
    """

    cleaning = staticmethod(clean)

    def to_python(self, value: object) -> str:
        if isinstance(value, str):
            value = self.cleaning(value)
        return super().to_python(value)


class LineField(TextField):
    """A name, or what else stands on one line."""

    cleaning = staticmethod(one_line)


class SignsField(TextField):
    """Signs of a keyboard, such as a code; full-width ones and other dashes are meant as these."""

    cleaning = staticmethod(plain)


class EmailField(forms.EmailField):
    def to_python(self, value: object) -> str:
        return super().to_python(plain(value) if isinstance(value, str) else value)


class WebsiteField(forms.URLField):
    """An address of a website, with or without its scheme."""

    def to_python(self, value: object) -> str:
        return super().to_python(plain(value) if isinstance(value, str) else value)


class DayField(forms.DateField):
    def to_python(self, value: object) -> date | None:
        return super().to_python(plain(value) if isinstance(value, str) else value)


class PhoneField(SignsField):
    """A telephone number as it is written, grouped or not."""

    default_error_messages: ClassVar = {
        "phone": _("This is not a telephone number. It looks like 0901 234 567."),
    }

    def clean(self, value: str | None) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return read_phone(text)
        except PhoneError as error:
            words = self.error_messages["phone"]
            raise ValidationError(words, code="phone") from error


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


class FriendlyNumberField(SignsField):
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
