"""Belonging, sharing and taking back: each once, each recorded, nothing seen without a consent."""

import pytest

from accounts.access import Scope
from accounts.models import AuditEvent, Consent
from associations.consent_texts import CURRENT
from associations.errors import AssociationError
from associations.models import Affiliation, AssociationProfile
from associations.services import join, leave, save_profile, share_results, take_back
from tests.builders import (
    NOW,
    actions_logged,
    make_lead,
    make_organisation,
    make_solution,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def pair(owner, staff):
    return {"enterprise": owner.organisation, "association": staff.organisation}


def share(pair, user, scope=Scope.PILLARS, text_version=CURRENT.id) -> Consent:
    return share_results(
        **pair, scope=scope, text_version=text_version, by=user, now=NOW
    )


def test_belonging_twice_is_belonging_once(pair, owner):
    first = join(**pair, by=owner.user, now=NOW)
    assert join(**pair, by=owner.user, now=NOW) == first
    assert actions_logged() == ["affiliation.begun"]


def test_belonging_again_is_a_new_beginning(pair, owner):
    join(**pair, by=owner.user, now=NOW)
    leave(**pair, by=owner.user, now=NOW)
    again = join(**pair, by=owner.user, now=NOW)
    assert (again.state, again.ended_at) == (Affiliation.State.ACTIVE, None)
    assert actions_logged() == [
        "affiliation.begun",
        "affiliation.ended",
        "affiliation.begun",
    ]


@pytest.mark.parametrize(
    ("enterprise", "association"),
    [
        ("enterprise", "provider"),
        ("association", "association"),
        ("agency", "association"),
    ],
)
def test_only_enterprises_belong_and_only_to_associations(enterprise, association):
    with pytest.raises(AssociationError) as caught:
        join(
            enterprise=make_organisation(enterprise),
            association=make_organisation(association),
            by=None,
            now=NOW,
        )
    assert caught.value.code == "wrong_kind_of_organisation"


def test_sharing_begins_belonging_and_names_what_its_words_name(pair, owner):
    consent = share(pair, owner.user)
    assert set(consent.items) == {
        str(item) for item in CURRENT.scopes[Scope.PILLARS].items
    }
    assert Affiliation.objects.get().state == Affiliation.State.ACTIVE
    assert actions_logged() == ["affiliation.begun", "consent.given"]


def test_another_wording_than_the_one_in_force_shares_nothing(pair, owner):
    with pytest.raises(AssociationError) as caught:
        share(pair, owner.user, text_version="share-2026-11")
    assert caught.value.code == "wording_changed"
    assert not Consent.objects.exists()
    assert not Affiliation.objects.exists()


def test_leaving_ends_what_was_shared(pair, owner):
    consent = share(pair, owner.user)
    leave(**pair, by=owner.user, now=NOW)
    consent.refresh_from_db()
    assert consent.withdrawn_at == NOW
    assert actions_logged()[-2:] == ["consent.withdrawn", "affiliation.ended"]


def test_leaving_where_one_does_not_belong_changes_nothing(pair, owner):
    leave(**pair, by=owner.user, now=NOW)
    assert actions_logged() == []


def test_taking_back_the_consent_behind_a_request_ends_the_request(owner, result):
    lead = make_lead(result, make_solution(), by=owner.user)
    take_back(consent=lead.consent, by=owner.user, now=NOW)
    lead.refresh_from_db()
    assert lead.state == "withdrawn"
    assert lead.consent.withdrawn_at == NOW


def test_what_an_association_says_of_itself_is_recorded(staff):
    profile = AssociationProfile(
        organisation=staff.organisation, email="hoi@hoi.example"
    )
    save_profile(profile=profile, fields=["email", "about"], by=staff.user, now=NOW)
    event = AuditEvent.objects.get()
    assert event.action == "organisation.changed"
    assert event.details == {"fields": ["about", "email"]}
    assert AssociationProfile.objects.get().email == "hoi@hoi.example"
