"""The page on which a period is closed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from associations.models import PeriodLock
from tests.builders import PDF
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db


def page_of(reviewing) -> str:
    association = reviewing.manager.organisation.public_id
    return reverse("associations:review_locks", args=[association])


def lock(reviewing, content=PDF, **typed):
    data = {
        "first_day": "2026-01-01",
        "last_day": "2026-03-31",
        "reason": "Đã nộp báo cáo",
        "file": SimpleUploadedFile("biên bản.pdf", content, "application/pdf"),
        **typed,
    }
    return reviewing.manager.client.post(page_of(reviewing), data, follow=True)


def test_days_reason_and_file_lock_a_period(reviewing):
    page = lock(reviewing)
    assert_clean_page(page)
    assert "Đã nộp báo cáo" in page.content.decode()
    made = PeriodLock.objects.get()
    association = reviewing.manager.organisation.public_id
    address = reverse(
        "associations:review_lock_file", args=[association, made.public_id]
    )
    file = reviewing.manager.client.get(address)
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Disposition"].startswith("attachment")
    assert reviewing.first.client.get(address).status_code == 403


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": ""}, 'name="reason"'),
        ({"file": ""}, "chọn"),
        ({"content": b"MZ\x90\x00"}, "tệp"),
        ({"last_day": "2025-12-31"}, "Ngày cuối đang trước ngày đầu"),
        ({"last_day": "2099-12-31"}, "chưa kết thúc"),
    ],
)
def test_what_is_missing_is_told_beside_it(reviewing, typed, words):
    page = lock(reviewing, **typed)
    assert_clean_page(page)
    assert words in page.content.decode()
    assert "field--error" in page.content.decode()
    assert not PeriodLock.objects.exists()
