"""The forms of django-allauth, typed into as all others of the site are."""

from allauth.account import fields
from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    AddEmailForm,
    LoginForm,
    ResetPasswordForm,
    SignupForm,
)
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from allauth.mfa.adapter import get_adapter as get_second_step
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.links.services import give_up_others
from accounts.links.signed_up import end_last_sign_up, note_sign_up
from accounts.models import User
from accounts.sessions.length import limit_session
from accounts.sessions.services import renew_key
from accounts.tokens import token_hash
from language.fields import EmailField, SignsField

DEMO_EMAILS = {account.email for account in DEMO_ACCOUNTS}


class AddressField(EmailField, fields.EmailField):
    """Of an account: compared in small letters, labelled as allauth does."""


class SignInForm(LoginForm):
    """On a development site `?email=` of a demo account fills the form in."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # allauth makes it anew for each form.
        self.fields["login"] = AddressField()
        email = self.request.GET.get("email") if self.request else None
        if settings.DEBUG and email in DEMO_EMAILS:
            self.initial |= {"login": email, "password": DEMO_PASSWORD}
            self.fields["password"].widget.render_value = True

    def login(
        self, request: HttpRequest, redirect_url: str | None = None
    ) -> HttpResponse:
        response = super().login(request, redirect_url)
        # allauth lengthens every session at its end; whoever works for others keeps a short one.
        if request.user.is_authenticated:
            limit_session(request, request.user)
        return response

    def clean_login(self) -> str:
        """A demo account left in the data of a real site opens nothing: all know its password."""
        login = super().clean_login()
        if not settings.DEBUG and login.lower() in DEMO_EMAILS:
            raise get_adapter().validation_error("email_password_mismatch")
        return login


class SignUpForm(SignupForm):
    email = AddressField()

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Another address than a moment ago: the link in the letter to that one ends."""
        end_last_sign_up(request, unless_at=self.cleaned_data["email"])
        user, answer = self._try_save(request)
        if user:
            note_sign_up(request, user)
        return user, answer

    def _try_save(
        self, request: HttpRequest
    ) -> tuple[User | None, HttpResponse | None]:
        """Two who sign up at once with one address: the later one gets what all latecomers get."""
        if self.account_already_exists:
            # Thrown away: without it the answer would come sooner, and so tell of the account.
            make_password(self.cleaned_data["password1"])
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class AnotherAddressForm(AddEmailForm):
    email = AddressField()

    def save(self, request: HttpRequest) -> EmailAddress:
        give_up_others(user=self.user, now=timezone.now())
        return super().save(request)


class ForgottenPasswordForm(ResetPasswordForm):
    email = AddressField()


# Longer than a code is good for: the one before and the one after count too.
USED_FOR = settings.MFA_TOTP_PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 2)


class OnceOnly:
    """A form in which a code of the second step counts once, in whichever process it is sent."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        self.fields["code"] = SignsField(label=code.label, widget=code.widget)

    def clean_code(self) -> str:
        digits = "".join(self.cleaned_data["code"].split())
        used = f"code-used:{self.user.pk}:{token_hash(digits)}"
        # Before it is checked: what was right once must not give the wrong tries back.
        is_used = cache.get(used)
        code = self.cleaned_data["code"] if is_used else super().clean_code()
        if is_used or not cache.add(used, True, timeout=USED_FOR):
            raise get_second_step().validation_error("incorrect_code")
        return code


class SecondStepForm(OnceOnly, AuthenticateForm):
    pass


class SecondStepAgainForm(OnceOnly, ReauthenticateForm):
    def save(self) -> None:
        super().save()
        renew_key(request=allauth_context.request)


class ActivateForm(OnceOnly, ActivateTOTPForm):
    pass
