"""Naming a customer, and what a customer answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from language.fields import EmailField, LineField, PhoneField
from language.texts import in_language
from providers.vetting.criteria.queries import Criteria


class CustomerForm(forms.Form):
    name = LineField(
        label=_("Name of the business"),
        max_length=200,
        error_messages={"required": _("Please type the name of the business.")},
    )
    contact_name = LineField(
        label=_("Whom to ask there"),
        max_length=150,
        error_messages={"required": _("Please give a name that can be asked for.")},
    )
    email = EmailField(
        label=_("Email"),
        help_text=_("It gets a letter with three questions, once you have sent."),
        max_length=254,
        error_messages={"required": _("Please give an email address.")},
    )
    phone = PhoneField(label=_("Telephone"), max_length=20, required=False)


class AnswersForm(forms.Form):
    """Three questions, each with a few answers to choose from."""

    def __init__(self, *args, criteria: Criteria, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for question in criteria.questions:
            options = question["options"]
            self.fields[question["id"]] = forms.ChoiceField(
                label=f"{in_language(question['ask'])}?",
                choices=[(row["id"], in_language(row["name"])) for row in options],
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose an answer.")},
            )
