"""The form that takes one file. What the file really is, is found by `survey.evidence.files`."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from survey.errors import SurveyError
from survey.evidence.files import MOST_BYTES, CheckedFile
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


class JudgedFileField(forms.FileField):
    """Cleaned, it is the file as it may be kept; None where nobody chose one.

    judge: of its content and name, with a SurveyError where it may not.
    """

    def __init__(
        self, judge: Callable[[bytes, str], CheckedFile], accept: str, **kwargs
    ) -> None:
        self.judge = judge
        widget = forms.FileInput(attrs={"accept": accept})
        # An empty file is told of in our own words.
        super().__init__(widget=widget, allow_empty_file=True, **kwargs)

    def clean(self, data, initial=None) -> CheckedFile | None:
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return None
        if upload.size > MOST_BYTES:
            raise ValidationError(problem("file_too_large"), code="file_too_large")
        try:
            return self.judge(upload.read(), upload.name)
        except SurveyError as error:
            words = problem(error.code, **error.params)
            raise ValidationError(words, code=error.code) from error
