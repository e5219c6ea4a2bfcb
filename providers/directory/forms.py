"""What the directory is filtered by."""

from collections.abc import Iterator, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from language.fields import FriendlyNumberField, LineField
from language.selects import Select
from language.texts import in_language
from providers.directory.capabilities import areas
from providers.wording import KINDS
from registry.areas import areas_by_former_province
from registry.sector_names import SECTORS
from registry.sizes import size_names

INPUT = {"class": "input"}
ALL = ("", _("All"))


class DirectoryForm(forms.Form):
    """Search and filters of the directory, kept in the address."""

    q = LineField(
        label=_("Name or solution"),
        max_length=100,
        required=False,
        widget=forms.TextInput(INPUT),
    )
    sector = forms.ChoiceField(
        label=_("Line of business"), required=False, widget=Select(INPUT)
    )
    size = forms.ChoiceField(
        label=_("Size of enterprise"), required=False, widget=Select(INPUT)
    )
    area = forms.ChoiceField(
        label=_("What it is about"), required=False, widget=Select(INPUT)
    )

    kind = forms.ChoiceField(label=_("Kind"), required=False, widget=Select(INPUT))
    place = forms.ChoiceField(label=_("Comes to"), required=False, widget=Select(INPUT))
    most = FriendlyNumberField(
        label=_("First year at most (dong)"),
        required=False,
        max_length=30,
        widget=forms.TextInput(INPUT),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [ALL, *SECTORS.items()]
        self.fields["size"].choices = _choices(size_names())
        self.fields["area"].choices = _choices(areas())
        self.fields["kind"].choices = [ALL, *KINDS.items()]
        self.fields["place"].choices = [ALL, *_places()]


def _choices(names: Mapping[str, Mapping[str, str]]) -> list[tuple]:
    return [ALL, *((code, in_language(name)) for code, name in names.items())]


def _places() -> Iterator[tuple]:
    """Under the former provinces, by which people know where a ward is."""
    for province, units in areas_by_former_province():
        group = [(unit.code, in_language(unit.name)) for unit in units]
        yield in_language(province), group
