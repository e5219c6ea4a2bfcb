"""Organisations, consents and the audit log."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import AccountError
from accounts.models import AuditEvent, Consent, Membership
from accounts.services import (
    add_member,
    create_organisation,
    give_consent,
    withdraw_consent,
)
from tests.builders import (
    NOW,
    make_enterprise,
    make_organisation,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def owner():
    return make_user()


@pytest.fixture
def enterprise(owner):
    return make_enterprise(owner)


@pytest.fixture
def association():
    return make_organisation("association", "Hội Lương thực Thực phẩm")


def give(
    enterprise,
    association,
    by,
    items=("aggregate",),
    version="share-1",
    now=NOW,
    purpose="follow",
):
    return give_consent(
        enterprise=enterprise,
        grantee=association,
        purpose=purpose,
        items=items,
        text_version=version,
        by=by,
        now=now,
    )


def test_who_creates_an_organisation_owns_it(owner):
    made = create_organisation(
        kind="enterprise", name="Cơ khí Út Đức", by=owner, now=NOW, area="25747"
    )
    assert (made.area, made.created_at) == ("25747", NOW)
    assert Membership.objects.get(organisation=made).role == "owner"
    assert set(AuditEvent.objects.values_list("action", flat=True)) == {
        "organisation.created",
        "member.added",
    }


def test_who_creates_an_association_manages_it(owner):
    made = create_organisation(kind="association", name="Hội May", by=owner, now=NOW)
    assert Membership.objects.get(organisation=made).role == "manager"


@pytest.mark.parametrize(
    ("kind", "role"),
    [("association", "owner"), ("enterprise", "manager"), ("agency", "officer")],
)
def test_nobody_gets_a_role_that_the_kind_of_organisation_does_not_have(
    owner, kind, role
):
    organisation = make_organisation(kind, "Chỗ khác")
    with pytest.raises(AccountError, match="wrong_role"):
        add_member(organisation=organisation, user=owner, role=role, by=None, now=NOW)
    assert not organisation.memberships.exists()


def test_an_organisation_without_a_creator_has_no_members():
    made = create_organisation(kind="enterprise", name="Cơ khí Út Đức", now=NOW)
    assert not made.memberships.exists()


def test_adding_a_member_twice_changes_the_role_only(enterprise, owner):
    colleague = make_user("dong@nghiep.example")
    for role in ("member", "owner"):
        add_member(
            organisation=enterprise, user=colleague, role=role, by=owner, now=NOW
        )
    assert Membership.objects.get(user=colleague).role == "owner"


def test_a_consent_names_who_gave_what_under_which_wording(
    enterprise, association, owner
):
    consent = give(enterprise, association, owner, items=["pillars", "aggregate"])
    assert (
        consent.items,
        consent.text_version,
        consent.given_by,
        consent.given_at,
    ) == (
        ["aggregate", "pillars"],
        "share-1",
        owner,
        NOW,
    )
    event = AuditEvent.objects.get(action="consent.given")
    assert (event.organisation, event.actor, event.subject) == (
        enterprise,
        owner,
        f"consent:{consent.public_id}",
    )
    assert event.details["items"] == ["aggregate", "pillars"]


def test_the_same_consent_twice_is_one_consent(enterprise, association, owner):
    first = give(enterprise, association, owner)
    assert give(enterprise, association, owner, now=LATER) == first
    assert AuditEvent.objects.filter(action="consent.given").count() == 1


@pytest.mark.parametrize("change", [{"items": ["answers"]}, {"version": "share-2"}])
def test_another_scope_or_wording_is_a_new_consent_and_the_old_one_stays_as_proof(
    enterprise, association, owner, change
):
    old = give(enterprise, association, owner)
    new = give(enterprise, association, owner, now=LATER, **change)
    old.refresh_from_db()
    assert new.pk != old.pk
    assert (old.withdrawn_at, new.withdrawn_at) == (LATER, None)


def test_a_withdrawn_consent_stays_as_proof_and_withdrawing_again_changes_nothing(
    enterprise, association, owner
):
    consent = give(enterprise, association, owner)
    withdraw_consent(consent=consent, by=owner, now=LATER)
    withdraw_consent(consent=consent, by=owner, now=LATER + timedelta(days=1))
    kept = Consent.objects.get()
    assert (kept.given_at, kept.withdrawn_at) == (NOW, LATER)
    assert AuditEvent.objects.filter(action="consent.withdrawn").count() == 1


def test_the_database_allows_one_standing_consent_per_purpose(
    enterprise, association, owner
):
    consent = give(enterprise, association, owner)
    consent.pk, consent.public_id = None, "7e9a8c1e-6f0f-4d55-9f6e-0d8f4f2d3b11"
    with pytest.raises(IntegrityError), transaction.atomic():
        consent.save(force_insert=True)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"items": []}, "unknown_items"),
        ({"items": ["everything"]}, "unknown_items"),
        ({"items": ["contact"]}, "unknown_items"),
        ({"version": ""}, "wording_missing"),
        ({"purpose": "contact"}, "wrong_kind_of_organisation"),
    ],
)
def test_a_consent_that_makes_no_sense_is_refused(
    enterprise, association, owner, given, code
):
    with pytest.raises(AccountError) as refused:
        give(enterprise, association, owner, **given)
    assert refused.value.code == code
    assert not Consent.objects.exists()
