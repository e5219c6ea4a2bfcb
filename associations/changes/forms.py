from django import forms
from django.utils.translation import gettext_lazy as _

from language.fields import TextField


class JudgeForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[
            ("accept", _("Accept: everybody sees it at once")),
            ("decline", _("Decline: what stands goes on standing")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two.")},
    )
    reason = TextField(
        label=_("Why"),
        help_text=_("The provider reads it. Needed where you decline."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
