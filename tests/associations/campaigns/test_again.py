"""One letter once more, as when somebody asks for it on the telephone."""

import pytest
from django.utils import timezone

from accounts.models import BadAddress
from accounts.outbox.addresses import mark_bad
from associations.campaigns.again import send_again
from associations.campaigns.services import close_campaign
from associations.errors import AssociationError
from associations.models import Invitation
from indexes.models import IndexVersion
from tests.associations.campaigns.builders import invitation_of

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def again(staff, running, member):
    """As if the invitation had left on another day."""
    Invitation.objects.update(written_at=None)

    def ask() -> None:
        now = timezone.now()
        send_again(invitation=invitation_of(member), by=staff.user, now=now)

    return ask


def test_it_leads_where_the_first_led_and_leaves_once_a_day(again, mailoutbox):
    again()
    first, second = mailoutbox
    assert link_in(second) == link_in(first)
    with pytest.raises(AssociationError, match="sent_today"):
        again()
    assert len(mailoutbox) == 2


def link_in(letter) -> str:
    return next(word for word in letter.body.split() if "/duoc-moi/" in word)


def test_nothing_leaves_for_what_is_not_published(again, mailoutbox):
    """Defect of others: a letter for something never published."""
    IndexVersion.objects.update(status=IndexVersion.Status.RETIRED)
    with pytest.raises(AssociationError, match="index_retired"):
        again()
    assert len(mailoutbox) == 1


def test_nothing_leaves_for_a_campaign_that_is_closed(again, running, mailoutbox):
    close_campaign(campaign=running, because="Thôi", by=None, now=timezone.now())
    with pytest.raises(AssociationError, match="campaign_closed"):
        again()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("went", ["left_at", "declined_at"])
def test_nothing_leaves_to_who_left_or_said_no(again, member, mailoutbox, went):
    type(member).objects.filter(pk=member.pk).update(**{went: timezone.now()})
    with pytest.raises(AssociationError, match="member_gone"):
        again()
    assert len(mailoutbox) == 1


def test_nothing_leaves_to_where_no_letter_arrives(again, member, mailoutbox):
    mark_bad(member.email, BadAddress.Why.BOUNCED, timezone.now())
    with pytest.raises(AssociationError, match="nobody_reached"):
        again()
    assert len(mailoutbox) == 1
