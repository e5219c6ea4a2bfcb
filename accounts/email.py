"""Sending letters.

A mail server that is away or refuses breaks no page, and no address goes into the log.
"""

import logging
from collections.abc import Mapping

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import Organisation
from language.texts import spoken_to

log = logging.getLogger(__name__)


class LetterNotSentError(Exception):
    """For letters without which it makes no sense to go on."""


def send_email(
    template: str,
    to: str,
    language: str,
    context: Mapping[str, object],
    about: Organisation | None = None,
) -> bool:
    """A letter from <template>_subject.txt, .txt and .html; whether the mail server took it.

    about: the enterprise it speaks of, which may be a household business.
    """
    is_household = about is not None and about.is_household_business
    with translation.override(spoken_to(language, is_household=is_household)):
        message = _letter(template, to, context)

    return send_message(message)


def _letter(
    template: str, to: str, context: Mapping[str, object]
) -> EmailMultiAlternatives:
    lines = render_to_string(f"{template}_subject.txt", context)
    # Django refuses a subject with a line break.
    subject = " ".join(lines.split())

    text = render_to_string(f"{template}.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[to])

    html = render_to_string(f"{template}.html", {**context, "subject": subject})
    message.attach_alternative(html, "text/html")
    return message


def send_message(message: EmailMessage) -> bool:
    """Whether it could be handed to the mail server; if not, that alone stands in the log."""
    try:
        message.send()
    except OSError as error:
        # The errors of smtplib are OSErrors, and their text names the address.
        log.error("A letter could not be sent: %s", type(error).__name__)  # noqa: TRY400
        return False
    return True
