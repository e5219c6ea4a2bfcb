"""Sending one letter. A mail server that is away or refuses breaks no page, and no address goes into the log."""

import logging

from django.core.mail import EmailMessage

log = logging.getLogger(__name__)


class LetterNotSentError(Exception):
    """For letters without which it makes no sense to go on."""


def sent(message: EmailMessage) -> bool:
    """Whether it could be handed to the mail server; if not, that alone stands in the log."""
    try:
        message.send()
    except OSError as error:  # smtplib's errors are OSErrors, and name the address
        log.error("A letter could not be sent: %s", type(error).__name__)  # noqa: TRY400
        return False
    return True
