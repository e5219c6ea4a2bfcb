"""Whoever is asked joins by the link: with an account that is there, or by making one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, User
from accounts.sessions.length import STAFF
from tests.accounts.addresses import confirmed
from tests.builders import PASSWORD, make_user, make_work
from tests.pages import assert_clean_page
from tests.personas import make_owner, make_staff

pytestmark = pytest.mark.django_db
LINK = reverse("work_link", args=["bi-mat"])
NEW = {"full_name": "Trần Lan", "password": "mot-mat-khau-that-dai-2026"}


@pytest.fixture
def invitation():
    until = timezone.now() + timedelta(days=3)
    return make_work(make_staff().organisation, expires_at=until)


def page_of(invitation) -> str:
    return reverse("work", args=[invitation.public_id])


def follows(invitation, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.post(LINK).url == page_of(invitation)
    return client


def test_the_page_is_only_for_the_browser_that_opened_the_link(invitation):
    assert Client().get(page_of(invitation)).status_code == 404
    page = follows(invitation).get(page_of(invitation))
    assert_clean_page(page)
    assert invitation.organisation.name in page.content.decode()


def test_somebody_new_is_signed_in_at_once_for_as_long_as_staff_are(invitation):
    client = follows(invitation)
    answer = client.post(page_of(invitation), NEW)
    today = reverse("associations:today", args=[invitation.organisation.public_id])
    assert answer.url == today
    assert client.get(today).status_code == 200
    assert client.session.get_expiry_age() <= STAFF.whole.total_seconds()
    assert User.objects.get(email="moi@hoi.example").full_name == "Trần Lan"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"password": "12345678"}, "password"),
        ({"password": "moi@hoi.example"}, "password"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(invitation, wrong, field):
    page = follows(invitation).post(page_of(invitation), NEW | wrong)
    assert_clean_page(page)
    assert field in page.context["form"].errors
    assert not User.objects.filter(email="moi@hoi.example").exists()


def test_who_has_an_account_signs_in_and_comes_back(invitation):
    user = confirmed(make_user("moi@hoi.example"))
    client = follows(invitation)
    page = client.get(page_of(invitation)).content.decode()
    assert 'type="password"' not in page
    signing_in = f"{reverse('account_login')}?next={page_of(invitation)}"
    entered = {"login": "moi@hoi.example", "password": PASSWORD}
    assert client.post(signing_in, entered).url == page_of(invitation)
    client.post(page_of(invitation))
    membership = Membership.objects.get(role="officer")
    assert membership.user == user


def test_a_new_account_is_not_made_beside_one_that_is_there(invitation):
    client = follows(invitation)
    make_user("moi@hoi.example")
    page = client.post(page_of(invitation), NEW)
    assert page.status_code == 200
    assert not Membership.objects.filter(user__email="moi@hoi.example").exists()


def test_whoever_is_signed_in_joins_with_that_account_and_stays_signed_in(invitation):
    owner = make_owner()
    client = follows(invitation, owner.client)
    assert_clean_page(client.get(page_of(invitation)))
    client.post(page_of(invitation))
    assert owner.user.memberships.count() == 2
    assert client.get(reverse("own_home")).status_code == 200


def test_an_invitation_that_is_over_says_so_calmly(invitation):
    client = follows(invitation)
    invitation.ended_at = timezone.now()
    invitation.save()
    assert client.get(page_of(invitation)).status_code == 410
    assert client.post(page_of(invitation), NEW).status_code == 410
