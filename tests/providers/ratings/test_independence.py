"""Nobody rates themself: not one house, not one person, not one browser."""

import pytest
from django.conf import settings

from accounts.models import Membership
from providers.errors import ProviderError
from providers.models import ProviderDevice
from providers.ratings.independence import nearness, note_device, on_sign_in
from providers.ratings.services import rate
from survey.models import Origin
from survey.rounds.origins import cookie_name, known_device
from tests.builders import NOW, make_enterprise, make_membership, make_user
from tests.providers.ratings.world import STARS

pytestmark = pytest.mark.django_db
HOUSE = "0312687878"
MARK = "a" * 32


def refused(lead, owner, device: str = "") -> str:
    try:
        rate(lead=lead, stars=STARS, words="", by=owner, now=NOW, device=device)
    except ProviderError as error:
        return error.code
    return ""


def test_a_firm_that_is_near_to_nobody_rates(delivered, owner):
    assert refused(delivered, owner) == ""


def test_a_firm_of_the_same_house_does_not(delivered, owner):
    firm, seller = delivered.organisation, delivered.provider.organisation
    firm.tax_code, seller.tax_code = f"{HOUSE}-001", HOUSE
    firm.save()
    seller.save()
    assert refused(delivered, owner) == "rating_of_oneself"


def test_a_firm_of_somebody_who_works_there_does_not(delivered, owner, staff):
    make_membership(staff, delivered.organisation, "member")
    assert refused(delivered, owner) == "rating_of_oneself"
    Membership.objects.filter(user=staff, organisation=delivered.organisation).delete()
    assert refused(delivered, owner) == ""


def test_a_browser_in_which_the_provider_signed_in_does_not(delivered, owner, staff):
    note_device(user=staff, device=MARK, now=NOW)
    assert refused(delivered, owner, MARK) == "rating_same_browser"
    assert refused(delivered, owner, "b" * 32) == ""


def test_nor_a_firm_that_was_begun_in_that_browser(delivered, owner, staff):
    note_device(user=staff, device=MARK, now=NOW)
    Origin.objects.create(organisation=delivered.organisation, device=MARK)
    assert refused(delivered, owner) == "rating_same_browser"


def test_nor_one_begun_where_the_providers_people_began_another(
    delivered, owner, staff
):
    other = make_enterprise(staff, name="Tiệm của nhân viên")
    Origin.objects.create(organisation=other, device=MARK)
    assert refused(delivered, owner, MARK) == "rating_same_browser"


def test_a_browser_without_a_mark_is_nobodys(delivered, staff):
    Origin.objects.create(organisation=delivered.organisation, device="")
    ProviderDevice.objects.create(provider=delivered.provider, device="", seen_at=NOW)
    assert nearness(delivered.organisation, delivered.provider, "") == ""


def test_signing_in_notes_the_mark_of_the_browser(rf, provider, staff):
    request = rf.get("/")
    request.COOKIES[cookie_name()] = "trinh-duyet"
    on_sign_in(request, staff)
    (kept,) = ProviderDevice.objects.all()
    assert kept.provider == provider
    # Never the mark itself.
    assert "trinh-duyet" not in kept.device


def test_a_browser_without_a_mark_gets_none_for_signing_in(rf, provider, staff):
    on_sign_in(rf.get("/"), staff)
    assert not ProviderDevice.objects.exists()


def test_signing_in_again_keeps_one(provider, staff):
    for _ in range(2):
        note_device(user=staff, device=MARK, now=NOW)
    assert ProviderDevice.objects.count() == 1


def test_of_whoever_works_for_no_provider_nothing_is_kept():
    note_device(user=make_user("ai-do@coso.example"), device=MARK, now=NOW)
    assert not ProviderDevice.objects.exists()


def test_a_mark_is_known_only_as_a_keyed_hash(rf):
    request = rf.get("/")
    assert known_device(request) == ""
    request.COOKIES[cookie_name()] = "trinh-duyet"
    told = known_device(request)
    assert len(told) == len(MARK)
    assert "trinh-duyet" not in told
    assert settings.SECRET_KEY not in told
