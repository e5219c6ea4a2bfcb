"""Reviewers see the evidence they may, accept or decline it, and its owner is told."""

import re

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.services import withdraw_consent
from tests.builders import NOW, PDF, make_evidence, make_membership
from tests.pages import assert_clean_page
from tests.personas import make_share

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(result):
    return make_evidence(result.assessment, name="hoa-don.pdf")


@pytest.fixture
def consent(owner, staff):
    return make_share(owner.organisation, staff.organisation, "evidence")


def page_of(result):
    return reverse("associations:evidence", args=[result.public_id])


def judge(client, result, evidence, verdict="", note=""):
    prefix = f"f{evidence.pk}"
    address = reverse(
        "associations:review_evidence", args=[result.public_id, evidence.public_id]
    )
    return client.post(
        address, {f"{prefix}-verdict": verdict, f"{prefix}-note": note}, follow=True
    )


def test_a_reviewer_declines_with_a_note_and_the_owner_reads_it(
    owner, staff, result, evidence, consent, mailoutbox
):
    page = staff.client.get(page_of(result))
    assert_clean_page(page)
    assert "hoa-don.pdf" in page.content.decode()
    done = judge(staff.client, result, evidence, "declined", "Ảnh mờ, không thấy ngày.")
    assert "Đã lưu" in done.content.decode()
    seen = owner.client.get(
        reverse("survey:evidence_of", args=[result.assessment.public_id, "1.1.1"])
    )
    assert_clean_page(seen)
    assert "Ảnh mờ, không thấy ngày." in seen.content.decode()
    assert "Chưa được chấp nhận" in seen.content.decode()
    letter = mailoutbox[0]
    assert letter.to == [owner.user.email]
    assert staff.organisation.name in letter.subject
    assert "Ảnh mờ" not in letter.body
    assert "hoa-don" not in letter.body


def test_an_accepted_file_raises_the_grade(owner, staff, result, consent):
    for code in ("1.1.1", "1.1.2", "2.1.1"):
        one = make_evidence(result.assessment, code, content=PDF + code.encode())
        judge(staff.client, result, one, "accepted")
    page = owner.client.get(
        reverse("reports:result", args=[result.public_id])
    ).content.decode()
    assert "đã được kiểm tra" in page


def test_declining_without_a_note_asks_for_one_and_keeps_the_choice(
    staff, result, evidence, consent
):
    page = judge(staff.client, result, evidence, "declined")
    assert_clean_page(page)
    assert "vì sao chưa chấp nhận" in page.content.decode()
    assert re.search(r'value="declined"[^>]* checked', page.content.decode())
    evidence.refresh_from_db()
    assert evidence.verdict == ""


def test_one_sitting_sends_one_letter(staff, result, evidence, consent, mailoutbox):
    judge(staff.client, result, evidence, "accepted")
    judge(staff.client, result, evidence, "declined", "Xem lại.")
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("scope", ["aggregate", "pillars", "answers"])
def test_a_consent_that_does_not_name_evidence_opens_none(
    owner, staff, result, evidence, scope
):
    make_share(owner.organisation, staff.organisation, scope)
    assert staff.client.get(page_of(result)).status_code == 403
    assert judge(staff.client, result, evidence, "accepted").status_code == 403


def test_a_withdrawn_consent_ends_the_review_at_once(
    owner, staff, result, evidence, consent
):
    withdraw_consent(consent=consent, by=owner.user, now=NOW)
    assert staff.client.get(page_of(result)).status_code == 404
    assert judge(staff.client, result, evidence, "accepted").status_code == 404


def test_nobody_judges_the_evidence_of_their_own_enterprise(
    owner, staff, result, evidence, consent
):
    assert owner.client.get(page_of(result)).status_code == 403
    make_membership(staff.user, owner.organisation, "member")
    assert staff.client.get(page_of(result)).status_code == 403
    assert judge(staff.client, result, evidence, "accepted").status_code == 403


def test_the_result_leads_a_reviewer_to_the_evidence(staff, result, evidence, consent):
    assert (
        page_of(result)
        in staff.client.get(
            reverse("reports:result", args=[result.public_id])
        ).content.decode()
    )


def test_the_list_says_how_many_files_wait_where_the_association_may_look(
    owner, staff, result, evidence
):
    address = reverse("associations:results", args=[staff.organisation.public_id])
    make_share(owner.organisation, staff.organisation, "answers")
    assert "1 tệp đang chờ xem" not in staff.client.get(address).content.decode()
    make_share(owner.organisation, staff.organisation, "evidence")
    page = staff.client.get(address)
    assert_clean_page(page)
    assert "1 tệp đang chờ xem" in page.content.decode()
    judge(staff.client, result, evidence, "accepted")
    assert "1 tệp đang chờ xem" not in staff.client.get(address).content.decode()


@pytest.mark.sql
def test_a_finding_is_kept_when_the_letter_cannot_be_sent(
    staff, result, evidence, consent, monkeypatch
):
    monkeypatch.setattr(EmailBackend, "send_messages", _away)
    assert (
        "Đã lưu" in judge(staff.client, result, evidence, "accepted").content.decode()
    )
    evidence.refresh_from_db()
    assert evidence.verdict == "accepted"


def _away(line, messages):
    raise ConnectionRefusedError


@pytest.mark.sql
def test_the_enterprise_sees_that_its_evidence_was_looked_through(
    owner, staff, result, evidence, consent
):
    AuditEvent.objects.all().delete()
    staff.client.get(page_of(result))
    judge(staff.client, result, evidence, "declined")
    opened = AuditEvent.objects.filter(action="result.opened", actor=staff.user)
    assert [event.details["part"] for event in opened] == ["evidence", "evidence"]
    assert (
        "xem các minh chứng"
        in owner.client.get(reverse("associations:consents")).content.decode()
    )
