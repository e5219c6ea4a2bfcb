"""An answer is kept in the browser before it is sent, and forgotten when the server has it."""

import re

import pytest
from playwright.sync_api import APIResponse, Page, Response, Route, expect

from tests.browser.test_wizard_browser import picked
from tests.browser.visitor import Visitor

PROMISE = "Mỗi câu trả lời được lưu ngay."
BY_BUTTON = "Câu trả lời được lưu khi anh/chị bấm nút ở cuối trang."
SAVES = re.compile("/tra-loi/|/so-lieu/")
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('unsaved:'))"
NO_STORE = {
    "null": "get: () => null",
    "throws": "get: () => { throw new DOMException('no', 'SecurityError') }",
    "full": "get: () => ({ getItem: () => null, removeItem() {}, setItem() { throw 1 } })",
}


@pytest.fixture
def phone(visitor) -> Visitor:
    """Somebody who has just started and stands before the first question."""
    phone = visitor()
    start(phone)
    return phone


def start(phone: Visitor) -> None:
    phone.go("/bat-dau/")
    phone.tell_profile("Tiệm may Cô Ba", "C", 12)
    phone.choose_index("dbi-2021-sme")
    phone.begin()


def tap(page: Page, code: str, level: int) -> None:
    card = f'[data-question="{code}"] input[type=radio][value="{level}"]'
    page.locator(card).check()


def unsaved(page: Page, code: str):
    return page.locator(f'[data-question="{code}"] .question__unsaved')


def hold_line(page: Page) -> list[Route]:
    """Whatever is to be saved is taken and never answered."""
    held: list[Route] = []
    page.route(SAVES, lambda route: held.append(route))
    return held


def wait_until_nothing_is_kept(page: Page) -> None:
    for _ in range(50):
        if not page.evaluate(KEPT):
            return
        page.wait_for_timeout(100)
    pytest.fail("something is still kept")


def type_numbers(page: Page, part: str, whole: str) -> None:
    """Key by key, and the last field is not left."""
    page.fill('[name="1.1.4-numerator"]', part)
    page.locator('[name="1.1.4-denominator"]').press_sequentially(whole)


def test_a_line_that_is_held_open_is_told_beside_the_question(phone: Visitor):
    page = phone.page
    hold_line(page)
    tap(page, "1.1.1", 3)
    assert len(page.evaluate(KEPT)) == 1, "kept before it is sent"
    expect(unsaved(page, "1.1.1")).to_be_visible(timeout=6000)
    expect(unsaved(page, "1.1.1")).to_contain_text("Chưa lưu được")
    expect(page.locator("#saved-state")).to_contain_text("Chưa lưu")
    expect(unsaved(page, "1.1.2")).to_be_hidden()


def test_a_line_that_was_held_is_given_up_and_the_answer_sent_again(phone: Visitor):
    page = phone.page
    before = len(phone.troubles)
    hold_line(page)
    tap(page, "1.1.1", 3)
    expect(unsaved(page, "1.1.1")).to_be_visible(timeout=6000)
    page.unroute(SAVES)
    expect(page.locator("#wizard-progress")).to_contain_text("1/60", timeout=25_000)
    expect(unsaved(page, "1.1.1")).to_be_hidden()
    assert page.evaluate(KEPT) == []
    del phone.troubles[before:]  # the line was the point


def test_of_two_answers_on_their_way_at_once_the_later_count_stands(phone: Visitor):
    page = phone.page
    late: list[tuple[Route, APIResponse]] = []

    def hold_the_answer(route: Route) -> None:
        late.append((route, route.fetch()))

    page.route("**/tra-loi/1.1.1/", hold_the_answer)
    with page.expect_request("**/tra-loi/1.1.1/"):
        tap(page, "1.1.1", 3)
    tap(page, "1.1.2", 3)
    expect(page.locator("#wizard-progress")).to_contain_text("2/60")
    ((route, answer),) = late
    assert "1/60" in answer.text()
    with page.expect_response("**/tra-loi/1.1.1/"):
        route.fulfill(response=answer)
    wait_until_nothing_is_kept(page)
    expect(page.locator("#wizard-progress")).to_contain_text("2/60")


def test_what_is_typed_is_saved_after_a_pause_without_leaving_the_field(
    phone: Visitor,
):
    page = phone.page
    with page.expect_response(lambda answer: "/tra-loi/1.1.4/" in answer.url):
        type_numbers(page, "30", "120")
    expect(page.locator("#wizard-progress")).to_contain_text("1/60")
    expect(page.locator('[name="1.1.4-denominator"]')).to_be_focused()
    assert page.evaluate(KEPT) == []
    page.reload()
    assert page.input_value('[name="1.1.4-denominator"]') == "120"


def _is_typing(answer: Response) -> bool:
    return "typing" in (answer.request.post_data or "")


def test_typing_after_a_card_was_picked_counts_and_keeps_the_field(phone: Visitor):
    page = phone.page
    question = page.locator('[data-question="1.1.4"]')
    question.locator("details.question__bands > summary").click()
    with page.expect_response(SAVES):
        tap(page, "1.1.4", 5)
    expect(question.locator("[name='1.1.4-was']")).to_have_value("5")
    with page.expect_response(_is_typing):
        type_numbers(page, "30", "120")
    expect(page.locator('[name="1.1.4-denominator"]')).to_be_focused()
    expect(question.locator("input[type=radio]:checked")).to_have_count(0)
    page.reload()
    assert page.input_value('[name="1.1.4-numerator"]') == "30"
    assert picked(page) == {}


def test_a_card_comes_back_when_what_was_typed_is_emptied(phone: Visitor):
    page = phone.page
    question = page.locator('[data-question="1.1.4"]')
    question.locator("details.question__bands > summary").click()
    with page.expect_response(SAVES):
        tap(page, "1.1.4", 5)
    expect(question.locator("[name='1.1.4-was']")).to_have_value("5")
    number = page.locator('[name="1.1.4-numerator"]')
    number.press_sequentially("x")
    expect(question.locator("input[type=radio]:checked")).to_have_count(0)
    number.press("Backspace")
    assert picked(page) == {"1.1.4": 5}


def test_nothing_is_called_wrong_while_it_is_typed(phone: Visitor):
    page = phone.page
    with page.expect_response(SAVES):
        page.locator('[name="1.1.4-numerator"]').press_sequentially("ba")
    wrong = page.locator('[data-question="1.1.4"] .field__error')
    expect(wrong).to_have_count(0)
    with page.expect_response(SAVES):
        page.locator('[name="1.1.4-numerator"]').blur()
    expect(wrong).to_have_count(1)
    field = page.locator('[name="1.1.4-numerator"]')
    expect(field).to_have_attribute("aria-invalid", "true")
    with page.expect_response(SAVES):
        field.fill("3")
        field.blur()
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_a_tab_closed_while_typing_has_saved_or_sends_when_the_page_opens_again(
    phone: Visitor,
):
    page = phone.page
    address = page.url
    page.locator('[name="1.1.4-numerator"]').press_sequentially("30")
    page.locator('[name="1.1.4-denominator"]').press_sequentially("120")
    page.close()

    phone.page = page = phone.context.new_page()
    page.goto(address)
    wait_until_nothing_is_kept(page)
    # It may have been on its way already when this page was drawn.
    page.reload()
    assert page.input_value('[name="1.1.4-numerator"]') == "30"
    assert page.input_value('[name="1.1.4-denominator"]') == "120"


def test_leaving_by_a_link_while_typing_saves_without_coming_back(phone: Visitor):
    page = phone.page
    address = page.url
    type_numbers(page, "30", "120")
    page.goto("/gioi-thieu/")
    page.evaluate("localStorage.clear()")
    for _ in range(20):  # it is on its way, and nobody tells this page when it came
        page.goto(address)
        if page.input_value('[name="1.1.4-denominator"]') == "120":
            return
        page.wait_for_timeout(100)
    pytest.fail("what was typed has not come to the server")


def test_a_hidden_page_sends_what_was_being_typed(phone: Visitor):
    page = phone.page
    type_numbers(page, "30", "120")
    with page.expect_response(SAVES, timeout=1000):  # sooner than the pause
        page.evaluate(
            """() => {
              Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
              document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )


@pytest.mark.parametrize("store", NO_STORE.values(), ids=NO_STORE)
def test_without_a_store_an_answer_waits_in_memory(visitor, store: str):
    phone = visitor()
    phone.context.add_init_script(
        f"Object.defineProperty(window, 'localStorage', {{ {store} }})"
    )
    start(phone)
    page, before = phone.page, len(phone.troubles)
    assert before == 0
    expect(page.locator("[data-promise]")).to_have_text(PROMISE)
    phone.context.set_offline(True)
    tap(page, "1.1.1", 3)
    expect(unsaved(page, "1.1.1")).to_be_visible()
    phone.context.set_offline(False)
    expect(page.locator("#wizard-progress")).to_contain_text("1/60")
    expect(unsaved(page, "1.1.1")).to_be_hidden()
    page.reload()
    assert picked(page) == {"1.1.1": 3}
    del phone.troubles[before:]


@pytest.mark.parametrize("script", ["keeper.js", "htmx-2.min.js", "frame.js"])
def test_without_its_script_the_page_promises_only_what_is_true(
    visitor, demo_site, script: str
):
    phone = visitor()
    start(phone)
    before = len(phone.troubles)
    phone.page.route(f"**/{script}", lambda route: route.abort())
    phone.page.reload()
    phone.page.wait_for_load_state()
    expect(phone.page.locator("[data-promise]")).to_have_text(BY_BUTTON)
    tap(phone.page, "1.1.1", 2)
    with phone.page.expect_navigation():
        phone.page.locator(".wizard__foot button.button").first.click()
    phone.page.go_back()
    phone.page.reload()
    assert picked(phone.page) == {"1.1.1": 2}
    del phone.troubles[before:]


def test_with_it_the_page_promises_that_every_answer_is_saved(phone: Visitor):
    expect(phone.page.locator("[data-promise]")).to_have_text(PROMISE)


def test_forgetting_this_device_forgets_what_is_unsaved_too(phone: Visitor):
    page, before = phone.page, len(phone.troubles)
    page.route(SAVES, lambda route: route.abort())
    tap(page, "1.1.1", 3)
    expect(unsaved(page, "1.1.1")).to_be_visible()
    page.goto("/doanh-nghiep/")
    assert len(page.evaluate(KEPT)) == 1
    page.get_by_text("Quên trên máy này").first.click()
    with page.expect_navigation():
        page.locator("form[data-forgets] button").click()
    assert page.evaluate(KEPT) == []
    del phone.troubles[before:]


def test_an_answer_kept_for_long_never_writes_over_a_newer_one(phone: Visitor):
    page, before = phone.page, len(phone.troubles)
    address = page.url
    page.route(SAVES, lambda route: route.abort())
    tap(page, "1.1.1", 1)
    expect(unsaved(page, "1.1.1")).to_be_visible()
    stored = page.evaluate(f"{KEPT}.map(key => [key, localStorage[key]])")
    page.evaluate("localStorage.clear()")
    page.close()

    elsewhere = phone.page = phone.context.new_page()
    elsewhere.goto(address)
    with elsewhere.expect_response(SAVES):
        tap(elsewhere, "1.1.1", 4)
    elsewhere.evaluate(
        "stored => stored.forEach(([k, v]) => localStorage.setItem(k, v))", stored
    )
    elsewhere.reload()
    expect(elsewhere.locator("#live")).to_contain_text("câu trả lời mới hơn")
    assert picked(elsewhere) == {"1.1.1": 4}
    assert elsewhere.evaluate(KEPT) == []
    del phone.troubles[before:]


def test_what_the_page_says_is_put_into_the_same_live_regions(phone: Visitor):
    """A screen reader reads what comes into a region; a new region is read by few."""
    page = phone.page
    page.evaluate(
        """() => document.querySelectorAll("[role=status]")
          .forEach((region) => (region.isTheSame = true))"""
    )
    with page.expect_response(SAVES):
        type_numbers(page, "30", "120")
        page.locator('[name="1.1.4-denominator"]').blur()
    expect(page.locator("#say-1-1-4")).to_contain_text("25\u00a0%")
    expect(page.locator("#saved-state")).to_contain_text("Đã lưu lúc")
    for region in ("say-1-1-4", "saved-state"):
        assert page.evaluate(f"document.getElementById('{region}').isTheSame"), region
