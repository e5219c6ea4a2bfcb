"""The provider of the demo shows pictures, a certificate that soon runs out, and what waits."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from assessment.demo.providers.entries import QUALITY, SECURITY, show_entry
from providers.changes.queries import pending_changes
from providers.models import EntryFile
from tests.assessment.demo.facts import NOW
from tests.builders import make_provider, make_solution
from tests.personas import make_persona, make_staff

pytestmark = pytest.mark.django_db


def test_pictures_a_certificate_that_soon_runs_out_and_two_things_that_wait():
    provider, officer = make_provider(), make_staff()
    solution = make_solution(provider, judged_at=NOW)
    manager = make_persona("ql@sao.example", provider.organisation, "manager")
    show_entry(manager.user, officer.organisation, officer.user, NOW)

    provider.refresh_from_db()
    left = {name: provider.certificate_ends[name] for name in provider.certificates}
    assert left == {QUALITY: str(localdate(NOW) + timedelta(days=40))}
    certificates, price = pending_changes()
    assert SECURITY in certificates.after["certificates"]
    assert price.after["price_from"] == solution.price_from * 11 // 10
    # Of a solution, and of the provider itself; and the papers of two certificates.
    pictures = EntryFile.objects.filter(is_certificate=False)
    assert [file.solution for file in pictures] == [None, solution]
    assert EntryFile.objects.filter(is_certificate=True).count() == 2
    page = Client().get(reverse("providers:provider", args=[provider.slug]))
    assert str(pictures[0].public_id) in page.content.decode()
