"""A person with an account, and what a page says in one language and in the other."""

import re
from html.parser import HTMLParser

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from tests.builders import PASSWORD, make_user

EMAIL = "chu@quanpho.example"
SAME_IN_BOTH = {"Email", "Sẵn Sàng Số", EMAIL, "moi@quanpho.example"}


class Words(HTMLParser):
    """The visible texts of <main>, and what is read out: alternative texts and labels."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.muted, self.found = 0, 0, []

    def handle_starttag(self, tag, attrs):
        self.depth += tag == "main"
        self.muted += tag in ("script", "style")
        self.found += [
            value
            for name, value in attrs
            if name in ("placeholder", "aria-label", "title") and self.depth
        ]

    def handle_endtag(self, tag):
        self.depth -= tag == "main"
        self.muted -= tag in ("script", "style")

    def handle_data(self, data):
        if self.depth and not self.muted and data.strip():
            self.found.append(" ".join(data.split()))


def words(html: str) -> list[str]:
    parser = Words()
    parser.feed(html)
    return parser.found


def speaking(client: Client, language: str) -> Client:
    client.cookies["django_language"] = language
    return client


def leftovers(render) -> set[str]:
    """Texts that stand in the Vietnamese page exactly as in the English one."""
    vietnamese, english = render("vi"), render("en")
    assert vietnamese
    same = set(vietnamese) & set(english) - SAME_IN_BOTH
    return {
        text for text in same if re.search(r"[^\W\d_]{3}", text) and "@" not in text
    }


@pytest.fixture
def person(db):
    user = make_user(EMAIL)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    return user


def sign_in(client: Client) -> Client:
    answer = client.post(
        reverse("account_login"), {"login": EMAIL, "password": PASSWORD}
    )
    assert answer.status_code == 302, answer.content.decode()
    return client
