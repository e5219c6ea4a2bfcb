"""What the directory is filtered by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from language.texts import in_language
from providers.directory.capabilities import areas
from registry.sector_names import SECTORS
from registry.sectors import sectors
from registry.sizes import size_names

INPUT = {"class": "input"}


class DirectoryForm(forms.Form):
    """Search and filters of the directory, kept in the address."""

    q = forms.CharField(
        label=_("Name or solution"),
        max_length=100,
        required=False,
        widget=forms.TextInput(INPUT),
    )
    sector = forms.ChoiceField(
        label=_("Line of business"), required=False, widget=forms.Select(INPUT)
    )
    size = forms.ChoiceField(
        label=_("Size of enterprise"), required=False, widget=forms.Select(INPUT)
    )
    area = forms.ChoiceField(
        label=_("What it is about"), required=False, widget=forms.Select(INPUT)
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("All"))
        known = [(code, name) for code, name in SECTORS.items() if code in sectors()]
        self.fields["sector"].choices = [every, *known]
        self.fields["size"].choices = [
            every,
            *((code, in_language(name)) for code, name in size_names().items()),
        ]
        self.fields["area"].choices = [
            every,
            *((code, in_language(name)) for code, name in areas().items()),
        ]
