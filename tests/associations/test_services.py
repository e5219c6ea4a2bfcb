"""What an association says of itself."""

import pytest

from accounts.models import AuditEvent
from associations.models import AssociationProfile
from associations.services import save_profile
from tests.builders import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_what_an_association_says_of_itself_is_recorded(staff):
    profile = AssociationProfile(
        organisation=staff.organisation, email="hoi@hoi.example"
    )
    save_profile(profile=profile, fields=["email", "about"], by=staff.user, now=NOW)
    event = AuditEvent.objects.get(action="organisation.changed")
    assert event.action == "organisation.changed"
    assert event.details == {"fields": ["about", "email"]}
    assert AssociationProfile.objects.get().email == "hoi@hoi.example"
