from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from django.conf import settings

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD


class SignInForm(LoginForm):
    """On a development site `?email=` of a demo account fills the form in."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        email = self.request.GET.get("email") if self.request else None
        if settings.DEBUG and email in {account.email for account in DEMO_ACCOUNTS}:
            self.initial |= {"login": email, "password": DEMO_PASSWORD}
            self.fields["password"].widget.render_value = True

    def clean_login(self) -> str:
        """A demo account left in the data of a real site has a password that everybody knows: it opens nothing."""
        login = super().clean_login()
        if not settings.DEBUG and login.lower() in {account.email for account in DEMO_ACCOUNTS}:
            raise get_adapter().validation_error("email_password_mismatch")
        return login
