"""Who opened what, and when, as the owner of a shop reads it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import AuditEvent, Organisation, User
from associations.consents.sentences import moment, opening_told
from tests.personas import make_share

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 30, 16, 5, tzinfo=HERE)


@pytest.mark.parametrize(
    ("at", "vi", "en"),
    [
        (NOW, "hôm nay lúc 16 giờ 05", "today at 16:05"),
        (
            NOW.replace(day=29, hour=9, minute=0),
            "hôm qua lúc 9 giờ",
            "yesterday at 9:00",
        ),
        (
            NOW.replace(day=3, hour=0),
            "ngày 03/11/2026 lúc 0 giờ 05",
            "on 03/11/2026 at 0:05",
        ),
        # Seventeen o'clock of the day before where clocks stand at zero.
        (
            datetime(2026, 11, 29, 17, 0, tzinfo=ZoneInfo("UTC")),
            "hôm nay lúc 0 giờ",
            "today at 0:00",
        ),
    ],
)
def test_a_moment_is_told_as_people_say_it(at, vi, en):
    for language, words in (("vi", vi), ("en", en)):
        with translation.override(language):
            assert moment(at, NOW) == words


def told(action="result.opened", name="Chị Lan", **details) -> str:
    event = AuditEvent(action=action, at=NOW - timedelta(days=1), details=details)
    if name is not None:
        event.actor = User(full_name=name, email="lan@hoi.example")
    with translation.override("vi"):
        return opening_told(event, Organisation(name="Hiệp hội Lương thực"), NOW)


@pytest.mark.parametrize(
    ("event", "deed"),
    [
        ({"part": "answers"}, "mở các câu trả lời"),
        ({"part": "result"}, "mở kết quả"),
        ({"part": "contact"}, "mở thông tin liên hệ"),
        ({"action": "report.taken", "part": "report"}, "tải báo cáo (PDF)"),
        ({"action": "evidence.opened", "question": "1.2"}, "mở minh chứng của câu 1.2"),
        ({"action": "export.taken"}, "tải kết quả trong một bảng tính"),
    ],
)
def test_who_what_and_when_stand_in_one_sentence(event, deed):
    sentence = told(**event)
    assert sentence == f"Chị Lan, Hiệp hội Lương thực, đã {deed} hôm qua lúc 16 giờ 05"


@pytest.mark.parametrize("name", [None, ""])
def test_of_who_has_no_name_or_account_the_association_is_told(name):
    sentence = told(name=name, part="answers")
    assert sentence == "Hiệp hội Lương thực đã mở các câu trả lời hôm qua lúc 16 giờ 05"


@pytest.mark.django_db
def test_the_owner_reads_it_on_the_page_of_consents(owner, staff, result):
    User.objects.filter(pk=staff.user.pk).update(full_name="Chị Lan")
    make_share(owner.organisation, staff.organisation, "answers")
    staff.client.get(reverse("reports:answers", args=[result.public_id]))
    page = owner.client.get(reverse("associations:consents")).content.decode()
    assert (
        "Chị Lan, Hội Lương thực Thực phẩm, đã mở các câu trả lời hôm nay lúc" in page
    )
