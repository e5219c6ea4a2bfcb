"""What a reviewer says of one file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from language.fields import TextField
from survey.evidence.services import LONGEST_NOTE
from survey.models import Evidence


class VerdictForm(forms.Form):
    """What a reviewer found in one file. Nothing is chosen beforehand."""

    verdict = forms.ChoiceField(
        label=_("Does the file prove the answer?"),
        widget=forms.RadioSelect,
        choices=[
            (Evidence.Verdict.ACCEPTED, _("Yes, it proves the answer")),
            (Evidence.Verdict.DECLINED, _("No, not accepted")),
        ],
        error_messages={"required": _("Please choose one of the two.")},
    )
    note = TextField(
        label=_("Note to the enterprise"),
        help_text=_(
            "Needed when you do not accept: what is missing, or what would prove it."
        ),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
