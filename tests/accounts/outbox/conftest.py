import smtplib
from collections.abc import Callable

import pytest
from django.core.mail.backends.locmem import EmailBackend


@pytest.fixture
def complaining(monkeypatch) -> Callable[[Exception | None], None]:
    """What the mail server answers from now on; None: it takes every letter."""
    original = EmailBackend.send_messages

    def answer_with(error: Exception | None) -> None:
        def send(line, messages):
            if error is not None:
                raise error
            return original(line, messages)

        monkeypatch.setattr(EmailBackend, "send_messages", send)

    return answer_with


def refused(code: int, words: bytes) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"lan@pho.example": (code, words)})
