"""A review by keyboard to an appeal and back, its pages for everybody, and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.starts import ASSOCIATION, REVIEWER
from tests.browser.visitor import AXE, PHONE, Visitor

LAPTOP = {"width": 1280, "height": 900}
MANAGER = "Lê Ngọc Mai"
# What nobody can do on a page: the password of an invented enterprise is nowhere.
LET_IN = """
from django.urls import reverse
from accounts.models import Organisation
from survey.results.queries import results
firm = Organisation.objects.get(name={name!r})
owner = firm.memberships.get(role="owner").user
owner.set_password("demo-san-sang-so")
owner.save()
newest = results().filter(organisation=firm).latest("created_at")
print(owner.email, reverse("reports:result", args=[newest.public_id]))
"""


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
    with page.expect_navigation():
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


def by_keys(page: Page, lowered: str = "") -> None:
    """Judge every answer and hand in, without a mouse. lowered: why the first is at level 0."""
    # Keys say nothing to a page that is not there yet.
    with page.expect_navigation():
        page.locator("main form a.button").press("Enter")
    if lowered:
        page.keyboard.press("w")
        expect(page.locator("#id_words")).to_be_focused()
        # While one types, letters are letters.
        page.keyboard.type(lowered)
        expect(page.locator("#id_words")).to_have_value(lowered)
        page.locator("#id_level input").first.press("Space")
        page.keyboard.press("m")
    hand_in = page.locator("main form button[value='done']")
    while not page.locator(".review-rows").count():
        with page.expect_navigation():
            page.keyboard.press("a")
    hand_in.press("Enter")


def allow_single_keys(page: Page, queue: str) -> None:
    """Keys alone do nothing until they are asked for; then they do on every page."""
    page.goto(queue)
    with page.expect_navigation():
        page.locator("tbody a").first.press("Enter")
    with page.expect_navigation():
        page.locator("main form a.button").press("Enter")
    here = page.url
    page.keyboard.press("a")
    assert page.url == here
    page.locator("details:has(#single-keys) summary").press("Enter")
    page.locator("#single").press("Space")
    page.locator("#single").blur()
    page.goto(queue)


def to_reviews_of(owner: Visitor, result: str, language: str, size: dict) -> Page:
    """The owner reads both results, in either language and at either width."""
    owner.speak(language)
    owner.page.set_viewport_size(size)
    owner.go(result)
    owner.page.locator("a[href$='/xem-xet/']").first.click()
    check(owner.page)
    return owner.page


def test_by_keyboard_to_an_appeal_and_back(visitor, demo_site):
    """Begun by whoever leads, judged by keys, appealed against once, judged by another, read."""
    manager, owner, reviewer = (
        visitor(viewport=LAPTOP),
        visitor(),
        visitor(language="en"),
    )
    page = to_queue(manager, ASSOCIATION)
    queue = page.url
    page.locator("a[href$='/chua-xem/']").click()
    check(page)
    name = page.locator("tbody th").first.inner_text()
    email, result = owner_of(demo_site, name)
    page.locator("tbody a").first.press("Enter")
    check(page)
    page.locator("input[name=phase]").first.press("Space")
    page.locator("label", has=page.locator("input[name=reviewers]")).filter(
        has_text=MANAGER
    ).locator("input").press("Space")
    page.locator("main form button").last.press("Enter")
    expect(page.get_by_text("Đã bắt đầu xem xét")).to_be_visible()
    allow_single_keys(page, queue)
    open_row(page, name)
    by_keys(page, lowered="Chỉ thấy ở một nơi, am mưu gì đâu")
    expect(page.get_by_text("Đã nộp. Cảm ơn")).to_be_visible()

    owner.sign_in(email)
    page = to_reviews_of(owner, result, "en", LAPTOP)
    page = to_reviews_of(owner, result, "vi", PHONE)
    for words in ("Đã khai", "Sau xem xét", "Chỉ thấy ở một nơi"):
        expect(page.get_by_text(words).first).to_be_visible()
    page.get_by_text("Tôi không đồng ý").press("Enter")
    appeal = page.get_by_role("button", name="Đề nghị người khác xem lại")
    appeal.press("Enter")
    expect(page.locator(".error-summary")).to_be_visible()
    check(page)
    page.locator("textarea[name=words]").fill("Cả ba nơi đều dùng")
    appeal.press("Enter")
    expect(page.get_by_text("Còn 10 ngày làm việc")).to_be_visible()
    expect(page.get_by_text("Tôi không đồng ý")).to_have_count(0)
    check(page)

    # Never to whoever judged first; with the clock, and what the firm wrote.
    manager.go(queue)
    expect(manager.page.get_by_text(name, exact=True)).to_have_count(0)
    page = to_queue(reviewer, REVIEWER)
    check(page)
    allow_single_keys(page, page.url)
    row = page.locator("tbody tr", has=page.get_by_text(name, exact=True))
    expect(row.get_by_text("10 working days left")).to_be_visible()
    open_row(page, name)
    expect(page.get_by_text("Cả ba nơi đều dùng")).to_be_visible()
    check(page)
    by_keys(page)
    expect(page.get_by_text("Handed in. Thank you")).to_be_visible()

    page = to_reviews_of(owner, result, "en", PHONE)
    page = to_reviews_of(owner, result, "vi", LAPTOP)
    expect(page.get_by_text("Cuối cùng")).to_have_count(1)
    expect(page.get_by_text("Tôi không đồng ý")).to_have_count(0)
    letters = [letter["Subject"] for letter in demo_site.letters_to(email)]
    assert len(letters) >= 2


def owner_of(site: Site, name: str) -> tuple[str, str]:
    """Of a firm of the demo, with a password, and the address of its result."""
    printed = site.manage("shell", "-v", "0", "-c", LET_IN.format(name=name))
    email, result = printed.split()
    return email, result
