"""A vetting is renewed on a phone, judged by two officers far apart and a third, and approved."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.starts import ASSOCIATION, PROVIDER
from tests.browser.visitor import AXE, PHONE, Visitor

LAPTOP = {"width": 1280, "height": 900}
OFFICER, SECOND_OFFICER = "canbo@demo.example", "canbohai@demo.example"
OURS = "/nha-cung-cap/tham-dinh/ho-so/"


def check(page: Page) -> None:
    """Nothing for axe to say, and nothing that has to be scrolled sideways."""
    report = AXE.run(page)
    assert report.response["violations"] == [], page.url
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def renew(provider: Visitor) -> tuple[str, str]:
    """The name of the provider, and the address of its new application."""
    provider.sign_in(PROVIDER)
    provider.go(OURS)
    page = provider.page
    # Others may have made this person work for a second one.
    ours = page.locator("main section:has(h3 a)").first
    name = ours.locator("h2").first.inner_text()
    check(page)
    ours.locator("h3 a").first.click()
    check(page)
    press(page, "Gia hạn")
    check(page)
    own = page.url
    # All that was entered the last time is there; one thing has changed.
    page.get_by_role("link", name="Hỗ trợ").click()
    check(page)
    page.fill("input[name=hours]", "60")
    press(page, "Lưu và sang phần tiếp")
    page.goto(own)
    press(page, "Gửi hồ sơ")
    expect(page.locator(".badge", has_text="đang thẩm định")).to_be_visible()
    return name, own


def open_application(officer: Visitor, email: str, name: str) -> Page:
    officer.sign_in(email)
    officer.go("/cua-toi/")
    page = officer.page
    page.locator("nav a[href$='/tham-dinh/']").click()
    row = page.locator("tbody tr", has_text="gia hạn").filter(has_text=name)
    row.get_by_role("link").click()
    return page


def judge(page: Page, points: int, *, is_checked: bool) -> None:
    """Each criterion on a page of its own, then all of it is handed in."""
    press(page, "Nhận chấm hồ sơ này")
    count = page.locator(".vetting-parts > li").count()
    page.locator(".vetting-parts a").first.click()
    if is_checked:
        check(page)
    for _criterion in range(count):
        page.locator(f"label.choice:has(input[value='{points}'])").click()
        page.fill("textarea[name=reason]", "Đã xem tài liệu và trang web.")
        press(page, "Lưu và sang phần tiếp")
    press(page, "Nộp phần chấm của tôi")


def test_a_renewal_goes_to_two_officers_and_a_third_and_is_approved(visitor):
    provider = visitor(viewport=PHONE)
    name, own = renew(provider)

    first = open_application(visitor(viewport=LAPTOP), OFFICER, name)
    check(first)
    judge(first, 3, is_checked=True)
    expect(first.locator(".badge", has_text="đang thẩm định")).to_be_visible()

    second = open_application(visitor(viewport=PHONE), ASSOCIATION, name)
    # Nothing of the first is seen before the own is handed in.
    expect(second.locator("main")).not_to_contain_text("Đã xem tài liệu")
    judge(second, 1, is_checked=False)
    expect(second.locator(".badge", has_text="người thứ ba xem")).to_be_visible()

    third = open_application(visitor(viewport=LAPTOP), SECOND_OFFICER, name)
    expect(third.locator("main")).not_to_contain_text("Đã xem tài liệu")
    judge(third, 2, is_checked=False)
    check(third)
    third.fill("textarea[name=words] >> nth=0", "Đủ các tiêu chí.")
    # No customer has answered yet.
    third.fill("textarea[name=few]", "Đã gọi cả năm khách.")
    press(third, "Công nhận một năm")
    expect(third.locator(".badge", has_text="đã thẩm định")).to_be_visible()

    page = provider.page
    page.goto(own)
    expect(page.locator("main")).to_contain_text("Đủ các tiêu chí.")
    check(page)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_criteria_are_for_everybody(visitor, language):
    anybody = visitor(language=language)
    anybody.go("/nha-cung-cap/tham-dinh/")
    check(anybody.page)
