"""Every consent is told as what it is: what for, what may be seen, of which round."""

import pytest
from django.urls import reverse

from accounts.access.scopes import Item
from accounts.models import Consent
from accounts.services import give_consent
from privacy.archive.wording import ITEMS
from tests.builders import NOW, make_organisation
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "purpose", "item", "told"),
    [
        (
            "association",
            Consent.Purpose.CAMPAIGN,
            Item.PROGRESS,
            ["Tham gia đợt đánh giá", "đang ở phần nào"],
        ),
        (
            "agency",
            Consent.Purpose.COUNT,
            Item.COUNTED,
            ["Được đếm trong số liệu chung", "không nêu tên"],
        ),
        (
            "provider",
            Consent.Purpose.CHANGE,
            Item.CHANGE,
            ["Xem việc đã làm thay đổi điều gì", "điều đã thay đổi từ khi"],
        ),
    ],
)
def test_none_is_told_as_a_request_to_a_provider(owner, kind, purpose, item, told):
    give_consent(
        enterprise=owner.organisation,
        grantee=make_organisation(kind, "Bên được cho xem"),
        purpose=purpose,
        items=[item],
        text_version="campaign-2026-11",
        by=owner.user,
        now=NOW,
    )
    page = owner.client.get(reverse("associations:consents"))
    assert_clean_page(page)
    text = page.content.decode()
    for words in told:
        assert words in text
    assert "Liên hệ về một giải pháp" not in text
    assert "điện thoại của người liên hệ" not in text


def test_the_copy_has_words_for_all_that_can_be_seen():
    assert set(Item) <= ITEMS.keys()
