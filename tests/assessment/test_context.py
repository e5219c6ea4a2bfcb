"""What every page's frame knows."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.held import BEGUN
from assessment.context import frame
from tests.builders import make_membership, make_organisation
from tests.personas import make_owner, make_staff


def make_request(**session) -> SimpleNamespace:
    return SimpleNamespace(session=session)


def test_the_operator_and_the_address_are_those_of_the_settings(settings):
    settings.SITE_URL = "https://sansangso.example"
    settings.OPERATOR_NAME = "Trung tâm"
    context = frame(make_request())
    assert context["site_url"] == "https://sansangso.example"
    assert context["operator"].name == "Trung tâm"


@pytest.mark.django_db
def test_every_page_leads_to_whoever_runs_the_site(client, settings):
    """Several pages say to write to the operator."""
    settings.OPERATOR_NAME = "Trung tâm"
    settings.OPERATOR_COMPLAINTS = "hoi@trung-tam.example"
    page = client.get(reverse("account_reset_password")).content.decode()
    assert '<a href="mailto:hoi@trung-tam.example">' in page


@pytest.mark.parametrize("debug", [True, False])
def test_a_page_knows_whether_the_site_is_for_trying(settings, debug):
    settings.DEBUG = debug
    assert frame(make_request())["debug"] is debug


@pytest.mark.parametrize(
    ("session", "has_begun"),
    [({}, False), ({BEGUN: []}, False), ({BEGUN: ["0d1f"]}, True)],
)
def test_who_began_without_an_account_is_known_by_the_browser(session, has_begun):
    assert frame(make_request(**session))["has_begun"] is has_begun


def test_a_request_without_a_session_has_begun_nothing():
    assert frame(SimpleNamespace())["has_begun"] is False


@pytest.mark.django_db
def test_who_only_works_for_others_is_not_led_to_an_empty_list_of_enterprises():
    enterprises = f'href="{reverse("survey:mine")}"'
    staff, owner = make_staff(), make_owner()
    for client, leads in ((staff.client, False), (owner.client, True)):
        page = client.get(reverse("about")).content.decode()
        assert (enterprises in page) == leads
    make_membership(staff.user, make_organisation())
    assert enterprises in staff.client.get(reverse("about")).content.decode()


@pytest.mark.parametrize("built", [True, False])
def test_a_page_knows_whether_the_fonts_are_built(monkeypatch, built):
    monkeypatch.setattr("assessment.fonts.are_built", lambda: built)
    assert frame(make_request())["fonts_built"] is built
