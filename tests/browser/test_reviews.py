"""A review by keyboard to an appeal and back, its pages for everybody, and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.starts import ASSOCIATION, OWNER, REVIEWER
from tests.browser.visitor import AXE, PHONE, Visitor

LAPTOP = {"width": 1280, "height": 900}
APPEALS = "Cả ba cửa hàng đều dùng"


def check(page: Page) -> None:
    """Nothing for axe to say, and nothing that has to be scrolled sideways."""
    report = AXE.run(page)
    assert report.response["violations"] == [], page.url
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def to_queue(person: Visitor, email: str) -> Page:
    person.sign_in(email)
    person.go("/cua-toi/")
    person.page.locator("a[href$='/xem-xet/']").first.click()
    return person.page


def open_row(page: Page, name: str) -> None:
    row = page.locator("tbody tr", has=page.get_by_text(name, exact=True))
    row.get_by_role("link", name=name).press("Enter")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["390", "1280"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_of_reviews_are_for_everybody(visitor, language, size):
    reviewer = visitor(language=language, viewport=size)
    page = to_queue(reviewer, REVIEWER)
    check(page)
    page.locator("tbody a").first.click()
    check(page)
    page.locator("main form a.button").click()
    expect(page.locator("figure img, figure iframe").first).to_be_visible()
    check(page)
    manager = visitor(language=language, viewport=size)
    page = to_queue(manager, ASSOCIATION)
    page.locator("a[href$='/tat-ca/']").click()
    check(page)
    page.locator("a[href$='/khoa-ky/']").click()
    check(page)


def test_without_scripts_buttons_do_all_of_it(plain, demo_site):
    page = plain
    page.goto("/tai-khoan/login/")
    page.fill("input[name=login]", REVIEWER)
    page.fill("input[name=password]", "demo-san-sang-so")
    page.press("input[name=password]", "Enter")
    page.goto("/cua-toi/")
    page.locator("a[href$='/xem-xet/']").first.click()
    page.locator("tbody a").nth(1).click()
    page.locator("main form a.button").click()
    first = page.url
    page.get_by_role("button", name="Đổi mức").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_role("button", name="Chấp nhận").click()
    assert page.url != first
    expect(page.get_by_text("Đã lưu")).to_be_visible()


def test_by_keyboard_to_an_appeal_and_back(visitor):
    """The demo's owner has appealed; somebody else judges it by keys, and the owner reads it."""
    owner, reviewer = visitor(), visitor(viewport=LAPTOP)
    page = to_queue(reviewer, REVIEWER)
    row = page.locator("tbody tr", has=page.locator(".badge--warn"))
    row.get_by_role("link").press("Enter")
    expect(page.get_by_text(APPEALS)).to_be_visible()
    page.locator("main form a.button").press("Enter")
    # Keys alone do nothing until they are asked for.
    here = page.url
    page.keyboard.press("a")
    assert page.url == here
    page.get_by_text("Phím tắt").press("Enter")
    page.locator("#single").press("Space")
    page.locator("#single").blur()
    page.keyboard.press("w")
    expect(page.locator("#id_words")).to_be_focused()
    page.keyboard.type("am")
    assert page.url == here
    expect(page.locator("#id_words")).to_have_value("am")
    page.locator("#id_words").fill("")
    page.locator("#id_words").blur()
    page.keyboard.press("a")
    hand_in = page.get_by_role("button", name="Nộp")
    expect(hand_in).to_be_visible()
    hand_in.press("Enter")
    expect(page.get_by_text("Đã nộp. Cảm ơn")).to_be_visible()

    owner.sign_in(OWNER)
    owner.go("/doanh-nghiep/")
    page = owner.page
    addresses = [path for path in owner.links() if path.startswith("/ket-qua/")]
    for address in dict.fromkeys(addresses):
        owner.go(address)
        link = page.locator("a[href$='/xem-xet/']")
        if link.count():
            link.first.click()
            break
    expect(page.get_by_text("Cuối cùng").first).to_be_visible()
    expect(page.get_by_text("Tôi không đồng ý")).to_have_count(0)
    check(page)
