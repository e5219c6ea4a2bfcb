"""Industry and ticks in a browser: with the keyboard, and with scripts switched off."""

from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

PROFILE = {"name": "Quán bún Bà Tám", "employees": "5"}


def begin(page: Page, sector: str) -> Page:
    page.goto("/bat-dau/")
    for name, value in PROFILE.items():
        page.fill(f"#id_{name}", value)
    page.select_option("#id_sector", sector)
    page.locator("form.profile button.button").click()
    page.wait_for_url("**/nganh/")
    return page


def send(page: Page) -> None:
    page.locator("#ways button:not([name])").click()


def test_without_scripts_the_ticks_are_a_second_step_of_the_same_address(plain: Page):
    begin(plain, "I")
    assert plain.locator("input[name=ways]").count() == 0
    plain.locator("label.choice:has(input[value='food-beverage'])").click()
    send(plain)
    expect(plain.locator("main")).to_contain_text("Thực phẩm và Đồ uống")
    assert plain.url.endswith("/nganh/")
    plain.locator("label.choice:has(input[value='delivery'])").click()
    send(plain)
    plain.wait_for_url(lambda url: not url.endswith("/nganh/"))


def test_the_only_industry_of_a_sector_is_not_asked_and_can_be_changed(plain: Page):
    begin(plain, "F")
    expect(plain.locator("main")).to_contain_text("Ngành: Xây dựng")
    plain.get_by_role("link", name="Chọn ngành khác").click()
    expect(plain.locator("input[name=variant][value='construction']")).to_be_checked()


def test_the_keyboard_alone_picks_an_industry_and_ticks(visitor):
    phone: Visitor = visitor()
    page = begin(phone.page, "I")
    page.focus("input[value='hospitality']")
    # Arrows go from card to card, and each brings its own ticks.
    page.keyboard.press("ArrowDown")
    ticks = page.locator("#ways input[name=ways_of]")
    expect(ticks).to_have_value("food-beverage")
    expect(page.locator("input[name=variant][value='food-beverage']")).to_be_focused()
    expect(page.locator("#ways-told")).to_contain_text("Bên dưới có")
    page.focus("#ways input[value='takeaway']")
    page.keyboard.press("Space")
    page.focus("input[name=variant][value='food-beverage']")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/nganh/"))


def test_ticks_stay_when_the_industry_is_picked_anew(visitor):
    phone: Visitor = visitor()
    begin(phone.page, "I")
    phone.pick_industry("food-beverage")
    for tick in ("shifts", "know"):
        phone.page.locator(f"#ways label.choice:has(input[value='{tick}'])").click()
    phone.pick_industry("hospitality")
    for tick in ("shifts", "know"):
        expect(phone.page.locator(f"#ways input[value='{tick}']")).to_be_checked()
