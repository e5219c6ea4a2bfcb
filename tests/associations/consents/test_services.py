"""Sharing and taking back: recorded, as the words say, and nothing seen without a consent."""

import pytest

from accounts.access.scopes import Scope
from accounts.models import Consent
from associations.consents.services import share_results, take_back
from associations.consents.texts import CURRENT
from associations.errors import AssociationError
from associations.models import Affiliation
from tests.builders import NOW, actions_logged, make_lead, make_solution

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def pair(owner, staff):
    return {"enterprise": owner.organisation, "association": staff.organisation}


def share(pair, user, scope=Scope.PILLARS, text_version=CURRENT.id) -> Consent:
    return share_results(
        **pair, scope=scope, text_version=text_version, by=user, now=NOW
    )


def test_sharing_is_not_joining_and_names_what_its_words_name(pair, owner):
    consent = share(pair, owner.user)
    assert set(consent.items) == {
        str(item) for item in CURRENT.scopes[Scope.PILLARS].items
    }
    assert not Affiliation.objects.exists()
    assert actions_logged() == ["consent.given"]


def test_another_wording_than_the_one_in_force_shares_nothing(pair, owner):
    with pytest.raises(AssociationError) as caught:
        share(pair, owner.user, text_version="share-2026-11")
    assert caught.value.code == "wording_changed"
    assert not Consent.objects.exists()
    assert not Affiliation.objects.exists()


def test_taking_back_the_consent_behind_a_request_ends_the_request(owner, result):
    lead = make_lead(result, make_solution(), by=owner.user)
    take_back(consent=lead.consent, by=owner.user, now=NOW)
    lead.refresh_from_db()
    assert lead.state == "withdrawn"
    assert lead.consent.withdrawn_at == NOW
