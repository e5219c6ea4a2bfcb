"""The frame in a real browser: what only a browser can show."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.site import Site
from tests.browser.starts import ASSOCIATION

PAGES = ("/", "/gioi-thieu/", "/giao-dien/")
BROKEN_SAVE = """() => {
  const button = document.createElement("button");
  button.id = "save";
  button.textContent = "Lưu";
  button.setAttribute("hx-post", "/khong-co/");
  document.querySelector("main").append(button);
  htmx.process(button);
}"""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_is_wider_than_a_small_phone(visitor, language):
    person = visitor(language=language)
    person.page.set_viewport_size({"width": 320, "height": 640})
    for address in PAGES:
        person.go(address)
        assert person.page.evaluate("document.documentElement.scrollWidth") <= 320, (
            address
        )


def test_the_language_switch_works_without_javascript(
    chromium: Browser, demo_site: Site
):
    context = chromium.new_context(
        base_url=demo_site.url, java_script_enabled=False, locale="vi-VN"
    )
    page = context.new_page()
    page.goto("/gioi-thieu/?tu=day")
    page.click("button[name=language]")
    assert page.url.endswith("/gioi-thieu/?tu=day")
    assert page.get_attribute("html", "lang") == "en"
    context.close()


def test_without_javascript_what_was_typed_goes_along_too(plain):
    plain.goto("/bat-dau/")
    plain.fill("#id_name", "Tiệm may Sao")
    plain.select_option("#id_sector", "C")
    plain.click("button[name=language]")
    assert plain.get_attribute("html", "lang") == "en"
    assert plain.url.endswith("/bat-dau/")
    assert plain.input_value("#id_name") == "Tiệm may Sao"
    assert plain.input_value("#id_sector") == "C"
    plain.reload()
    assert plain.input_value("#id_name") == ""


def test_enter_in_a_field_sends_its_form_and_never_switches_the_language(plain):
    plain.goto("/bat-dau/")
    plain.fill("#id_name", "Tiệm may Sao")
    plain.press("#id_name", "Enter")
    assert plain.get_attribute("html", "lang") == "vi"
    assert plain.locator(".error-summary, .field__error").count()
    assert plain.input_value("#id_name") == "Tiệm may Sao"


def test_what_was_typed_goes_along_into_another_language(visitor):
    page = visitor().page
    page.goto("/xac-thuc/")
    page.fill("#id_name", "Quán phở Hòa Bình")
    page.fill("#id_points", "117/195")
    page.click("button[name=language]")
    page.wait_for_selector("html[lang=en]")
    assert page.input_value("#id_name") == "Quán phở Hòa Bình"
    assert page.input_value("#id_points") == "117/195"
    page.reload()
    assert page.input_value("#id_name") == "", "once, and kept nowhere"


def test_a_chosen_option_goes_along_too_and_no_other_page_is_filled(visitor):
    page = visitor().page
    page.goto("/bat-dau/")
    page.fill("#id_name", "Tiệm may Sao")
    page.select_option("#id_sector", "C")
    page.click("button[name=language]")
    page.wait_for_selector("html[lang=en]")
    assert page.input_value("#id_name") == "Tiệm may Sao"
    assert page.input_value("#id_sector") == "C"
    page.click("button[name=language]")
    page.wait_for_selector("html[lang=vi]")
    page.goto("/xac-thuc/")
    assert page.input_value("#id_name") == ""


def test_what_waits_its_turn_is_not_sent_where_a_pressed_button_leads(visitor):
    page = visitor().page
    page.goto("/bat-dau/")
    asked: list[str] = []
    page.on(
        "request",
        lambda request: request.method == "POST" and asked.append(request.url),
    )
    held: list[Route] = []
    page.route(
        "**/bat-dau/",
        lambda route: route.continue_() if held else held.append(route),
    )
    page.select_option("#id_sector", "C")
    page.wait_for_function("document.querySelector('form.htmx-request')")
    page.select_option("#id_sector", "I")  # waits until the first is answered
    page.focus("button[name=language]")
    with page.expect_response(lambda response: len(asked) == 2):
        held[0].continue_()
    page.wait_for_load_state("networkidle")
    assert [urlsplit(url).path for url in asked] == ["/bat-dau/"] * 2
    expect(page.locator("main")).to_have_count(1)


A_CODE = (
    "from survey.models import Result; print(Result.objects.first().verification_code)"
)


def test_a_long_name_without_a_space_widens_no_page_that_repeats_it(visitor, demo_site):
    code = demo_site.manage("shell", "-v", "0", "-c", A_CODE).split()[-1]
    page = visitor().page
    page.goto("/xac-thuc/")
    page.fill("#id_code", code)
    page.fill("#id_name", "W" * 150)
    page.fill("#id_level", "3")
    page.fill("#id_points", "117")
    page.click("main form button")
    page.wait_for_selector(".facts")
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_could_not_be_saved_is_said_aloud_and_shown(visitor):
    person = visitor()
    person.go("/gioi-thieu/")
    person.page.evaluate(BROKEN_SAVE)
    with person.tolerating(404), person.page.expect_request("**/khong-co/") as sent:
        person.page.click("#save")
        person.page.wait_for_selector("#live.live--bad")
    assert sent.value.headers["x-csrftoken"]
    assert "Chưa lưu được" in person.page.inner_text("#live")


def test_a_dialog_opens_and_closes_by_its_buttons_and_by_the_keyboard(visitor):
    person = visitor()
    person.go("/giao-dien/")
    dialog = person.page.locator("dialog")
    person.page.click("[data-opens]")
    assert dialog.is_visible()
    person.page.keyboard.press("Escape")
    assert not dialog.is_visible()
    person.page.click("[data-opens]")
    person.page.click("dialog [data-closes] >> nth=0")
    assert not dialog.is_visible()


def test_the_first_tab_leads_past_the_header_and_errors_take_the_focus(visitor):
    person = visitor()
    person.go("/")
    person.page.keyboard.press("Tab")
    assert person.page.evaluate("document.activeElement.className") == "skip-link"
    person.go("/giao-dien/")
    assert person.page.evaluate("document.activeElement.className") == "error-summary"


def test_the_letters_are_our_own_font(visitor):
    person = visitor()
    person.go("/")
    person.page.evaluate("document.fonts.ready")
    if person.page.locator("link[href*='fonts.css']").count() == 0:
        pytest.skip("fonts are not built (manage.py build_assets)")
    assert person.page.evaluate("document.fonts.check('17px \"Be Vietnam Pro\"', 'ẵ')")


def test_the_menu_of_an_association_is_one_row_on_a_phone_with_the_open_page_in_view(
    visitor,
):
    officer = visitor()
    officer.sign_in(ASSOCIATION)
    menu = officer.page.locator("nav.tabs")
    last = menu.get_by_role("link").last
    address = last.get_attribute("href")
    assert menu.bounding_box()["height"] < 60
    assert officer.page.evaluate("document.documentElement.scrollWidth") <= 390
    officer.go(address)
    expect(menu.locator("[aria-current]")).to_be_in_viewport(ratio=1)
    expect(menu.get_by_role("link").first).not_to_be_in_viewport()
