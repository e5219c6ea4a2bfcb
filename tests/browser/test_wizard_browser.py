"""The questionnaire in a browser: jumping around, going back, losing the connection, two tabs."""

import re
from random import Random

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor


@pytest.fixture
def phone(visitor) -> Visitor:
    """Somebody who has just started and stands before the first question."""
    phone = visitor()
    phone.go("/bat-dau/")
    phone.tell_profile("Tiệm may Cô Ba", "C", 12)
    phone.choose_index("dbi-2021-sme")
    phone.begin()
    return phone


def answer(page: Page, code: str, level: int) -> None:
    """Tap a card, among the closest answers where a number is asked; wait until it is saved."""
    question = page.locator(f'[data-question="{code}"]')
    bands = question.locator("details.question__bands")
    if bands.count() and bands.get_attribute("open") is None:
        bands.locator("summary").click()
    with page.expect_response(lambda response: "/tra-loi/" in response.url):
        question.locator(f'input[type=radio][value="{level}"]').check()


def jump(page: Page, position: int) -> None:
    page.locator(".jump > summary").click()
    with page.expect_navigation():
        page.locator(".jump__step").nth(position).click()


def codes_on(page: Page) -> list[str]:
    questions = page.locator(".question").all()
    return [question.get_attribute("data-question") for question in questions]


def picked(page: Page) -> dict[str, int]:
    cards = page.eval_on_selector_all(
        ".question input[type=radio]:checked",
        "cards => cards.map(card => [card.name, Number(card.value)])",
    )
    return dict(cards)


def test_jumping_around_and_going_back_loses_no_answer(phone: Visitor):
    page, levels, dice = phone.page, {}, Random(9)
    for position in (4, 0, 7, 2, 0):
        jump(page, position)
        codes = codes_on(page)
        for code in dice.sample(codes, min(3, len(codes))):
            levels[code] = dice.randrange(6)
            answer(page, code, levels[code])
    page.go_back()
    page.reload()
    page.go_forward()
    seen: dict[str, int] = {}
    for position in range(page.locator(".jump__step").count()):
        jump(page, position)
        seen |= picked(page)
    assert seen == levels
    assert f"{len(levels)}/60" in page.locator("#wizard-progress").inner_text()


def test_a_card_tapped_before_the_scripts_have_loaded_is_saved_too(phone: Visitor):
    page = phone.page
    held = []
    page.route("**/htmx-2.min.js", lambda route: held.append(route))
    page.reload(wait_until="commit")
    page.locator('[data-question="1.1.2"] input[type=radio][value="4"]').check()
    with page.expect_response(lambda response: "/tra-loi/1.1.2/" in response.url):
        held[0].continue_()
    expect(page.locator("#wizard-progress")).to_contain_text("1/60")


def test_a_jump_right_after_typing_keeps_the_number(phone: Visitor):
    page = phone.page
    page.fill('[name="1.1.4-numerator"]', "30")
    page.fill('[name="1.1.4-denominator"]', "120")
    jump(page, 3)
    jump(page, 0)
    assert page.input_value('[name="1.1.4-numerator"]') == "30"
    assert "25\u00a0%" in page.locator('[data-question="1.1.4"]').inner_text()


def test_without_a_connection_the_page_says_so_and_saves_when_it_is_back(
    phone: Visitor,
):
    page = phone.page
    before = len(phone.troubles)
    phone.context.set_offline(True)
    page.locator('[data-question="1.1.1"] input[type=radio][value="3"]').check()
    unsaved = page.locator('[data-question="1.1.1"] .question__unsaved')
    expect(unsaved).to_be_visible()
    expect(unsaved).to_contain_text("Chưa lưu được")
    phone.context.set_offline(False)
    expect(page.locator("#wizard-progress")).to_contain_text("1/60")
    expect(unsaved).to_be_hidden()
    page.reload()
    assert picked(page) == {"1.1.1": 3}
    del phone.troubles[before:]  # being offline was the point


def test_an_answer_kept_offline_survives_leaving_the_page(phone: Visitor):
    page = phone.page
    before = len(phone.troubles)
    phone.context.set_offline(True)
    page.locator('[data-question="1.1.1"] input[type=radio][value="4"]').check()
    expect(page.locator('[data-question="1.1.1"] .question__unsaved')).to_be_visible()
    address = page.url
    page.goto("about:blank")
    phone.context.set_offline(False)
    # The browser hears of it a moment later; a page opened before would go on waiting.
    page.wait_for_function("navigator.onLine")
    # What was sent in that very moment is given up after 15 s, and tried again 5 s later.
    with page.expect_response(
        lambda response: "/tra-loi/1.1.1/" in response.url, timeout=30_000
    ):
        page.goto(address)
    page.reload()
    assert picked(page) == {"1.1.1": 4}
    del phone.troubles[before:]


def test_two_tabs_write_different_questions_and_none_is_lost(phone: Visitor):
    first = phone.page
    second = phone.context.new_page()
    second.goto(first.url)
    answer(first, "1.1.1", 5)
    answer(second, "1.1.2", 2)
    with second.expect_navigation():
        second.locator(".wizard__foot button.button").first.click()
    first.reload()
    assert picked(first) == {"1.1.1": 5, "1.1.2": 2}


def test_the_keyboard_alone_answers_and_moves_on(phone: Visitor):
    page = phone.page
    page.locator('[data-question="1.1.1"] input[type=radio][value="0"]').focus()
    with page.expect_response(lambda response: "/tra-loi/" in response.url):
        page.keyboard.press("ArrowDown")
    assert picked(page) == {"1.1.1": 1}
    page.fill('[name="1.1.4-numerator"]', "30")
    page.press('[name="1.1.4-numerator"]', "Enter")
    assert re.search(r"/danh-gia/[\w-]+/1-1-", page.url)


def test_the_ward_is_found_by_typing_without_marks(phone: Visitor):
    page = phone.page
    page.goto(page.url.rsplit("/", 2)[0] + "/ho-so/")
    page.locator("[data-filter] input[type=search]").fill("ben thanh")
    assert page.locator("#id_area option:checked").inner_text() == "Phường Bến Thành"
    assert page.locator("#id_area optgroup:not([hidden]) option").count() < 5


def test_the_review_leads_to_the_first_open_question_and_puts_the_focus_there(
    phone: Visitor,
):
    page = phone.page
    answer(page, "1.1.1", 2)
    page.goto(page.url.rsplit("/", 2)[0] + "/xem-lai/")
    with page.expect_navigation():
        page.get_by_role("link", name="Trả lời các câu còn lại").click()
    expect(page.locator("#q-1\\.1\\.2")).to_be_focused()
    expect(page.locator("#q-1\\.1\\.2")).to_be_in_viewport()
