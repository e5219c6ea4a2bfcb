"""A mail server that is away breaks no page, and its complaint brings no address into the log."""

import smtplib

from django.core.mail import EmailMessage

from accounts.letters import sent


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
