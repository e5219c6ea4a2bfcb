"""Evidence on its pages: attached, explained, handed out as a download, and to whom."""

import errno
from datetime import timedelta

import pytest
from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.services import withdraw_consent
from language.formats import lasting
from registry.retention import kept_for
from survey.evidence.services import add_evidence, sweep_evidence
from survey.evidence.views import FILES_AN_HOUR
from survey.models import Evidence
from survey.models.evidence import evidence_storage
from tests.builders import NOW, PDF, make_answers, make_assessment, make_result
from tests.pages import assert_clean_page
from tests.personas import make_owner, make_share, make_staff
from tests.survey.evidence.files import make_docx, make_image
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db


def place(assessment, code="1.1.1"):
    return reverse("survey:evidence_of", args=[assessment.public_id, code])


def send(
    client: Client,
    assessment,
    content=PDF,
    name="hoa-don.pdf",
    code="1.1.1",
    follow=True,
):
    return client.post(
        place(assessment, code),
        {"file": SimpleUploadedFile(name, content)},
        follow=follow,
    )


def download(client: Client, evidence):
    return client.get(
        reverse(
            "survey:evidence_file",
            args=[evidence.assessment.public_id, evidence.public_id],
        )
    )


def attach(assessment, name="hóa đơn.pdf", content=PDF):
    return add_evidence(
        assessment=assessment,
        question="1.1.1",
        name=name,
        content=content,
        by=None,
        now=NOW,
    )


def test_an_owner_attaches_a_file_sees_it_and_takes_it_away(client, draft):
    make_answers(draft)
    page = send(client, draft)
    assert_clean_page(page)
    assert "hoa-don.pdf" in page.content.decode()
    overview = client.get(reverse("survey:evidence", args=[draft.public_id]))
    assert_clean_page(overview)
    assert "1 tệp" in overview.content.decode()
    evidence = Evidence.objects.get()
    gone = client.post(
        reverse("survey:remove_evidence", args=[draft.public_id, evidence.public_id]),
        follow=True,
    )
    assert "hoa-don.pdf" not in gone.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (
            b"<html><script>alert(1)</script>",
            "hoa-don.pdf",
            "không nhận làm minh chứng được",
        ),
        (b"", "rong.pdf", "Tệp này trống"),
        (b"%PDF-" + b"0" * (10 * 1024 * 1024), "lon.pdf", "lớn hơn 10 MB"),
        (make_docx(**{"word/vbaProject.bin": b"x"}), "thu.docx", "macro"),
        (b"\0\0\0\x18ftypheic", "IMG.HEIC", "HEIC"),
    ],
)
def test_a_file_that_cannot_be_taken_is_explained_beside_the_field(
    client, draft, content, name, said
):
    page = send(client, draft, content, name)
    assert_clean_page(page)
    html = page.content.decode()
    assert said in html
    assert 'id="file-error"' in html
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_or_read_only_folder_is_told_beside_the_field(
    client, draft, monkeypatch, trouble
):
    def no_room(self, name, content):
        raise OSError(trouble, "planted")

    monkeypatch.setattr(InMemoryStorage, "_save", no_room)
    page = send(client, draft)
    assert page.status_code == 200
    assert_clean_page(page)
    assert "Hiện chưa lưu được tệp" in page.content.decode()
    assert not Evidence.objects.exists()


def test_what_is_taken_away_while_the_folder_may_only_be_read_is_away(
    client, draft, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    """The row is; the file goes with the next night that may."""
    evidence = attach(draft)
    place = evidence.file.name

    def read_only(self, name):
        raise OSError(errno.EROFS, "planted")

    with monkeypatch.context() as planted:
        planted.setattr(InMemoryStorage, "delete", read_only)
        removal = reverse(
            "survey:remove_evidence", args=[draft.public_id, evidence.public_id]
        )
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(removal).status_code == 302
    evidence.refresh_from_db()
    assert evidence.removed_at
    assert "planted" in caplog.text
    assert evidence_storage().exists(place)
    sweep_evidence(older_than=timezone.now() + timedelta(days=1))
    assert not evidence_storage().exists(place)


def test_a_body_far_too_large_is_refused_before_it_is_read(client, draft, monkeypatch):
    monkeypatch.setattr("survey.evidence.uploads.MOST_BODY", 1000)
    assert send(client, draft, PDF + b"\n" * 2000).status_code == 400
    assert send(client, draft, PDF).status_code == 200


def test_sending_without_a_file_asks_for_one(client, draft):
    assert "chọn tệp trước" in client.post(place(draft)).content.decode()


def test_only_scored_questions_of_the_index_have_a_place(client, draft):
    assert client.get(place(draft, "9.9.9")).status_code == 404
    assert client.get(place(draft, "tep")).status_code == 404


def test_nobody_sends_files_without_end(client, draft, monkeypatch):
    monkeypatch.setattr("survey.evidence.views.FILES_AN_HOUR", 2)
    assert FILES_AN_HOUR >= 20
    for number in range(3):
        page = send(client, draft, PDF + b"\n" * number)
    assert page.status_code == 429
    assert "rất nhiều tệp" in page.content.decode()
    assert Evidence.objects.count() == 2


def test_a_file_is_handed_out_as_a_download_that_no_browser_runs(client, draft):
    answer = download(client, attach(draft, 'hóa đơn \u202e"fdp.exe'))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith(
        "attachment; filename*=UTF-8''h%C3%B3a"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_no_address_leads_to_the_folder_of_the_files(client, draft):
    evidence = attach(draft)
    for path in (
        f"/media/evidence/{evidence.file.name}",
        f"/{evidence.file.name}",
        f"/evidence/{evidence.file.name}",
    ):
        assert client.get(path).status_code == 404


@pytest.mark.sql
def test_a_file_of_another_assessment_is_not_found_under_ones_own(client, draft):
    other = attach(make_assessment(draft.organisation, round=2))
    address = reverse("survey:evidence_file", args=[draft.public_id, other.public_id])
    assert client.get(address).status_code == 404
    removal = reverse("survey:remove_evidence", args=[draft.public_id, other.public_id])
    assert client.post(removal).status_code == 404
    assert Evidence.objects.filter(removed_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("scope", "status"),
    [("aggregate", 403), ("pillars", 403), ("answers", 403), ("evidence", 200)],
)
def test_an_association_opens_files_only_where_the_consent_names_them(scope, status):
    owner, staff = make_owner(), make_staff()
    evidence = attach(make_result(make_assessment(owner.organisation)).assessment)
    make_share(owner.organisation, staff.organisation, scope)
    assert download(staff.client, evidence).status_code == status


def test_a_withdrawn_consent_closes_the_files_at_once():
    owner, staff = make_owner(), make_staff()
    evidence = attach(make_result(make_assessment(owner.organisation)).assessment)
    consent = make_share(owner.organisation, staff.organisation, "evidence")
    assert download(staff.client, evidence).status_code == 200
    withdraw_consent(consent=consent, by=owner.user, now=NOW)
    assert download(staff.client, evidence).status_code == 404


def test_evidence_of_a_draft_is_nobody_elses_business():
    owner, staff = make_owner(), make_staff()
    evidence = attach(make_assessment(owner.organisation))
    make_share(owner.organisation, staff.organisation, "evidence")
    assert download(staff.client, evidence).status_code == 404
    assert download(owner.client, evidence).status_code == 200


def test_strangers_get_nothing(client):
    evidence = attach(make_result().assessment)
    assert download(client, evidence).status_code == 404
    assert (
        download(make_owner("khac@coso.example", "Khác").client, evidence).status_code
        == 404
    )
    assert send(client, evidence.assessment).status_code == 404


def test_every_opening_by_others_is_noted_and_ones_own_is_not():
    owner, staff = make_owner(), make_staff()
    evidence = attach(make_result(make_assessment(owner.organisation)).assessment)
    make_share(owner.organisation, staff.organisation, "evidence")
    download(owner.client, evidence)
    download(staff.client, evidence)
    event = AuditEvent.objects.get(action="evidence.opened")
    assert event.actor == staff.user
    assert event.details["through"] == [str(staff.organisation.public_id)]
    assert (
        "mở minh chứng của câu 1.1.1"
        in owner.client.get(reverse("associations:consents")).content.decode()
    )


def test_the_review_page_offers_evidence_quietly(client, draft):
    make_answers(draft)
    page = client.get(reverse("survey:review", args=[draft.public_id])).content.decode()
    assert reverse("survey:evidence", args=[draft.public_id]) in page


def test_the_result_says_how_far_it_is_proved_and_by_how_much(client):
    owner = make_owner()
    result = make_result(make_assessment(owner.organisation))
    address = reverse("reports:result", args=[result.public_id])
    assert "Tự khai" in owner.client.get(address).content.decode()
    attach(result.assessment, "anh.jpg", make_image())
    page = owner.client.get(address)
    assert_clean_page(page)
    assert "số điểm có minh chứng" in page.content.decode()


def test_the_page_tells_how_long_files_are_kept(client):
    draft = make_assessment()
    hold(client, draft)
    page = client.get(reverse("survey:evidence", args=[draft.public_id]))
    assert f"{lasting(kept_for('evidence').days)} sau khi đợt" in page.content.decode()
