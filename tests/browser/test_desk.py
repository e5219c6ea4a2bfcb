"""A provider works on a phone, by touch: from its desk to a request, an answer and an offer."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.browser.moving import MovedSite
from tests.browser.site import Site
from tests.browser.visitor import Visitor, barriers

SELLER, FIRM = "nhacungcap@demo.example", "Quán chờ trả lời"


@pytest.fixture
def site(demo: Site, tmp_path) -> Iterator[MovedSite]:
    with demo.copy(tmp_path / "site", MovedSite) as moved:
        yield moved


def width_of(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def test_a_provider_answers_from_its_desk_on_a_phone(
    chromium: Browser, site: MovedSite
):
    site.happens("asked", SELLER, FIRM)
    seller = Visitor(chromium, site.url, has_touch=True, is_mobile=True)
    seller.sign_in(SELLER)
    page = seller.page
    # Signed in it stands there at once, and nothing is wider than the phone, or a smaller one.
    expect(page.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")
    assert barriers(page) == []
    assert width_of(page) == 390
    page.set_viewport_size({"width": 320, "height": 640})
    assert width_of(page) == 320
    page.set_viewport_size({"width": 390, "height": 844})
    desk = page.url

    waiting = page.locator(".due li", has_text=FIRM)
    expect(waiting).to_contain_text("Hôm nay là hạn cuối")
    waiting.get_by_role("link").tap()
    page.get_by_role("button", name="Nhận yêu cầu").tap()
    expect(page.locator(".alert--success")).to_be_visible()
    page.goto(desk)
    expect(waiting).to_contain_text("Liên hệ với doanh nghiệp")

    waiting.get_by_role("link").tap()
    page.locator("summary", has_text="báo giá").tap()
    day = timezone.localdate()
    page.locator("[name=amount]").fill("12 triệu")
    page.locator("[name=scope]").fill("Lắp đặt và hướng dẫn hai buổi")
    page.locator("[name=begins_on]").fill(f"{day + timedelta(days=7):%Y-%m-%d}")
    page.locator("[name=ends_on]").fill(f"{day + timedelta(days=30):%Y-%m-%d}")
    page.locator("form:has([name=amount]) button[type=submit]").tap()
    expect(page.locator(".alert--success")).to_be_visible()

    # It waits for the enterprise now; in English as well.
    seller.speak("en")
    page.goto(f"{desk}?xem=doanh-nghiep")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our desk")
    expect(waiting).to_contain_text("The enterprise looks at your offer")
    assert barriers(page, colours=False) == []
    assert width_of(page) == 390
    assert seller.troubles == []
    seller.leave()
