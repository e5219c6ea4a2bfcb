"""Addresses that name another thing which is not there: told so, and nothing breaks."""

import pytest
from django.urls import reverse

from associations.campaigns.views import IMPORTED, REPEATED

pytestmark = pytest.mark.django_db
NOBODY = "c0ffee00-0000-4000-8000-000000000000"


@pytest.mark.parametrize("key", [NOBODY, "khong", "1", "%00", "9" * 40])
@pytest.mark.parametrize("word", [REPEATED, IMPORTED])
def test_what_a_campaign_is_to_be_made_from_may_be_gone(staff, word, key):
    address = reverse("associations:new_campaign", args=[staff.organisation.public_id])
    assert staff.client.get(address, {word: key}).status_code == 404
