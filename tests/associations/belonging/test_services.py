"""Belonging: asked for, granted, left, confirmed; each once, each recorded."""

from datetime import timedelta

import pytest

from accounts.access.scopes import Scope
from accounts.models import AuditEvent, Consent
from accounts.services import give_consent
from associations.belonging.queries import members_and_asking
from associations.belonging.services import (
    answer_request,
    ask_to_join,
    confirm_enterprise,
    leave,
    take_request_back,
    withdraw_confirmations,
)
from associations.consents.services import share_results
from associations.consents.texts import CURRENT
from associations.errors import AssociationError
from associations.invitations import consent_text
from associations.models import Affiliation
from tests.builders import NOW, actions_logged, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

LATER = NOW + timedelta(days=3)


@pytest.fixture
def pair(owner, staff):
    return {"enterprise": owner.organisation, "association": staff.organisation}


def share(pair, user, scope=Scope.PILLARS, text_version=CURRENT.id) -> Consent:
    return share_results(
        **pair, scope=scope, text_version=text_version, by=user, now=NOW
    )


def ask(pair, user) -> Affiliation:
    return ask_to_join(**pair, by=user, now=NOW)


def answer(affiliation, is_granted=True) -> Affiliation:
    return answer_request(
        affiliation=affiliation, is_granted=is_granted, by=None, now=LATER
    )


def test_asking_is_not_belonging_and_asking_twice_is_asking_once(pair, owner):
    first = ask(pair, owner.user)
    assert first.state == Affiliation.State.ASKED
    assert ask(pair, owner.user) == first
    assert members_and_asking(pair["association"]) == (0, 1)
    assert actions_logged() == ["affiliation.asked"]


def test_the_association_grants_it_once(pair, owner):
    granted = answer(ask(pair, owner.user))
    assert (granted.state, granted.since) == (Affiliation.State.ACTIVE, LATER)
    assert members_and_asking(pair["association"]) == (1, 0)
    with pytest.raises(AssociationError, match="not_asked"):
        answer(granted)
    assert ask(pair, owner.user).state == Affiliation.State.ACTIVE, "stays a member"
    assert actions_logged() == ["affiliation.asked", "affiliation.begun"]


def test_who_was_declined_may_ask_again(pair, owner):
    declined = answer(ask(pair, owner.user), is_granted=False)
    assert declined.state == Affiliation.State.DECLINED
    assert members_and_asking(pair["association"]) == (0, 0)
    assert ask(pair, owner.user).state == Affiliation.State.ASKED


def test_a_request_taken_back_cannot_be_granted_any_more(pair, owner):
    asked = ask(pair, owner.user)
    consent = share(pair, owner.user)
    take_request_back(**pair, by=owner.user, now=NOW)
    with pytest.raises(AssociationError, match="not_asked"):
        answer(asked)
    consent.refresh_from_db()
    assert consent.withdrawn_at is None, "sharing is another thing"
    assert actions_logged("affiliation.") == [
        "affiliation.asked",
        "affiliation.taken_back",
    ]


def test_a_request_granted_meanwhile_cannot_be_taken_back_and_ends_nothing(pair, owner):
    answer(ask(pair, owner.user))
    consent = share(pair, owner.user)
    with pytest.raises(AssociationError, match="not_asked"):
        take_request_back(**pair, by=owner.user, now=NOW)
    assert Affiliation.objects.get().state == Affiliation.State.ACTIVE
    consent.refresh_from_db()
    assert consent.withdrawn_at is None


def test_who_only_asked_cannot_leave(pair, owner):
    ask(pair, owner.user)
    assert not leave(**pair, by=owner.user, now=NOW)
    assert Affiliation.objects.get().state == Affiliation.State.ASKED


def test_belonging_again_is_a_new_beginning(pair, owner):
    answer(ask(pair, owner.user))
    leave(**pair, by=owner.user, now=NOW)
    again = answer(ask(pair, owner.user))
    assert (again.state, again.ended_at) == (Affiliation.State.ACTIVE, None)
    begun = ["affiliation.asked", "affiliation.begun"]
    assert actions_logged() == [*begun, "affiliation.ended", *begun]


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
        ask_to_join(
            enterprise=make_organisation(enterprise),
            association=make_organisation(association),
            by=None,
            now=NOW,
        )
    assert caught.value.code == "wrong_kind_of_organisation"


def test_leaving_ends_what_was_shared(pair, owner):
    answer(ask(pair, owner.user))
    consent = share(pair, owner.user)
    leave(**pair, by=owner.user, now=NOW)
    consent.refresh_from_db()
    assert consent.withdrawn_at == NOW
    assert actions_logged()[-2:] == ["consent.withdrawn", "affiliation.ended"]


def test_leaving_ends_that_its_campaigns_may_be_followed_as_well(pair, owner):
    answer(ask(pair, owner.user))
    followed = give_consent(
        enterprise=pair["enterprise"],
        grantee=pair["association"],
        purpose=Consent.Purpose.CAMPAIGN,
        items=consent_text.ITEMS,
        text_version=consent_text.ID,
        by=owner.user,
        now=NOW,
    )
    leave(**pair, by=owner.user, now=NOW)
    followed.refresh_from_db()
    assert followed.withdrawn_at == NOW


def test_leaving_where_one_does_not_belong_changes_nothing(pair, owner):
    consent = share(pair, owner.user)
    leave(**pair, by=owner.user, now=NOW)
    assert actions_logged() == ["consent.given"]
    consent.refresh_from_db()
    assert consent.withdrawn_at is None


# Confirming that a member is real


def confirm(pair, by):
    return confirm_enterprise(**pair, by=by, now=NOW)


def test_only_a_member_is_confirmed_and_once(pair, owner, staff):
    with pytest.raises(AssociationError, match="not_member"):
        confirm(pair, staff.user)
    asked = ask(pair, owner.user)
    with pytest.raises(AssociationError, match="not_member"):
        confirm(pair, staff.user)
    answer(asked)
    assert confirm(pair, staff.user) == confirm(pair, staff.user)
    event = AuditEvent.objects.get(action="enterprise.confirmed")
    assert event.actor == staff.user
    assert event.organisation == pair["enterprise"]


def test_withdrawn_a_confirmation_stays_as_proof_and_can_be_given_again(
    pair, owner, staff
):
    answer(ask(pair, owner.user))
    first = confirm(pair, staff.user)
    for _turn in range(2):
        withdraw_confirmations(**pair, by=staff.user, now=NOW)
    first.refresh_from_db()
    assert first.withdrawn_at == NOW
    second = confirm(pair, staff.user)
    assert second != first
    assert actions_logged("enterprise.") == [
        "enterprise.confirmed",
        "enterprise.confirmation_withdrawn",
        "enterprise.confirmed",
    ]


def test_who_leaves_takes_no_confirmation_along(pair, owner, staff):
    answer(ask(pair, owner.user))
    confirmation = confirm(pair, staff.user)
    leave(**pair, by=owner.user, now=NOW)
    confirmation.refresh_from_db()
    assert confirmation.withdrawn_at == NOW
