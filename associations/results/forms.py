"""What the staff's list is filtered by."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access.scopes import Scope
from associations.choices import filter_by
from associations.results.queries import Filters
from indexes.offers import index_names
from language.fields import LineField


def index_choices() -> list[tuple]:
    return [("", _("All indexes")), *index_names().items()]


class FilterForm(forms.Form):
    """Stands in the address; what cannot be read there is left out, never an error page."""

    # Addresses are Vietnamese: what its fields and orders are called in one.
    WORDS: ClassVar = {
        "name": "ten",
        "sector": "nganh",
        "size": "quymo",
        "area": "diaban",
        "index": "bo",
        "level": "muc",
        "scope": "phamvi",
        "waiting": "cho",
        "order": "xep",
    }
    ORDERS: ClassVar = {"ten": "name", "muc": "level", "ngay": "date"}

    name = LineField(label=_("Name of the enterprise"), max_length=200, required=False)
    sector = filter_by("sector")
    size = filter_by("size")
    area = filter_by("area")
    index = forms.ChoiceField(label=_("Index"), required=False, choices=index_choices)
    level = forms.TypedChoiceField(
        label=_("Level"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("All levels")), *((level, str(level)) for level in range(6))],
    )
    scope = forms.TypedChoiceField(
        label=_("Shared"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("Whatever is shared")),
            (int(Scope.AGGREGATE), _("Overall level only")),
            (int(Scope.PILLARS), _("Overall level and pillars")),
            (int(Scope.ANSWERS), _("Answers, no files")),
            (int(Scope.EVIDENCE), _("Answers and evidence")),
        ],
    )
    waiting = forms.TypedChoiceField(
        label=_("Files"),
        required=False,
        coerce=bool,
        empty_value=False,
        choices=[("", _("With or without")), ("1", _("Files wait for a look"))],
    )
    order = forms.TypedChoiceField(
        label=_("Order"),
        required=False,
        coerce=ORDERS.__getitem__,
        empty_value="name",
        choices=[
            ("ten", _("By name")),
            ("muc", _("Highest level first")),
            ("ngay", _("Newest first")),
        ],
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def add_prefix(self, field_name: str) -> str:
        # Django asks for the name of a hidden initial value, too, which no field here has.
        return self.WORDS.get(field_name, field_name)

    def filters(self) -> Filters:
        self.is_valid()
        # What could not be read is missing here, and so filters nothing.
        return Filters(**self.cleaned_data)

    def asked(self) -> dict[str, str]:
        """What the address asks for, by name of the field."""
        words = {name: self.data.get(word) for name, word in self.WORDS.items()}
        return {name: value for name, value in words.items() if value}
