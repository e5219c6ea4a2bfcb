"""What is typed of a member, in a form or in a cell of a table: the same fields check both."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from associations.choices import areas, sectors, sizes
from associations.members.words import area_of, sector_of, size_of
from language.fields import EmailField, LineField, PhoneField, TextField
from language.selects import Select
from language.texts import in_language
from registry.areas import area
from registry.sector_names import SECTORS
from registry.sizes import size_names
from registry.tax_code import TaxCodeField, shown_tax_code

LONGEST_NOTE = 1000
UNKNOWN = _("Not known")


class AddressField(EmailField):
    """One address: of two in one cell nobody knows which is to be written to."""

    default_error_messages: ClassVar = {
        "invalid": _("This is not an email address. It looks like lan@congty.vn."),
        "two_addresses": _(
            "Two email addresses in one place: keep one, and move the other to the note."
        ),
    }

    def to_python(self, value: object) -> str:
        text = super().to_python(value)
        if text.count("@") > 1:
            words = self.error_messages["two_addresses"]
            raise ValidationError(words, code="two_addresses")
        return text


class WordField(forms.ChoiceField):
    """One of a list, by its code or by what people call it."""

    def __init__(self, *, read: Callable[[str], str], **kwargs) -> None:
        super().__init__(**kwargs)
        self.read = read

    def to_python(self, value: object) -> str:
        text = super().to_python(value).strip()
        return self.read(text) or text


def member_fields() -> Mapping[str, forms.Field]:
    """By the names of the model, in the order of the form."""
    return {**_typed(), **_chosen(), "note": _note()}


def _typed() -> Mapping[str, forms.Field]:
    return {
        "name": LineField(
            label=_("Name of the member"),
            max_length=200,
            error_messages={"required": _("Please give the name of the member.")},
        ),
        "tax_code": TaxCodeField(
            label=_("Tax code"),
            max_length=20,
            required=False,
        ),
        "contact_person": LineField(
            label=_("Contact person"),
            max_length=150,
            required=False,
        ),
        "email": AddressField(label=_("Email"), required=False),
        "phone": PhoneField(label=_("Telephone"), max_length=20, required=False),
    }


# What is said of a word that is none of the list.
_STRANGE = {
    "sector": _("This is none of the sectors. The template file lists them."),
    "area": _(
        "This is no ward or commune of today’s city, or there are two of that name. "
        "The template file lists them."
    ),
    "size": _("Please write micro, small, medium or large."),
}


def _chosen() -> Mapping[str, forms.Field]:
    lists = {
        "sector": (_("Sector"), sectors, sector_of),
        "area": (_("Ward or commune"), areas, area_of),
        "size": (_("Size"), sizes, size_of),
    }
    fields = {}
    for name, (label, choices, read) in lists.items():
        fields[name] = WordField(
            label=label,
            required=False,
            choices=partial(choices, UNKNOWN),
            read=read,
            widget=Select,
            error_messages={"invalid_choice": _STRANGE[name]},
        )
    return fields


def _note() -> forms.Field:
    return TextField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


FIELDS = tuple(member_fields())


def in_words(name: str, text: str) -> str:
    """What is kept of a field, as a reader is shown it."""
    unit = area(text) if name == "area" else None
    if unit:
        return in_language(unit.name)
    if name == "sector":
        return str(SECTORS.get(text, text))
    if name == "size" and text in size_names():
        return in_language(size_names()[text])
    return shown_tax_code(text) if name == "tax_code" else text
