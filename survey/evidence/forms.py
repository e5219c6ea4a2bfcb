"""The form that takes one file. What the file really is, is found by `survey.evidence.files`."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from survey.evidence.files import MOST_BYTES
from survey.wording import problem

# What a phone offers to pick from. HEIC is not named: the phone then sends a JPEG by itself.
ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf,.docx,.xlsx,.pptx,.odt,.ods"


class EvidenceForm(forms.Form):
    file = forms.FileField(
        label=_("Choose a file or take a photo"),
        help_text=_(
            "PDF, photo (JPEG, PNG, WebP) or office file (docx, xlsx, pptx, odt, ods), "
            "up to 10 MB."
        ),
        allow_empty_file=True,  # said in our own words below
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": _("Please choose a file first."),
            "invalid": _("Please choose a file first."),
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(problem("file_too_large"), code="file_too_large")
        return file
