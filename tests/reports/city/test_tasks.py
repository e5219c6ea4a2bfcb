"""The report to the city from the page that asks for it to the letter that it is ready."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Consent, Letter, Organisation
from accounts.services import withdraw_consent
from associations.cohort.queries import forget_cohorts
from associations.models import Export
from privacy.erasure.services import delete_enterprise
from tests.background.world import do_what_waits
from tests.builders import make_assessment, make_organisation, make_result
from tests.personas import Persona, make_share, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_cohorts()
    yield
    forget_cohorts()


def asked_for(form: str) -> Persona:
    """Who asked for the report about eight firms that share with them."""
    staff = make_staff()
    for number in range(8):
        enterprise = make_organisation(name=f"Quán {number}")
        make_result(make_assessment(enterprise), level=number % 3)
        make_share(enterprise, staff.organisation, "answers")
    page = reverse("associations:exports", args=[staff.organisation.public_id])
    staff.client.post(page, {"form": form})
    return staff


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("slides", b"PK")])
def test_it_is_made_kept_told_by_letter_and_fetched(form, start):
    staff = asked_for(form)
    association = staff.organisation.public_id
    export = Export.objects.get()
    assert export.rows == 8
    assert Letter.objects.filter(kind="reports/email/city_report").count() == 1
    fetch = reverse("associations:fetch_export", args=[association, export.public_id])
    assert staff.client.post(fetch).content.startswith(start)
    # It tells of nobody, so nobody's log says that somebody was looked at.
    assert not AuditEvent.objects.filter(action="export.taken").exists()


def test_no_report_is_made_of_a_group_that_leaves_out_few():
    staff = make_staff()
    for number in range(9):
        draft = make_assessment(make_organisation(), sector="IC"[number > 6])
        make_share(make_result(draft).organisation, staff.organisation, "answers")
    page = reverse("associations:exports", args=[staff.organisation.public_id])
    text = staff.client.get(page, {"nganh": "I"}).content.decode()
    assert "Không lập báo cáo cho nhóm này" in text
    assert 'value="pdf"' not in text
    assert 'value="xlsx"' in text
    staff.client.post(page, {"nganh": "I", "form": "pdf"})
    assert not Export.objects.exists()
    assert 'value="pdf"' in staff.client.get(page).content.decode()


@pytest.mark.usefixtures("embedded")
@pytest.mark.parametrize("left", [7, 0])
def test_it_counts_nobody_who_withdrew_before_its_turn_came(left):
    staff = asked_for("pdf")
    association = staff.organisation.public_id
    for consent in Consent.objects.order_by("pk")[left:]:
        withdraw_consent(consent=consent, by=None, now=timezone.now())
    do_what_waits()
    export = Export.objects.get()
    assert export.made_at
    assert export.rows == left
    page = staff.client.get(reverse("associations:exports", args=[association]))
    assert ("Không có tệp nào" in page.content.decode()) == (not left)
    assert Letter.objects.filter(kind="reports/email/city_report").exists() == (
        left > 0
    )


def test_whoever_was_erased_is_counted_in_no_report_that_is_fetched():
    staff = asked_for("pdf")
    association = staff.organisation.public_id
    enterprise = Organisation.objects.get(name="Quán 7")
    delete_enterprise(enterprise=enterprise, by=None, now=timezone.now())
    export = Export.objects.get()
    assert export.content is None
    fetch = reverse("associations:fetch_export", args=[association, export.public_id])
    assert staff.client.post(fetch).status_code == 302
    export.refresh_from_db()
    assert export.rows == 7
    assert staff.client.post(fetch).content.startswith(b"%PDF")
