"""A campaign over five weeks: planned, answered, reminded, rung, extended, closed and repeated."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.moving import MANAGER, MovedSite
from tests.browser.site import Site
from tests.browser.visitor import PHONE, Visitor, barriers

DESK = {"width": 1280, "height": 900}
SENT, STOPPED, BACK, SILENT, WITHOUT = NAMES = (
    "Cơ khí An Phát",
    "Đúc Bình Minh",
    "Khuôn Chính Tâm",
    "Tiện Đại Lợi",
    "Hàn Gia Bảo",
)
ADDRESSES = {name: f"{number}@hoi-vien.example" for number, name in enumerate(NAMES)}
LINK = re.compile(r"/duoc-moi/[^\s]+/")
COUNT = re.compile(r'class="count"[^>]*>\s*(\d+)')
# By the word in the address of its list, ten days after it began.
EXPECTED = {
    "nhom=moi": 5,
    "nhom=da-mo": 2,
    "nhom=da-bat-dau": 2,
    "nhom=da-gui": 1,
    "nhom=thu-tra-lai": 1,
    "nhom=khong-email": 1,
    "nhom=chua-mo": 3,
}


@pytest.fixture
def site(demo: Site, tmp_path) -> Iterator[MovedSite]:
    with demo.copy(tmp_path / "site", MovedSite) as moved:
        moved.go_to(day=0, hour=10)
        moved.happens("association", *NAMES)
        yield moved


def test_a_campaign_over_five_weeks(chromium: Browser, site: MovedSite):
    manager = Visitor(chromium, site.url, viewport=DESK)
    page = begin(manager)
    assert letters(site) == [1, 1, 1, 1]
    a_member_begins(chromium, site)
    site.happens("answers", SENT, 1)
    site.happens("bounces", ADDRESSES[BACK])

    # Reminders are due, but not before eight; and not for who has sent or is not reached.
    site.go_to(day=7, hour=7)
    assert letters(site) == [1, 1, 1, 1]
    site.go_to(day=7, hour=8)
    assert letters(site) == [1, 2, 1, 2]

    site.go_to(day=10, hour=9)
    campaign = back_to_work(manager)
    found = each_number_leads_to_its_list(page)
    assert {word: found[word] for word in EXPECTED} == EXPECTED
    for_everybody(manager, campaign)
    somebody_is_rung(page, campaign)

    extend(page, "2026-12-25")
    site.go_to(day=32, hour=9)  # its period would be over
    back_to_work(manager)
    expect(page.locator(".lead")).to_contain_text("đang mở")
    close(page)
    repeat(page)
    assert manager.troubles == []
    manager.leave()


def letters(site: MovedSite) -> list[int]:
    """How many each member with an address has got so far."""
    return [len(site.letters_to(ADDRESSES[name])) for name in NAMES[:-1]]


def begin(manager: Visitor) -> Page:
    manager.sign_in(MANAGER)
    manager.go("/cua-toi/")
    page = manager.page
    page.locator("main a[href$='/dot/']").first.click()
    page.get_by_role("link", name="Mở đợt mới").click()
    page.fill("#id_name", "Sẵn sàng số mùa khô")
    page.fill("#id_welcome_vi", "Mời anh chị dành mười lăm phút.")
    page.fill("#id_ends_on", "2026-12-14")
    page.fill("#id_reminder_days", "7, 21")
    check(page)
    page.get_by_role("button", name="Mở đợt đánh giá").click()
    expect(page.locator("#way")).to_be_visible()
    return page


def a_member_begins(chromium: Browser, site: MovedSite) -> None:
    """By the letter, on a telephone; and stops before the first question."""
    (letter,) = site.letters_to(ADDRESSES[STOPPED])
    link = LINK.search(letter.get_body(("plain",)).get_content())[0]
    member = Visitor(chromium, site.url, language="en")
    page = member.page
    member.go(link)
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text(STOPPED)
    check(page)
    page.locator("label.choice", has=page.locator("[name=scope][value='0']")).click()
    page.locator("label.check", has=page.locator("[name=agree]")).click()
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("form.profile")).to_be_visible()
    assert member.troubles == []
    member.leave()


def back_to_work(manager: Visitor) -> str:
    """Days have passed: who works for an association signs in again, and looks at Today first."""
    manager.context.clear_cookies(name="sessionid")
    manager.sign_in(MANAGER)
    manager.go("/cua-toi/")
    page = manager.page
    page.locator("nav.tabs a[href$='/dot/']").click()
    page.locator("th a").first.click()
    expect(page.locator("#way")).to_be_visible()
    return page.url


def each_number_leads_to_its_list(page: Page) -> dict[str, int]:
    """By what its address asks for; each list is as long as the number says."""
    found = {}
    for link in page.locator("#main a[href*='?nhom='], #main a[href*='?phan=']").all():
        number = re.search(r"\d+", link.inner_text())
        address = link.get_attribute("href")
        listed = page.request.get(address).text()
        count = int(COUNT.search(listed)[1])
        assert int(number[0]) == count, address
        found[address.partition("?")[2]] = count
    return found


def for_everybody(manager: Visitor, campaign: str) -> None:
    """The campaign and one of its lists: on a desk, and on a telephone in English."""
    page = manager.page
    for language, size in (("vi", DESK), ("en", PHONE)):
        manager.speak(language)
        page.set_viewport_size(size)
        page.goto(campaign)
        check(page)
        page.locator("a[href*='nhom=thu-tra-lai']").click()
        expect(page.get_by_role("link", name=BACK)).to_be_visible()
        check(page)
    manager.speak("vi")
    page.set_viewport_size(DESK)


def check(page: Page) -> None:
    assert barriers(page) == [], page.url
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def somebody_is_rung(page: Page, campaign: str) -> None:
    """Whom no letter reaches, and who has stopped for a week, until that was done."""
    page.goto(campaign)
    page.locator("a.button[href*='goi-hom-nay']").click()
    names = page.locator("tbody th")
    expect(names).to_have_count(3)
    page.get_by_role("link", name=BACK).click()
    check(page)
    page.locator("label.choice", has_text="Hứa sẽ làm").click()
    page.fill("#id_note", "Cho số mới tuần sau")
    page.fill("#id_next_on", "2026-12-18")
    page.get_by_role("button", name="Lưu ghi chú").click()
    expect(names).to_have_count(2)
    page.goto(f"{campaign}hoi-vien/?nhom=thu-tra-lai")
    row = page.locator("tbody tr")
    for text in ("Chị Lan", "Hứa sẽ làm", "Cho số mới tuần sau", "18/12/2026", MANAGER):
        expect(row).to_contain_text(text)
    page.goto(campaign)


def extend(page: Page, day: str) -> None:
    page.fill("#id_ends_on", day)
    page.get_by_role("button", name="Gia hạn").click()
    expect(page.locator(".lead")).to_contain_text("25/12/2026")


def close(page: Page) -> None:
    page.get_by_text("Đóng sớm", exact=True).click()
    page.fill("#id_because", "Đủ bài cho báo cáo")
    page.get_by_role("button", name="Đóng đợt này").click()
    expect(page.locator("main")).to_contain_text("Đủ bài cho báo cáo")


def repeat(page: Page) -> None:
    """The next round is aimed at others, and asks whoever answered this one as well."""
    page.get_by_role("link", name="Lặp lại thành kỳ tiếp theo").click()
    expect(page.locator("#id_name")).to_have_value("Sẵn sàng số mùa khô")
    page.locator("label.choice:has([name=target][value=filtered])").click()
    page.locator("details:has(#id_sector) summary").click()
    page.select_option("#id_sector", "G")
    page.get_by_role("button", name="Mở đợt đánh giá").click()
    page.locator("a[href*='nhom=moi']").click()
    names = page.locator("tbody th").all_inner_texts()
    assert sorted(names) == sorted([SENT, STOPPED, SILENT])
