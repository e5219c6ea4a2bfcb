"""Letters of sign-up: both forms say the same, and lead to this site whatever host was asked."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation

from accounts.adapter import AccountAdapter
from accounts.models import User


@pytest.fixture
def letter(settings):
    settings.SITE_URL = "https://mau.example"

    def render(**more):
        request = RequestFactory().get("/", headers={"host": "gia.example"})
        context = {
            "request": request,
            "user": User(email="lan@pho.example"),
            "key": "abc",
            "activate_url": "http://gia.example/tai-khoan/confirm-email/abc/",
            **more,
        }
        prefix = "account/email/email_confirmation"
        return AccountAdapter(request).render_mail(prefix, "lan@pho.example", context)

    return render


def test_a_letter_leads_to_this_site_whatever_host_was_asked(letter, db):
    message = letter()
    (html,) = message.alternatives
    for part in (message.body, html.content):
        assert "https://mau.example/tai-khoan/confirm-email/abc/" in part
        assert "gia.example" not in part


def test_the_address_is_a_button_in_the_html(letter, db):
    (html,) = letter().alternatives
    assert html.mimetype == "text/html"
    assert (
        html.content.count('href="https://mau.example/tai-khoan/confirm-email/abc/"')
        == 2
    )


def test_a_letter_that_leads_nowhere_has_no_button(db):
    request = RequestFactory().get("/")
    context = {"request": request, "user": User(email="lan@pho.example")}
    prefix = "account/email/password_changed"
    message = AccountAdapter(request).render_mail(prefix, "lan@pho.example", context)
    (html,) = message.alternatives
    assert "text-decoration:none" not in html.content


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_an_old_address_written_the_new_way_is_the_old_one(remote, address):
    request = RequestFactory().get("/", REMOTE_ADDR=remote)
    request.user = AnonymousUser()
    assert AccountAdapter(request).get_client_ip(request) == address


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_account_keeps_the_language_it_was_made_in(language, db):
    class Form:
        cleaned_data = {"email": "lan@pho.example", "password1": "mot-mat-khau-dai"}

    request = RequestFactory().get("/")
    request.session = {}
    with translation.override(language):
        user = AccountAdapter(request).save_user(request, User(), Form())
    assert User.objects.get(pk=user.pk).language == language
