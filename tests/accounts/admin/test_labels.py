"""Every field of a member of an organisation has a label, in the administration too."""

import re

import pytest
from django.urls import reverse

from tests.pages import Page
from tests.personas import make_administrator, make_owner

pytestmark = pytest.mark.django_db


def test_second_steps_are_named_in_the_language_of_the_page():
    client = make_administrator().client
    page = client.get(reverse("admin:index")).content.decode()
    assert "Bước đăng nhập thứ hai" in page
    assert "Authenticator" not in page


def test_people_are_filtered_by_the_name_of_their_language():
    client = make_administrator().client
    page = client.get(reverse("admin:accounts_user_changelist")).content.decode()
    assert re.search(r"language=vi\S*>\s*Tiếng Việt", page)


def test_the_fields_of_a_member_have_labels():
    owner = make_owner()
    url = reverse("admin:accounts_organisation_change", args=[owner.organisation.pk])
    page = Page(make_administrator().client.get(url).content.decode())
    fields = {control.get("name") for control in page.controls}
    assert {"memberships-0-role", "memberships-0-DELETE"} <= fields
    assert not [fault for fault in page.unlabelled() if "memberships-0" in fault]
