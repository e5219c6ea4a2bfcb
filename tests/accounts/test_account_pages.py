"""Sign-in and account pages are sound: nothing a content policy blocks, every field labelled."""

import pytest
from django.urls import reverse

from tests.builders import make_assessment, make_result
from tests.pages import assert_clean_page
from tests.personas import make_owner

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password"]
)
def test_the_sign_in_pages_are_sound(client, name):
    assert_clean_page(client.get(reverse(name)))
    assert_clean_page(client.post(reverse(name)))


@pytest.mark.parametrize(
    "name", ["own_home", "account_email", "account_change_password", "mfa_index"]
)
def test_the_account_pages_are_sound(name):
    owner = make_owner()
    make_result(make_assessment(owner.organisation))
    assert_clean_page(owner.client.get(reverse(name)))
