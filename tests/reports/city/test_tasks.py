"""The report to the city from the page that asks for it to the letter that it is ready."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent, Letter
from associations.cohort.queries import forget_cohorts
from associations.models import Export
from tests.builders import make_assessment, make_organisation, make_result
from tests.personas import make_share, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_cohorts()
    yield
    forget_cohorts()


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("slides", b"PK")])
def test_it_is_made_kept_told_by_letter_and_fetched(form, start):
    staff = make_staff()
    for number in range(8):
        enterprise = make_organisation(name=f"Quán {number}")
        make_result(make_assessment(enterprise), level=number % 3)
        make_share(enterprise, staff.organisation, "answers")
    association = staff.organisation.public_id
    staff.client.post(
        reverse("associations:exports", args=[association]), {"form": form}
    )
    export = Export.objects.get()
    assert export.rows == 8
    assert Letter.objects.filter(kind="reports/email/city_report").count() == 1
    fetch = reverse("associations:fetch_export", args=[association, export.public_id])
    assert staff.client.post(fetch).content.startswith(start)
    # It tells of nobody, so nobody's log says that somebody was looked at.
    assert not AuditEvent.objects.filter(action="export.taken").exists()
