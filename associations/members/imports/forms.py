"""Sending a table."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from associations.members.imports.reading import MOST_BYTES
from associations.members.imports.wording import EMPTY_FILE, TOO_LARGE


class TableForm(forms.Form):
    file = forms.FileField(
        label=_("Excel or CSV file"),
        help_text=_(
            "Columns in any order, with Vietnamese or English names, up to 20,000 rows "
            "and 5 MB."
        ),
        allow_empty_file=True,  # said in words of its own once it is read
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"required": EMPTY_FILE, "invalid": EMPTY_FILE},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(TOO_LARGE, code="too_large")
        return file
