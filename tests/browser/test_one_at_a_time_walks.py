"""The whole questionnaire, one question at a time: tapped, by keyboard, and without scripts."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.turns import (
    TOOLS,
    TOTAL,
    begin,
    code_of,
    expect_turn,
    in_turn,
    one_at_a_time,
    press,
    tap,
    wait_until_left,
)
from tests.browser.visitor import Visitor, saved

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def phone(visitor) -> Visitor:
    phone = visitor(has_touch=True)
    one_at_a_time(begin(phone))
    return phone


def walk_to_the_review(page: Page) -> list[tuple[str, str]]:
    """Answer everything with a finger; the codes with what stood on top."""
    seen = []
    while not urlsplit(page.url).path.endswith("/xem-lai/"):
        code = code_of(page)
        seen.append((code, page.locator(".one-place").inner_text()))
        check_page(page)
        is_single = in_turn(page).locator("input[type=radio]").count()
        if code == TOOLS:
            with saved(page):
                in_turn(page).locator(".tools__all .choice").tap()
        elif in_turn(page).locator(".choice").count():
            tap(page)
        else:
            in_turn(page).locator("textarea").fill("Mong có người chỉ tận nơi.")
        if not is_single:
            press(page, "next")
        wait_until_left(page, code)
    return seen


def check_page(page: Page) -> None:
    """No wider than the screen, and nothing on it needs more than it has."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width, page.url


def numbers_on_top(seen: list[tuple[str, str]]) -> list[str]:
    told = [text for _, text in seen]
    return [text for text in told if text.startswith("Câu")]


def test_the_whole_walk_answers_everything_and_ends_at_the_review(phone: Visitor):
    page = phone.page
    seen = walk_to_the_review(page)
    expected = [f"Câu {number} / {TOTAL}" for number in range(1, TOTAL + 1)]
    assert numbers_on_top(seen) == expected
    # What earns no points is on the way too, and says so instead of a number.
    free = [code for code, text in seen if "Không tính điểm" in text]
    assert free == ["4.1", "4.2", "5.1", "6.1"]
    expect(page.locator("main")).to_contain_text(f"{TOTAL}/{TOTAL}")
    expect(page.locator("form[action$='/nop/'] button")).to_be_visible()


def test_the_whole_walk_fits_the_narrowest_phone(visitor):
    phone = visitor(has_touch=True, viewport=NARROW)
    page = begin(phone, name="Phở" * 40)
    one_at_a_time(page)
    seen = walk_to_the_review(page)
    assert len(numbers_on_top(seen)) == TOTAL
    check_page(page)

    # So does what comes after it, whatever the name.
    page.locator("form[action$='/nop/'] button").click()
    page.wait_for_url("**/ket-qua/**")
    check_page(page)
    result = urlsplit(page.url).path
    for part in ("thu-xem/", "goi-y/", "lo-trinh/", "tra-loi/", "doi-sanh/"):
        phone.go(result + part)
        check_page(page)
    phone.go("/tai-khoan/signup/")
    check_page(page)


def test_without_scripts_the_whole_pages_lead_to_the_same_review(plain: Page):
    plain.goto("/bat-dau/")
    plain.fill("#id_name", "Quán cơm Cô Tư")
    plain.fill("#id_employees", "3")
    plain.select_option("#id_sector", "I")
    plain.locator("form.profile button.button").click()
    plain.locator("input[name=variant][value='food-beverage']").check()
    for _ in ("the industry", "its ticks"):
        plain.locator("#ways button:not([name])").click()
    plain.wait_for_url(re.compile("/2-"))
    expect(plain.get_by_role("button", name="Từng câu một")).to_be_hidden()
    expect(plain.locator(".one-nav")).to_be_hidden()
    answered = 0
    while not urlsplit(plain.url).path.endswith("/xem-lai/"):
        answered += answer_page(plain)
        plain.locator(".wizard__foot button").first.click()
        plain.wait_for_load_state()
    assert answered == TOTAL + 3  # three earn no points
    expect(plain.locator("main")).to_contain_text(f"{TOTAL}/{TOTAL}")


def answer_page(page: Page) -> int:
    """The second card of every question that has cards; the mark at the end of a list of tools."""
    answered = 0
    for question in page.locator(".question").all():
        marks = question.locator(".tools__all input")
        cards = question.locator(".choices input")
        if marks.count():
            marks.check()
        elif cards.count():
            cards.nth(1).check()
        answered += cards.count() > 0
    return answered


def test_the_keyboard_alone_walks_to_the_review(phone: Visitor):
    page = phone.page
    while not urlsplit(page.url).path.endswith("/xem-lai/"):
        code = code_of(page)
        expect_turn(page, code)
        answer_by_key(page, code)
        page.keyboard.press("Enter")
        wait_until_left(page, code)
    expect(page.locator("main")).to_contain_text(f"{TOTAL}/{TOTAL}")


def answer_by_key(page: Page, code: str) -> None:
    """Of cards the second, of boxes the first, of tools the mark at the end; else the button."""
    if not in_turn(page).locator(".choice").count():
        tab_to(page, "[data-turn=next]")
        return
    tab_to(page, ".tools__all input" if code == TOOLS else ".choice input")
    is_radio = page.locator(":focus").get_attribute("type") == "radio"
    with saved(page):
        page.keyboard.press("ArrowDown" if is_radio else "Space")


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f":focus:is({selector})").count():
            return
    raise AssertionError(f"no key leads to {selector}")
