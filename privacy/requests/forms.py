"""What is asked of whoever asks about their own data."""

from collections.abc import Sequence

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.ratelimit import forget, is_limited
from language.fields import EmailField, LineField, TextField
from privacy.erasure.queries import LastOwned
from privacy.erasure.services import DELETE
from privacy.models import PersonRequest

LONGEST_WORDS = 2000
# Of one account, whoever sits before its screen.
PASSWORDS, PASSWORDS_IN = 5, 300
ENTERPRISE = "enterprise-"


class NameForm(forms.Form):
    full_name = LineField(label=_("Your name"), max_length=150, required=False)


class AddressForm(forms.Form):
    email = EmailField(label=_("Your email"), max_length=254)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, capfirst(kind.label)) for kind in PersonRequest.Kind]


class AskForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=_kinds,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you ask for.")},
    )
    words = TextField(
        label=_("What is it about?"),
        help_text=_(
            "In your own words: what, where, and why if you like. Please give no numbers of papers."
        ),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Please write what it is about.")},
    )


class OwnedForm(forms.Form):
    """Asks what becomes of what only one account owns."""

    def __init__(self, *args, last_owned: Sequence[LastOwned], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for last in last_owned:
            name = f"{ENTERPRISE}{last.enterprise.public_id}"
            self.fields[name] = _choice_for(last)

    @property
    def choices(self) -> dict[str, str]:
        """By the public id of each enterprise."""
        return {
            name.removeprefix(ENTERPRISE): value
            for name, value in self.cleaned_data.items()
            if name.startswith(ENTERPRISE)
        }


class DeleteForm(OwnedForm):
    """Asks for the password of an account too."""

    def __init__(self, *args, user: User | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user:
            self.fields["password"] = _password()
        self.fields["sure"] = forms.BooleanField(
            label=_("I know that this cannot be undone."),
            error_messages={
                "required": _("Please tick this; without it nothing is deleted.")
            },
        )

    def clean_password(self) -> str:
        password, who = self.cleaned_data["password"], str(self.user.pk)
        # Before it is looked at: after five slips a right one must not tell that it is.
        too_many = is_limited("deleting", who, most=PASSWORDS, seconds=PASSWORDS_IN)
        if too_many:
            words = _("Too many wrong passwords. Please wait five minutes.")
            raise forms.ValidationError(words, code="too_many")
        if not self.user.check_password(password):
            words = _("This is not the password of this account.")
            raise forms.ValidationError(words, code="wrong_password")
        # Else a slip yesterday would count against who knows it today.
        forget("deleting", who)
        return password


def _choice_for(last: LastOwned) -> forms.ChoiceField:
    over = _("Hand it over to %(name)s")
    choices = []
    for colleague in last.colleagues:
        choices.append((str(colleague.pk), over % {"name": str(colleague)}))
    delete = _("Delete it with its answers, files, results and consents")
    name = {"name": last.enterprise.name}
    missing = _("Please choose what becomes of %(name)s.")
    return forms.ChoiceField(
        label=_("What becomes of %(name)s?") % name,
        choices=[*choices, (DELETE, delete)],
        widget=forms.RadioSelect,
        error_messages={"required": missing % name},
    )


def _password() -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
    missing = _("Please type your password.")
    return forms.CharField(
        label=_("Your password"),
        # A blank may be a part of it.
        strip=False,
        widget=widget,
        error_messages={"required": missing},
    )
