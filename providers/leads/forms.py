"""What both sides fill in on the page of a request."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from language.fields import (
    DayField,
    EmailField,
    FriendlyNumberField,
    LineField,
    PhoneField,
    TextField,
)
from providers.directory.forms import ALL, INPUT
from providers.leads.states import RETURNED_FOR
from providers.leads.wording import RETURNED
from providers.models import Lead, LeadOutcome
from providers.wording import STATES, problem
from survey.evidence.files import MOST_BYTES
from survey.evidence.forms import ACCEPTED, EvidenceForm
from survey.wording import problem as problem_of_file


class WithFile(forms.Form):
    """One file may go along."""

    file = forms.FileField(
        label=_("A file with it"),
        help_text=EvidenceForm.base_fields["file"].help_text,
        required=False,
        allow_empty_file=True,  # said in our own words
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            code = "file_too_large"
            raise ValidationError(problem_of_file(code), code=code)
        return file


class MessageForm(WithFile):
    text = TextField(
        label=_("Your message"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("text", "file")

    def clean(self) -> dict:
        clean = super().clean()
        # A file that was refused is said to be so, and not to be missing.
        if not (clean.get("text") or clean.get("file") or self.errors):
            self.add_error("text", problem("message_missing"))
        return clean


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


class ReturnForm(forms.Form):
    code = forms.ChoiceField(
        label=_("What is wrong with it"),
        choices=[(code, RETURNED[code]) for code in RETURNED_FOR],
        widget=forms.RadioSelect,
        help_text=_("That the enterprise has not answered you is no reason."),
    )
    words = TextField(
        label=_("In your words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = problem("reason_missing")

    def offer(self, codes: Iterable[str]) -> None:
        """Those that can hold of one request."""
        self.fields["code"].choices = [(code, RETURNED[code]) for code in codes]


class OfferForm(WithFile):
    amount = FriendlyNumberField(
        label=_("Amount in dong, with all taxes"), max_length=60
    )
    scope = TextField(
        label=_("What you would do for it"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    begins_on = DayField(label=_("Begins on"))
    ends_on = DayField(label=_("Done by"))
    field_order = ("amount", "scope", "begins_on", "ends_on", "file")

    def clean(self) -> dict:
        clean = super().clean()
        begins_on, ends_on = clean.get("begins_on"), clean.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", problem("dates_in_wrong_order"))
        return clean


class OutcomeForm(forms.Form):
    said = forms.ChoiceField(
        label=_("What came of it"),
        choices=LeadOutcome.Said.choices,
        widget=forms.RadioSelect,
    )
    words = TextField(
        label=_("In your words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ContactForm(forms.Form):
    name = LineField(label=_("Who should they ask for"), max_length=150)
    email = EmailField(label=_("Email"), max_length=254)
    phone = PhoneField(label=_("Telephone"), max_length=20, required=False)


class AgreeForm(forms.Form):
    """Which offer was shown when the button was pressed."""

    offer = forms.IntegerField(label=_("The offer"), widget=forms.HiddenInput)


class LeadListForm(forms.Form):
    state = forms.ChoiceField(
        label=_("State"), required=False, widget=forms.Select(INPUT)
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        states = [(state, STATES[state]) for state in Lead.State.values]
        self.fields["state"].choices = [ALL, *states]
