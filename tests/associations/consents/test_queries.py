"""What an enterprise has allowed, and who opened what under which consent."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db.models import Model
from django.db.models.signals import post_init

from accounts.audit.services import record_event
from accounts.models import AuditEvent, Consent
from associations.consents.queries import (
    SHOWN_OPENINGS,
    associations_for,
    consents_given,
    standing_shares,
)
from associations.lists import associations
from tests.builders import NOW, make_organisation
from tests.personas import make_affiliation, make_share

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LATER = NOW + timedelta(days=1)


def opened(enterprise, at=NOW, by=None, action="result.opened", **details):
    return record_event(
        action=action,
        organisation=enterprise,
        actor=by,
        subject="result:1",
        now=at,
        details=details,
    )


def test_ones_own_associations_stand_first_each_part_in_vietnamese_order(owner):
    names = ("Hội Đá", "Hội Ấm", "Hội Anh", "Hội Dệt")
    made = {name: make_organisation("association", name) for name in names}
    make_affiliation(owner.organisation, made["Hội Đá"])
    choices = associations_for(owner.organisation)
    assert [each.name for each in choices] == ["Hội Đá", "Hội Anh", "Hội Ấm", "Hội Dệt"]
    assert [each.belongs for each in choices] == [True, False, False, False]
    assert associations().count() == 4


def test_a_consent_that_stands_is_found_by_its_association(owner, staff):
    consent = make_share(owner.organisation, staff.organisation)
    assert list(standing_shares(owner.organisation, LATER)) == [consent]
    Consent.objects.update(withdrawn_at=NOW)
    assert not standing_shares(owner.organisation, LATER)


def test_an_opening_stands_under_the_consent_it_happened_under(owner, staff):
    enterprise, association = owner.organisation, staff.organisation
    make_share(enterprise, association, "aggregate")
    through = [str(association.public_id)]
    opened(enterprise, NOW + timedelta(hours=1), staff.user, through=through)
    Consent.objects.update(withdrawn_at=NOW + timedelta(hours=2))
    second_consent = make_share(enterprise, association, "answers")
    Consent.objects.filter(pk=second_consent.pk).update(
        given_at=NOW + timedelta(hours=3)
    )
    second = opened(enterprise, NOW + timedelta(hours=4), staff.user, through=through)

    (page,) = consents_given([enterprise], LATER)
    assert [allowed.openings for allowed in page.in_force] == [[second]]
    assert [allowed.opened for allowed in page.in_force] == [1]
    # What was opened before stays in the log, as proof; the page does not show it.
    assert [allowed.openings for allowed in page.ended] == [[]]
    assert page.in_force[0].belongs
    assert page.affiliations == []


def test_an_association_one_belongs_to_without_sharing_sees_nothing(owner, staff):
    affiliation = make_affiliation(owner.organisation, staff.organisation)
    (page,) = consents_given([owner.organisation], LATER)
    assert page.affiliations == [affiliation]
    assert page.in_force == page.ended == []


@pytest.mark.parametrize(
    ("details", "is_told"),
    [
        ({"through": []}, False),
        ({"through": ["00000000-0000-0000-0000-000000000000"]}, False),
        ({}, True),
    ],
)
def test_an_opening_from_before_goes_by_where_its_reader_works(
    owner, staff, details, is_told
):
    make_share(owner.organisation, staff.organisation)
    event = opened(owner.organisation, LATER, staff.user, **details)
    (page,) = consents_given([owner.organisation], LATER)
    assert page.in_force[0].openings == ([event] if is_told else [])


def test_all_openings_are_counted_and_only_the_newest_of_each_consent_read(
    owner, staff, django_assert_num_queries
):
    """An association that looks at results day by day does not slow the page down."""
    enterprise, often = owner.organisation, staff.organisation
    seldom = make_organisation("association", "Hội Anh")
    for association in (often, seldom):
        make_share(enterprise, association)
    both = [str(association.public_id) for association in (often, seldom)]
    opened(enterprise, NOW, through=both)
    minutes = range(1, 3 * SHOWN_OPENINGS)
    for minute in minutes:
        opened(enterprise, NOW + timedelta(minutes=minute), through=both[:1])

    with django_assert_num_queries(4), loaded(AuditEvent) as events:
        (page,) = consents_given([enterprise], LATER)
    assert len(events) == SHOWN_OPENINGS + 1
    told = {allowed.consent.grantee: allowed for allowed in page.in_force}
    assert told[often].opened == 3 * SHOWN_OPENINGS
    newest = [NOW + timedelta(minutes=each) for each in minutes[::-1][:SHOWN_OPENINGS]]
    assert [event.at for event in told[often].openings] == newest
    assert [event.at for event in told[seldom].openings] == [NOW]
    assert told[seldom].opened == 1


@contextmanager
def loaded(model: type[Model]) -> Iterator[list[Model]]:
    """The rows of this model that are read from the database inside."""
    rows: list[Model] = []

    def note(instance: Model, **signal) -> None:
        rows.append(instance)

    post_init.connect(note, sender=model)
    try:
        yield rows
    finally:
        post_init.disconnect(note, sender=model)


def test_other_events_are_no_openings(owner, staff):
    make_share(owner.organisation, staff.organisation)
    opened(owner.organisation, LATER, staff.user, action="result.frozen")
    (page,) = consents_given([owner.organisation], LATER)
    assert page.in_force[0].openings == []
