from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, SignupForm
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.models import User
from accounts.sessions import limit_session

DEMO_EMAILS = {account.email for account in DEMO_ACCOUNTS}


class SignInForm(LoginForm):
    """On a development site `?email=` of a demo account fills the form in."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
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
    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Two who sign up at once with one address: the later one gets what all latecomers get."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)
