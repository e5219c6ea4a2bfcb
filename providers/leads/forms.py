from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.access.scopes import Item
from language.fields import (
    EmailField,
    FriendlyNumberField,
    LineField,
    PhoneField,
    TextField,
)
from providers.directory.forms import ALL, INPUT
from providers.leads.services import CONSENT_TEXT, Contact
from providers.models import Lead
from providers.wording import STATES, problem


class AskForm(forms.Form):
    """What goes to the provider. The two boxes start unticked; what is not ticked is not
    passed on.
    """

    contact_name = LineField(label=_("Who should they ask for"), max_length=150)
    contact_email = EmailField(label=_("Email"), max_length=254)
    contact_phone = PhoneField(label=_("Telephone"), max_length=20, required=False)
    budget = FriendlyNumberField(
        label=_("Budget for the first year, in dong"), max_length=60, required=False
    )
    message = TextField(
        label=_("What would you like to ask"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    agree_contact = forms.BooleanField(
        label=_("I agree that this provider gets my contact details to answer me.")
    )
    agree_pillars = forms.BooleanField(
        label=_(
            "I agree that this provider sees our weakest pillars,"
            " so that it can prepare."
        ),
        required=False,
    )
    text_version = forms.CharField(
        label=_("Wording"), widget=forms.HiddenInput, initial=CONSENT_TEXT
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        missing = {
            "agree_contact": problem("consent_missing"),
            "contact_name": _("Please give a name the provider can ask for."),
            "contact_email": _("Please give an email address for the answer."),
        }
        for name, text in missing.items():
            self.fields[name].error_messages["required"] = text

    def clean_text_version(self) -> str:
        version = self.cleaned_data["text_version"]
        if version != CONSENT_TEXT:
            # Consent to the old wording is none to this one: the page comes back with
            # the new text, and the boxes are empty again.
            self.data = self.data.copy()
            self.data["text_version"] = CONSENT_TEXT
            self.data.pop("agree_contact", None)
            self.data.pop("agree_pillars", None)
            raise ValidationError(problem("wording_changed"), code="wording_changed")
        return version

    @property
    def contact(self) -> Contact:
        clean = self.cleaned_data
        return Contact(
            clean["contact_name"], clean["contact_email"], clean["contact_phone"]
        )

    @property
    def items(self) -> list[Item]:
        if self.cleaned_data["agree_pillars"]:
            return [Item.CONTACT, Item.PILLARS]
        return [Item.CONTACT]


class DeclineForm(forms.Form):
    reason = TextField(
        label=_("Why do you decline"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The enterprise reads this. Say what would have to be different,"
            " or who could help instead."
        ),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = problem("reason_missing")


class LeadListForm(forms.Form):
    state = forms.ChoiceField(
        label=_("State"), required=False, widget=forms.Select(INPUT)
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        states = [(state, STATES[state]) for state in Lead.State.values]
        self.fields["state"].choices = [ALL, *states]
