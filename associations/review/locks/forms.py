"""Which days are closed, why, and the document that says so."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from associations.review.locks.services import LONGEST_REASON
from language.fields import DayField, TextField
from survey.evidence.files import MOST_BYTES
from survey.evidence.forms import ACCEPTED
from survey.wording import problem


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LockForm(forms.Form):
    first_day = DayField(label=_("First day"), widget=_day())
    last_day = DayField(label=_("Last day"), widget=_day())
    reason = TextField(
        label=_("Why it is locked"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = forms.FileField(
        label=_("Document that says so"),
        help_text=_(
            "PDF, photo or office file, up to 10 MB: minutes or a decision, for instance."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Please choose the document.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(problem("file_too_large"), code="file_too_large")
        return file
