"""Which part of the members is looked at: it stands in the address."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.cohort.filters import Filters
from associations.results.forms import area_choices, sector_choices, size_choices
from language.texts import in_language
from registry.areas import former_provinces


def _area_choices() -> list[tuple]:
    """Former provinces as a whole, then each of their units."""
    every, *units = area_choices()
    whole = [(key, in_language(name)) for key, name in former_provinces().items()]
    return [every, (_("A part of the city"), whole), *units]


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
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, choices=sector_choices
    )
    size = forms.ChoiceField(label=_("Size"), required=False, choices=size_choices)
    area = forms.ChoiceField(label=_("Area"), required=False, choices=_area_choices)
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

    def asked(self) -> dict[str, str]:
        """What the address asks for, as it stands there."""
        words = [self.add_prefix(name) for name in self.WORDS]
        return {word: self.data[word] for word in words if self.data.get(word)}
