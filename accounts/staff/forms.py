"""Whom to ask, and how somebody who is asked makes an account."""

from collections.abc import Collection

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import ROLES_OF, Membership, User
from accounts.staff.wording import may_in, roles_in
from language.fields import EmailField, LineField

LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))


class InviteForm(forms.Form):
    """Whom, as what, and in which language the letter speaks. No role is chosen beforehand."""

    email = EmailField(
        label=_("Email address"),
        help_text=_("The letter goes there. An account is made by its link."),
        error_messages={"required": _("Please type the address of your colleague.")},
    )
    role = forms.ChoiceField(
        label=_("Role"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a role.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        widget=forms.RadioSelect,
        choices=LANGUAGES,
        initial="vi",
    )

    def __init__(self, *args, kind: str, roles: Collection[str], **kwargs) -> None:
        """kind: of the place; each has roles of its own. roles: those that can be given."""
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.given = roles
        self.fields["role"].choices = [
            (role, name) for role, name in role_choices(kind) if role in roles
        ]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def roles(self) -> list[dict]:
        """Each with what it may, for the page."""
        return [
            {"radio": radio, "may": may_in(self.kind, radio.data["value"])}
            for radio in self["role"]
        ]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, kind: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(kind)

    def clean_role(self) -> Membership.Role:
        return Membership.Role(self.cleaned_data["role"])


class NewAccountForm(forms.Form):
    """The address is that of the letter; only name and password are asked for."""

    full_name = LineField(
        label=_("Your name"),
        max_length=150,
        help_text=_("Colleagues see it."),
        error_messages={"required": _("Please type your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Please choose a password.")},
    )

    def __init__(self, *args, email: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict:
        """Like no name and no address of the same account."""
        cleaned = super().clean()
        password = cleaned.get("password")
        if not password:
            return cleaned
        user = User(email=self.email, full_name=cleaned.get("full_name", ""))
        try:
            validate_password(password, user)
        except ValidationError as error:
            self.add_error("password", error)
        return cleaned


def role_choices(kind: str) -> list[tuple]:
    names = [name for name, _may in roles_in(kind)]
    return list(zip(ROLES_OF[kind], names, strict=True))
