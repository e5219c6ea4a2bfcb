"""How sign-up and its letters behave here: the account keeps the language, every letter has text and light HTML."""

from ipaddress import ip_address
from types import SimpleNamespace
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from accounts.email import LetterNotSentError, sent
from accounts.models import User

SITE = SimpleNamespace(
    name="Sẵn Sàng Số", domain="Sẵn Sàng Số"
)  # in letters: our name, whatever the host is called
ACTIONS = (
    "activate_url",
    "password_reset_url",
    "signup_url",
)  # where a letter leads to; one of them each


class AccountAdapter(DefaultAccountAdapter):
    def get_client_ip(self, request: HttpRequest) -> str:
        """IPv4 as IPv4: written as IPv6 (::ffff:203.0.113.7), all of it would count as one network."""
        address = ip_address(super().get_client_ip(request))
        return str(getattr(address, "ipv4_mapped", None) or address)

    def save_user(self, request, user: User, form, commit: bool = True) -> User:
        user.language = get_language() or user.language
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix, email, context) -> None:
        """As allauth does it; where the mail server refuses, the complaint in the log does not name the address."""
        request = allauth_context.request
        told = {"request": request, "email": email, "current_site": SITE, **context}
        if not sent(self.render_mail(template_prefix, email, told)):
            raise LetterNotSentError

    def render_mail(
        self, template_prefix, email, context, headers=None
    ) -> EmailMessage:
        """The HTML has the same words as the text, laid out by one template; addresses are those of SITE_URL."""
        addresses = {
            name: at_site(context[name]) for name in ACTIONS if name in context
        }
        message = super().render_mail(
            template_prefix,
            email,
            {**context, "current_site": SITE, **addresses},
            headers,
        )
        if isinstance(message, EmailMultiAlternatives) and not message.alternatives:
            action = next(
                (name for name in addresses if addresses[name] in message.body), ""
            )
            message.attach_alternative(
                _as_html(message, action, addresses.get(action, "")), "text/html"
            )
        return message


def at_site(url: str) -> str:
    """The same page at SITE_URL, whichever host the visitor asked."""
    parts = urlsplit(url)
    return (
        settings.SITE_URL.rstrip("/")
        + parts.path
        + (f"?{parts.query}" if parts.query else "")
    )


def _as_html(message: EmailMessage, action: str, url: str) -> str:
    before, _url, after = message.body.partition(url) if url else (message.body, "", "")
    told = {
        "subject": message.subject,
        "before": before,
        "action": action,
        "url": url,
        "after": after,
    }
    return render_to_string("accounts/letter.html", told)
