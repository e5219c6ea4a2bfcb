"""A picture or a document, with its words in both languages."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from language.fields import LineField
from language.forms import InBothLanguages
from providers.changes.wording import problem
from providers.errors import ProviderError
from providers.profile.files import judged
from survey.errors import SurveyError
from survey.evidence.files import MOST_BYTES, CheckedFile
from survey.wording import problem as problem_of_file

ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"


class ShownFileField(forms.FileField):
    """Cleaned, it is the file as it may be kept; None where nobody chose one."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPTED}))
        # An empty file is told of in our own words.
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data, initial=None) -> CheckedFile | None:
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return None
        if upload.size > MOST_BYTES:
            raise ValidationError(problem_of_file("file_too_large"))
        try:
            return judged(upload.read(), upload.name)
        except SurveyError as error:
            words = problem_of_file(error.code, **error.params)
            raise ValidationError(words) from error
        except ProviderError as error:
            raise ValidationError(problem(error.code)) from error


class EntryFileForm(InBothLanguages):
    file = ShownFileField(
        label=_("Choose a picture or a PDF"),
        help_text=_(
            "Picture (JPEG, PNG, WebP) or PDF, up to 10 MB. Pictures are drawn anew without"
            " place and time."
        ),
        error_messages={
            "required": _("Please choose a file first."),
            "invalid": _("Please choose a file first."),
        },
    )
    text_vi = LineField(
        label=_("What it shows, in Vietnamese"),
        help_text=_("For whoever cannot see the picture; for a document its name."),
        max_length=200,
        error_messages={"required": _("Please say what it shows.")},
    )
    text_en = LineField(
        label=_("What it shows, in English"), max_length=200, required=False
    )
