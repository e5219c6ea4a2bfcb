"""A letter that waits names nothing any more that was taken back before it left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.access.scopes import Scope
from accounts.models import Letter
from associations.consents.services import share_results, take_back
from associations.consents.texts import CURRENT
from associations.review.email import tell_managers
from tests.background.world import do_what_waits

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sql,
    pytest.mark.usefixtures("embedded"),
]


@pytest.fixture(params=["the reviewer", "the managers"])
def told(reviewing, request) -> str:
    """Whose letter waits in the outbox."""
    review = reviewing.open()
    if request.param == "the reviewer":
        return reviewing.first.user.email
    Letter.objects.all().delete()
    tell_managers(review, "appealed")
    return reviewing.manager.user.email


def arrived(mailoutbox) -> list[str]:
    do_what_waits()
    return [letter.to[0] for letter in mailoutbox]


def share(reviewing, scope: Scope, **terms) -> None:
    share_results(
        enterprise=reviewing.owner.organisation,
        association=reviewing.manager.organisation,
        scope=scope,
        text_version=CURRENT.id,
        by=reviewing.owner.user,
        now=timezone.now(),
        **terms,
    )


def test_it_leaves_while_the_consent_stands(told, mailoutbox):
    assert arrived(mailoutbox) == [told]


def test_it_is_taken_back_with_the_consent_and_its_words_are_gone(
    reviewing, told, mailoutbox
):
    owner, consent = reviewing.owner.user, reviewing.consent
    take_back(consent=consent, by=owner, now=timezone.now())
    assert not Letter.objects.filter(to=told).exists()
    assert arrived(mailoutbox) == []


def test_it_stays_behind_where_the_consent_has_run_out(reviewing, told, mailoutbox):
    reviewing.consent.expires_at = timezone.now() - timedelta(seconds=1)
    reviewing.consent.save()
    assert arrived(mailoutbox) == []
    assert not Letter.objects.filter(to=told).exists()


def test_a_narrower_one_in_its_place_takes_it_back(reviewing, told, mailoutbox):
    share(reviewing, Scope.ANSWERS)
    assert arrived(mailoutbox) == []


def test_a_wider_one_lets_it_leave(reviewing, mailoutbox):
    share(reviewing, Scope.ANSWERS)
    reviewing.open()
    share(reviewing, Scope.EVIDENCE)
    assert arrived(mailoutbox) == [reviewing.first.user.email]


def test_one_for_another_round_does_not(reviewing, told, mailoutbox):
    index, number = reviewing.result.round_key
    share(reviewing, Scope.EVIDENCE, round_key=(index, number + 1))
    assert arrived(mailoutbox) == []


def test_nobody_is_written_to_of_what_was_taken_back_before(reviewing):
    review = reviewing.open()
    Letter.objects.all().delete()
    now = timezone.now()
    take_back(consent=reviewing.consent, by=reviewing.owner.user, now=now)
    tell_managers(review, "appealed")
    assert not Letter.objects.exists()
