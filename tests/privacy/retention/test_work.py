"""Invitations to work for an association are forgotten, however they ended."""

from datetime import timedelta

import pytest

from accounts.models import StaffInvitation
from privacy.retention.services import forget
from registry.retention import kept_for
from tests.builders import NOW, make_organisation, make_work

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LONG = NOW + timedelta(days=900)


@pytest.mark.parametrize("how", ["accepted_at", "ended_at", "expires_at"])
def test_an_invitation_goes_so_long_after_it_was_over(how):
    association = make_organisation("association", "Hội May")
    make_work(association, **{"expires_at": LONG, how: NOW})
    over = NOW + kept_for("invitations")
    list(forget(now=over, only=["invitations"]))
    assert StaffInvitation.objects.exists()
    list(forget(now=over + timedelta(minutes=1), only=["invitations"]))
    assert not StaffInvitation.objects.exists()
