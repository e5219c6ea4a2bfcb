"""Who manages a provider asks colleagues by a letter, with the roles that providers have."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import Membership
from tests.builders import make_provider
from tests.pages import assert_clean_page
from tests.personas import make_persona, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    provider = make_provider()
    return make_persona("quanly@sao.example", provider.organisation, "manager")


def address(persona, name="team", *args) -> str:
    of = [persona.organisation.public_id, *args]
    return reverse(f"providers:{name}", args=of)


def test_a_colleague_is_asked_joins_and_begins_with_the_requests(manager):
    page = manager.client.get(address(manager, "invite_colleague"))
    assert_clean_page(page)
    # Nobody reviews evidence at a provider.
    roles = [value for value, _name in page.context["form"].fields["role"].choices]
    assert roles == ["manager", "officer", "reader"]
    typed = {"email": "moi@sao.example", "role": "officer", "language": "en"}
    assert manager.client.post(address(manager, "invite_colleague"), typed).url == (
        address(manager)
    )
    letter = mail.outbox[-1]
    assert "say what your company offers" in letter.body
    assert "your members" not in letter.body

    link = next(word for word in letter.body.split() if "/lam-viec/" in word)
    browser = Client()
    welcome = browser.post(link[link.index("/lam-viec/") :]).url
    new = {"full_name": "Trần Lan", "password": "mot-mat-khau-that-dai-2026"}
    assert browser.post(welcome, new).url == address(manager, "desk")
    assert Membership.objects.get(role="officer").organisation == manager.organisation


def test_every_page_of_the_team_is_clean_and_leads_to_the_others(manager):
    own = Membership.objects.get(user=manager.user)
    for name, *args in (["team"], ["invite_colleague"], ["colleague", own.pk]):
        page = manager.client.get(address(manager, name, *args))
        assert_clean_page(page)
        assert '<nav class="tabs"' in page.content.decode()


def test_a_reader_sees_the_team_and_changes_nothing(manager):
    reader = make_persona("doc@sao.example", manager.organisation, "reader")
    assert reader.client.get(address(reader)).status_code == 200
    assert reader.client.get(address(reader, "invite_colleague")).status_code == 403


def test_the_team_of_an_association_is_not_found_below_providers():
    staff = make_staff()
    assert staff.client.get(address(staff)).status_code == 404
