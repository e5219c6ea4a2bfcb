"""How sign-up and its letters behave here: the account keeps the language, every letter has text and light HTML."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request, user: User, form, commit: bool = True) -> User:
        user.language = get_language() or user.language
        return super().save_user(request, user, form, commit)

    def render_mail(self, template_prefix, email, context, headers=None) -> EmailMessage:
        """The HTML has the same words as the text, laid out by one template."""
        message = super().render_mail(template_prefix, email, context, headers)
        if isinstance(message, EmailMultiAlternatives) and not message.alternatives:
            html = render_to_string("accounts/letter.html", {"subject": message.subject, "text": message.body})
            message.attach_alternative(html, "text/html")
        return message
