"""A mail server that is away breaks no page, and its complaint brings no address into the log."""

import smtplib

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from accounts.email import sent
from tests.builders import PASSWORD


def test_a_refused_letter_is_told_without_the_address(monkeypatch, caplog):
    def refuse(self, fail_silently=False):
        raise smtplib.SMTPRecipientsRefused({self.to[0]: (550, b"no such mailbox")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert not sent(EmailMessage("Chào", "Chào", to=["lan@pho.example"]))
    assert "SMTPRecipientsRefused" in caplog.text
    assert "lan@pho.example" not in caplog.text


def test_a_letter_that_goes_out_is_told(mailoutbox):
    assert sent(EmailMessage("Chào", "Chào", to=["lan@pho.example"]))
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_a_sign_up_letter_that_is_refused_leaves_no_address_in_the_log(
    client, monkeypatch, caplog
):
    def refuse(self, fail_silently=False):
        raise smtplib.SMTPRecipientsRefused({self.to[0]: (550, b"no such mailbox")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    client.raise_request_exception = False
    told = {"email": "lan@pho.example", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(reverse("account_signup"), told).status_code == 500
    assert "lan@pho.example" not in caplog.text
