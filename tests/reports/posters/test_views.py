"""The poster read back: one page, in Vietnamese, with the address of its campaign."""

import pytest
from django.urls import reverse
from pypdfium2 import PdfDocument

from tests.associations.campaigns.builders import make_campaign, today_plan
from tests.personas import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return make_staff()


def poster_of(staff, **plan):
    campaign = make_campaign(staff.organisation, **today_plan(**plan))
    ids = [staff.organisation.public_id, campaign.public_id]
    return campaign, staff.client.get(reverse("reports:poster", args=ids))


def text_of(content: bytes) -> str:
    (page,) = PdfDocument(content)
    return " ".join(page.get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_one_page_in_vietnamese_whoever_takes_it(staff, language):
    staff.client.cookies["django_language"] = language
    campaign, file = poster_of(staff, name="Sẵn sàng & <lớn mạnh>")
    assert file["Content-Type"] == "application/pdf"
    text = text_of(file.content)
    assert "Sẵn sàng & <lớn mạnh>" in text
    assert staff.organisation.name in text
    assert "Quét bằng điện thoại" in text
    assert reverse("associations:poster_page", args=[campaign.code]) in text


def test_however_much_is_said_the_code_has_its_place(staff):
    _campaign, file = poster_of(staff, welcome={"vi": "Mời anh chị cùng làm. " * 45})
    assert "Quét bằng điện thoại" in text_of(file.content)


def test_the_same_campaign_gives_the_same_bytes(staff):
    campaign, file = poster_of(staff)
    ids = [staff.organisation.public_id, campaign.public_id]
    again = staff.client.get(reverse("reports:poster", args=ids))
    assert again.content == file.content
