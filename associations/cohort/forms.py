"""Which part of the members is looked at: it stands in the address."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.choices import areas_and_parts, filter_by
from associations.cohort.filters import Filters


def _label(field: forms.ChoiceField, value: object) -> str:
    """Of one choice, in whatever group it stands."""
    for key, name in field.choices:
        choices = name if isinstance(name, list | tuple) else [(key, name)]
        for code, label in choices:
            if str(code) == str(value):
                return str(label)
    return str(value)


class CohortForm(forms.Form):
    """What cannot be read in an address is left out, never an error page."""

    WORDS: ClassVar = {
        "index": "bo",
        "sector": "nganh",
        "size": "quymo",
        "area": "diaban",
        "round": "ky",
    }

    index = forms.ChoiceField(label=_("Index"), required=False)
    sector = filter_by("sector")
    size = filter_by("size")
    area = filter_by("area", areas_and_parts)
    round = forms.TypedChoiceField(
        label=_("Round"),
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(
        self,
        *args,
        indexes: Sequence[tuple[str, str]],
        rounds: Sequence[int] = (),
        suffix: str = "",
        **kwargs,
    ) -> None:
        self.suffix = suffix
        super().__init__(*args, **kwargs)
        self.fields["index"].choices = indexes
        numbers = [(number, _("Round %d") % number) for number in rounds]
        self.fields["round"].choices = [("", _("The newest of each")), *numbers]
        if len(indexes) < 2 or suffix:
            del self.fields["index"]
        if len(rounds) < 2:
            del self.fields["round"]
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def add_prefix(self, field_name: str) -> str:
        return self.WORDS.get(field_name, field_name) + self.suffix

    def filters(self, index: str) -> Filters:
        self.is_valid()
        kept = {name: value for name, value in self.cleaned_data.items() if value}
        return Filters(**{**kept, "index": index})

    def chosen(self) -> list[str]:
        """What it narrows to, in the reader's words; not which index."""
        self.is_valid()
        fields = [name for name in self.fields if name != "index"]
        chosen = {name: self.cleaned_data.get(name) for name in fields}
        return [
            _label(self.fields[name], value) for name, value in chosen.items() if value
        ]

    def asked(self) -> dict[str, str]:
        """What the address asks for, as it stands there."""
        words = [self.add_prefix(name) for name in self.WORDS]
        return {word: self.data[word] for word in words if self.data.get(word)}
