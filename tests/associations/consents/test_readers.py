"""Every page and file that an association reads of an enterprise, before and after the end."""

import pytest
from django.utils import timezone

from accounts.models import Consent
from accounts.services import withdraw_consent
from associations.consents.services import share_results
from associations.consents.texts import CURRENT
from tests.roadmap.access import ROADMAPS
from tests.test_access_table import TABLE
from tests.world import World, make_world

pytestmark = pytest.mark.django_db

ANSWERS = 11  # the column of the association that sees all answers
# Its own pages: what it typed or keeps itself, and nothing that the enterprise told.
OWN_PAGES = ("/hiep-hoi/", "/nhap-ho/", "/xem-xet/")


@pytest.fixture
def world() -> World:
    return make_world()


def readers(world: World) -> list[str]:
    """Addresses of the owner's things that the association reads and strangers do not."""
    found = []
    for line in (TABLE + ROADMAPS).splitlines():
        cells = line.split()
        if len(cells) != 16 or cells[0] != "GET" or cells[2] != ".":
            continue
        stranger, reader = cells[8], cells[ANSWERS]
        if reader == "200" and stranger == "404":
            found.append(world.address(cells[1]))
    return found


def test_what_was_shared_is_read_until_it_is_withdrawn_and_not_a_click_longer(world):
    addresses = readers(world)
    assert len(addresses) > 5
    for address in addresses:
        assert world.visit("answers", "GET", address).status_code == 200, address
    for consent in Consent.objects.filter(purpose=Consent.Purpose.FOLLOW):
        withdraw_consent(consent=consent, by=None, now=timezone.now())
    name = world.owned.enterprise.name
    for address in addresses:
        if not address.startswith(OWN_PAGES):
            page = world.visit("answers", "GET", address)
            assert page.status_code == 404, address
            assert name not in page.content.decode(), address


def test_a_consent_to_another_round_opens_none_of_them(world):
    consent = Consent.objects.get(grantee__name="Hội C")
    share_results(
        enterprise=world.owned.enterprise,
        association=consent.grantee,
        scope=consent.scope,
        text_version=CURRENT.id,
        by=consent.given_by,
        now=timezone.now(),
        round_key=world.owned.draft.round_key,
    )
    for address in readers(world):
        if not address.startswith(OWN_PAGES):
            assert world.visit("answers", "GET", address).status_code == 404, address
