"""Administrators vet providers, and change nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.builders import make_provider

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_an_administrator_vets_and_the_deed_is_recorded(admin_client):
    provider = make_provider("Mới", "moi-nha", vetted_until=None)
    until = timezone.localdate() + timedelta(days=365)
    answer = admin_client.post(
        reverse("admin:providers_provider_change", args=[provider.pk]),
        {
            "vetted_until": until.isoformat(),
            "solutions-TOTAL_FORMS": 0,
            "solutions-INITIAL_FORMS": 0,
        },
    )
    assert answer.status_code == 302
    provider.refresh_from_db()
    assert provider.vetted_until == until
    assert (
        provider.organisation.events.get(action="provider.vetted").details["until"]
        == until.isoformat()
    )
