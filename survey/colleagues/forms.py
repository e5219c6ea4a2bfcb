"""The form that invites a colleague."""

from django import forms
from django.utils.translation import gettext_lazy as _

from language.fields import LineField
from survey.rounds.forms import LaterForm


class InviteForm(LaterForm):
    """Whom, and for which pillars; nothing is chosen beforehand."""

    name = LineField(
        label=_("Name of your colleague"),
        max_length=100,
        error_messages={
            "required": _("Please give the name; it stands beside the answers.")
        },
    )
    pillars = forms.MultipleChoiceField(
        label=_("Which parts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one part.")},
    )
    field_order = ["name", "email", "pillars"]

    def __init__(self, *args, pillars: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pillars"].choices = list(pillars.items())
        self.fields["email"].error_messages["required"] = _(
            "Please type the email address of your colleague."
        )
