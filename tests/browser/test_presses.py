"""A button pressed with a mouse is pressed, though the page moves under it meanwhile."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.turns import begin_other, code_of, one_at_a_time, turn_to
from tests.browser.visitor import PHONE

HELD = 500  # milliseconds: long enough for the answer of the server
WIDE = {"width": 1280, "height": 800}
IS_THERE = "(button, [x, y]) => button.contains(document.elementFromPoint(x, y))"
BANDS = ".question__bands > summary"


def place_on(button: Locator) -> tuple[float, float]:
    """Near its upper edge, from where it is soon pushed down."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + 10


def hold(page: Page, button: Locator) -> bool:
    """Mouse down and up in one place; whether the button had gone away from there."""
    x, y = place_on(button)
    page.mouse.move(x, y)
    page.mouse.down()
    page.wait_for_timeout(HELD)
    is_there = button.evaluate(IS_THERE, [x, y])
    page.mouse.up()
    return not is_there


def fill_start(page: Page) -> Locator:
    """All but leaving the last field; the button that the card on the size will push down."""
    page.goto("/bat-dau/")
    page.fill("#id_name", "Tiệm may Cô Út")
    with page.expect_response("**/bat-dau/"):
        page.select_option("#id_sector", "C")
    page.fill("#id_employees", "12")
    return page.locator("form.profile button.button")


def test_a_press_that_leaves_the_last_field_of_the_start_page_begins(visitor):
    page = visitor(viewport=WIDE).page
    button = fill_start(page)
    assert hold(page, button)
    page.wait_for_url("**/danh-gia/**")


def test_a_press_is_taken_back_by_moving_away_before_letting_go(visitor):
    page = visitor(viewport=WIDE).page
    x, y = place_on(fill_start(page))
    page.mouse.move(x, y)
    page.mouse.down()
    expect(page.locator("#size")).to_contain_text("doanh nghiệp", ignore_case=True)
    page.mouse.move(x, y + 40)
    page.mouse.up()
    page.wait_for_timeout(HELD)
    assert page.url.endswith("/bat-dau/")


def test_a_press_that_has_a_number_called_wrong_is_obeyed(visitor):
    page = begin_other(visitor(viewport=PHONE), "dbi-2021-sme")
    one_at_a_time(page)
    turn_to(page, "1.1.4")
    page.fill('[name="1.1.4-numerator"]', "nhiều lắm")
    hold(page, page.locator(".one-nav [data-turn=next]"))
    expect(page.locator('[name="1.1.4-numerator"]')).to_be_focused()
    assert code_of(page) == "1.1.4"
    page.fill('[name="1.1.4-numerator"]', "30")
    page.fill('[name="1.1.4-denominator"]', "120")
    hold(page, page.locator(".one-nav [data-turn=next]"))
    expect(page.locator("[id='q-1.1.5']")).to_be_focused()


def test_a_card_below_a_number_that_is_called_wrong_is_chosen_once(visitor):
    page = begin_other(visitor(viewport=WIDE), "dbi-2021-sme")
    question = page.locator("[id='q-1.1.4']")
    question.locator(BANDS).click()
    page.fill('[name="1.1.4-numerator"]', "nhiều lắm")
    card = question.locator("label.choice").nth(2)
    assert hold(page, card)
    expect(card.locator("input")).to_be_checked()


def test_a_list_opened_below_a_number_that_is_called_wrong_stays_open(visitor):
    page = begin_other(visitor(viewport=WIDE), "dbi-2021-sme")
    question = page.locator("[id='q-1.1.4']")
    page.fill('[name="1.1.4-numerator"]', "nhiều lắm")
    assert hold(page, question.locator(BANDS))
    expect(question.locator(".question__bands")).to_have_attribute("open", "")


def test_a_page_that_lies_still_is_pressed_once(visitor):
    page = begin_other(visitor(viewport=WIDE), "dbi-2021-sme")
    summary = page.locator(f"[id='q-1.1.4'] {BANDS}")
    for is_open in (1, 0):
        assert not hold(page, summary)
        expect(page.locator("[id='q-1.1.4'] .question__bands[open]")).to_have_count(
            is_open
        )
