"""What an officer says before typing for a member, and types from its owner."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from associations.models import AssistedRound
from language.fields import EmailField, LineField
from survey.rounds.forms import StartForm


class BeginForm(StartForm):
    """The profile of the member, and by which way it asked. The tick is set by hand."""

    way = forms.ChoiceField(
        label=_("How did the member ask for it"),
        choices=AssistedRound.Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the member asked for it.")},
    )
    was_asked = forms.BooleanField(
        label=_("The member asked us to type for it"),
        error_messages={
            "required": _("Type for a member only where it asked for that.")
        },
    )


class AskForm(forms.Form):
    """Whereto the link and the code go, and in which language."""

    email = EmailField(label=_("Email address of the owner"))
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=settings.LANGUAGES,
        required=False,
    )

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or settings.LANGUAGE_CODE


class AskInAccountForm(forms.Form):
    """Of an enterprise in an account the letter goes to its owner, in the owner's language."""


class CodeForm(forms.Form):
    code = LineField(label=_("The code that the owner reads out"), max_length=12)

    def clean_code(self) -> str:
        """Read out in pairs, it is typed in pairs."""
        return "".join(self.cleaned_data["code"].split()).replace("-", "")
