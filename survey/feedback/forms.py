"""The one question at the end."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from language.fields import TextField
from survey.models import Feedback

LONGEST = 2000


class FeedbackForm(forms.Form):
    """Both parts are optional, but one of them must be there."""

    useful = forms.ChoiceField(
        label=_("Was this useful to you?"),
        choices=Feedback.Useful.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    missing = TextField(
        label=_("What was missing?"),
        help_text=_("Please write no names and no phone numbers."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            words = _("Choose an answer or write what was missing.")
            raise ValidationError(words, code="empty")
        return cleaned
