"""How sign-up and its letters behave here.

The account keeps the language it was made in; every letter has text and light HTML.
"""

from ipaddress import ip_address
from time import time
from types import SimpleNamespace

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth_context
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit.watching import note_failed_sign_in
from accounts.brakes.sign_in import Turn, remember_browser
from accounts.email import LetterNotSentError
from accounts.models import User
from accounts.outbox.services import write_letter
from accounts.sessions.services import renew_key
from accounts.site import at_site
from language.cleaning import plain
from language.texts import language

# In letters stands our name, whatever the host is called.
SITE = SimpleNamespace(name="Sẵn Sàng Số", domain="Sẵn Sàng Số")
# Where a letter leads to; each has at most one of them.
ACTIONS = ("activate_url", "password_reset_url", "signup_url")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many failed sign-ins. Wait a few minutes, or set another password by a "
            "letter: with that you get in here at once, whoever else keeps trying."
        )
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """IPv4 as IPv4: as IPv6 (::ffff:203.0.113.7), all of it would count as one network."""
        address = ip_address(super().get_client_ip(request))
        return str(getattr(address, "ipv4_mapped", None) or address)

    def clean_email(self, email: str) -> str:
        return super().clean_email(plain(email))

    def authenticate(self, request: HttpRequest, **credentials) -> User | None:
        user = super().authenticate(request, **credentials)
        if user:
            self._turn.succeed()
        return user

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Whoever has just signed in sets a second step up without the password once more."""
        is_asked = super().is_reauthentication_required(app=app, **kwargs)
        return is_asked and not (app == "allauth.mfa" and _has_just_signed_in())

    def reauthenticate(self, user: User, password: str) -> bool:
        is_right = super().reauthenticate(user, password)
        if is_right:
            renew_key(request=allauth_context.request)
        return is_right

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        login = credentials.get("email", "")
        self._turn = Turn(request, login)
        try:
            self._brake(request, **credentials)
        except ValidationError:
            note_failed_sign_in("sign_in.refused", request, login)
            raise

    def _brake(self, request: HttpRequest, **credentials) -> None:
        # The counts of allauth are of places; a known browser has its own. What a place has
        # too much of counts no more for the account.
        if not self._turn.is_known:
            super().pre_authenticate(request, **credentials)
        if self._turn.is_refused():
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials) -> str:
        """Of one account at one place: elsewhere others may fail as they like."""
        return Turn(request, credentials.get("email", "")).name

    def _delete_login_attempts_cached_email(
        self, request: HttpRequest, **credentials
    ) -> None:
        """Whoever set another password by a letter begins anew."""
        super()._delete_login_attempts_cached_email(request, **credentials)
        Turn(request, credentials.get("email", "")).begin_anew()

    def post_login(self, request: HttpRequest, user: User, **terms) -> HttpResponse:
        response = super().post_login(request, user, **terms)
        remember_browser(request, response, user)
        return response

    def save_user(self, request, user: User, form, commit: bool = True) -> User:
        user.language = language()
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix, email, context) -> None:
        """As allauth does it, but a refused letter does not bring its address into the log."""
        context = {
            "request": allauth_context.request,
            "email": email,
            "current_site": SITE,
            **context,
        }
        message = self.render_mail(template_prefix, email, context)
        if not write_letter(message, kind=template_prefix):
            raise LetterNotSentError

    def render_mail(
        self, template_prefix, email, context, headers=None
    ) -> EmailMessage:
        """The HTML has the words of the text, laid out by one template.

        Addresses are those of SITE_URL: a forged Host header must not lead a letter elsewhere.
        """
        addresses = {
            name: at_site(context[name]) for name in ACTIONS if name in context
        }
        context = {**context, "current_site": SITE, **addresses}
        if "activate_url" in context:
            ending = reverse("account_not_me", args=[context["key"]])
            context["not_me_url"] = at_site(ending)
        message = super().render_mail(template_prefix, email, context, headers)

        if isinstance(message, EmailMultiAlternatives) and not message.alternatives:
            message.attach_alternative(_as_html(message, addresses), "text/html")
        return message


def _has_just_signed_in() -> bool:
    """With the password, and with the second step where there was one."""
    request = allauth_context.request
    given = get_authentication_records(request, request.user)
    since = time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(way["method"] == "password" and way["at"] > since for way in given)


def _as_html(message: EmailMessage, addresses: dict[str, str]) -> str:
    """The text around the address it leads to, which becomes a button."""
    named = (action for action, url in addresses.items() if url in message.body)
    action = next(named, "")
    url = addresses.get(action, "")

    before, after = message.body, ""
    if url:
        before, _url, after = message.body.partition(url)
    context = {
        "subject": message.subject,
        "before": before,
        "action": action,
        "url": url,
        "after": after,
    }
    return render_to_string("accounts/letter.html", context)
