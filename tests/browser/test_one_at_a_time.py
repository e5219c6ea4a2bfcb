"""One question at a time on a phone: what moves on, what goes back, what waits."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.turns import (
    TOTAL,
    begin,
    begin_other,
    code_of,
    expect_to_stay,
    expect_turn,
    in_turn,
    one_at_a_time,
    press,
    swipe,
    tap,
    turn_to,
)
from tests.browser.visitor import Visitor, barriers, saved, told_progress

COUNT_MOTION = """() => {
  const { animate } = Element.prototype;
  window.motions = 0;
  Element.prototype.animate = function (...terms) {
    window.motions += 1;
    return animate.apply(this, terms);
  };
}"""


@pytest.fixture
def phone(visitor) -> Visitor:
    phone = visitor(has_touch=True)
    one_at_a_time(begin(phone))
    return phone


def test_it_is_offered_on_a_phone_and_not_on_a_wide_screen(visitor):
    page = begin(visitor())
    offer = page.get_by_role("button", name="Từng câu một")
    expect(offer).to_be_visible()
    assert page.locator(".question:visible").count() > 1
    page.set_viewport_size({"width": 480, "height": 800})
    expect(offer).to_be_hidden()


def test_a_tap_on_a_single_choice_moves_on_and_the_address_follows(phone: Visitor):
    page = phone.page
    press(page, "next")
    expect_turn(page, "2.2")
    with saved(page):
        tap(page)
    expect_turn(page, "2.3")
    expect(page.locator(".one-place")).to_have_text(f"Câu 3 / {TOTAL}")
    assert told_progress(page) == (1, TOTAL)


def test_where_a_finger_tapped_no_choice_of_the_next_question_looks_chosen(visitor):
    """A telephone holds what lies below the last tap for hovered over."""
    page = begin(visitor(has_touch=True, is_mobile=True))
    one_at_a_time(page)
    press(page, "next")
    expect_turn(page, "2.2")
    choices = in_turn(page).locator(".choice")
    choices.nth(2).hover()
    looks = choices.evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor)"
    )
    assert len(set(looks)) == 1


def test_several_choices_wait_for_the_button(phone: Visitor):
    page = phone.page
    for position in (1, 2):
        with saved(page):
            tap(page, position)
    expect_to_stay(page, "2.1")
    press(page, "next")
    expect_turn(page, "2.2")


def test_the_last_question_of_a_page_leads_to_the_next_page_and_back(phone: Visitor):
    page = phone.page
    turn_to(page, "2.6")
    tap(page)
    expect_turn(page, "3.1")
    press(page, "back")
    expect_turn(page, "2.6")
    expect(in_turn(page).locator("input:checked")).to_have_value("1")


def test_arrow_keys_go_through_the_answers_without_leaving_the_question(
    phone: Visitor,
):
    page = phone.page
    press(page, "next")
    expect_turn(page, "2.2")
    in_turn(page).locator("input[type=radio]").first.focus()
    for _ in range(2):
        with saved(page):
            page.keyboard.press("ArrowDown")
    expect_to_stay(page, "2.2")
    expect(in_turn(page).locator("input:checked")).to_have_value("2")


def test_back_is_a_swipe_a_button_and_the_browsers_own(phone: Visitor):
    page = phone.page
    for code in ("2.2", "2.3", "2.4", "2.5"):
        press(page, "next")
        expect_turn(page, code)
    swipe(page, 200)
    expect_turn(page, "2.4")
    press(page, "back")
    expect_turn(page, "2.3")
    page.go_back()
    expect_turn(page, "2.2")
    page.go_forward()
    expect_turn(page, "2.3")
    swipe(page, -200)
    expect_turn(page, "2.4")


def test_a_finger_that_scrolls_stays_on_its_question(phone: Visitor):
    page = phone.page
    turn_to(page, "2.2")
    swipe(page, 30)
    expect_to_stay(page, "2.2")
    swipe(page, -30)
    expect_to_stay(page, "2.2")


def test_the_second_half_of_a_double_tap_answers_nothing(phone: Visitor):
    page = phone.page
    turn_to(page, "2.2")
    hit = page.evaluate(
        """() => new Promise((done) => {
          const form = document.querySelector(".wizard");
          const card = document.querySelector(".is-in-turn .choice");
          const tapped = card.getBoundingClientRect();
          new MutationObserver((_, observer) => {
            if (!form.classList.contains("is-turning")) return;
            observer.disconnect();
            const under = document.elementFromPoint(tapped.x + 9, tapped.y + 9);
            done(Boolean(under?.closest(".question")));
          }).observe(form, { attributeFilter: ["class"] });
          document.querySelector("[data-turn=next]").click();
        })"""
    )
    expect_turn(page, "2.3")
    assert hit is False
    tap(page)
    expect_turn(page, "2.4")


def test_it_is_remembered_on_other_pages_and_switched_off_where_one_is(phone: Visitor):
    page = phone.page
    press(page, "next")
    expect_turn(page, "2.2")
    page.reload()
    assert code_of(page) == "2.2"
    page.get_by_role("button", name="Hiện cả trang").click()
    expect(page.locator(".question:visible")).to_have_count(6)
    expect(page.locator("[id='q-2.2']")).to_be_in_viewport()
    assert not urlsplit(page.url).fragment
    page.reload()
    expect(page.locator(".question:visible")).to_have_count(6)


def test_the_question_is_named_once_for_who_hears_the_page(phone: Visitor):
    page = phone.page
    press(page, "next")
    expect_turn(page, "2.2")
    # The group that gets the focus has number and question as its name; the bar is no live region.
    group = page.get_by_role("group", name=re.compile("^Câu 2 Việc hằng ngày"))
    expect(group).to_be_focused()
    assert page.locator(".wizard-bar [role=status] .one-place").count() == 0
    assert page.locator(".one-place").get_attribute("role") is None
    assert barriers(page) == []


def test_who_asks_for_less_motion_sees_none(visitor):
    still, moving = visitor(), visitor(reduced_motion="no-preference")
    for person, expected in ((still, 0), (moving, 1)):
        page = begin(person)
        one_at_a_time(page)
        page.evaluate(COUNT_MOTION)
        press(page, "next")
        expect_turn(page, "2.2")
        assert page.evaluate("window.motions") == expected


def test_without_a_connection_answers_are_kept_and_the_page_is_not_left(
    phone: Visitor,
):
    page = phone.page
    turn_to(page, "2.5")
    before = len(phone.troubles)
    phone.context.set_offline(True)
    page.wait_for_function("!navigator.onLine")
    tap(page)
    press(page, "next")
    expect_turn(page, "2.6")
    tap(page)
    expect(page.locator(".one-told")).to_contain_text("Chưa lưu được")
    expect_to_stay(page, "2.6")
    phone.context.set_offline(False)
    page.wait_for_function("navigator.onLine")
    # What was sent in that very moment is given up after 15 s, and tried again 5 s later: on a
    # machine that does much else as well, later still.
    expect(page.locator("#wizard-progress progress")).to_have_js_property(
        "value", 2, timeout=60_000
    )
    del phone.troubles[before:]  # being offline was the point
    press(page, "next")
    expect_turn(page, "3.1")


def test_a_number_that_cannot_be_read_keeps_its_question(phone: Visitor):
    page = begin_other(phone, "dbi-2021-sme")
    turn_to(page, "1.1.4")
    page.fill('[name="1.1.4-numerator"]', "nhiều lắm")
    press(page, "next")
    expect(in_turn(page).locator(".field__error")).to_be_visible()
    expect_to_stay(page, "1.1.4")
    expect(page.locator('[name="1.1.4-numerator"]')).to_be_focused()
    page.fill('[name="1.1.4-numerator"]', "30")
    page.fill('[name="1.1.4-denominator"]', "120")
    page.press('[name="1.1.4-denominator"]', "Enter")
    expect_turn(page, "1.1.5")


def test_a_tap_on_the_closest_answer_to_a_number_waits_for_the_button(phone: Visitor):
    page = begin_other(phone, "dbi-2021-sme")
    turn_to(page, "1.1.4")
    in_turn(page).locator(".question__bands > summary").tap()
    with saved(page):
        tap(page, 2)
    expect_to_stay(page, "1.1.4")


def test_a_group_waits_for_the_button_and_its_criteria_lead_back_to_it(phone: Visitor):
    page = begin_other(phone, "dbi-2025-large", 900)
    turn_to(page, "1.3")
    with saved(page):
        tap(page, 2)
    expect_to_stay(page, "1.3")
    in_turn(page).locator(".question__refine button").click()
    page.wait_for_url(re.compile("chi-tiet"))
    expect(page.locator(".one-place")).to_have_text(re.compile(r"^Câu 1 / [1-9]$"))
    press(page, "back")
    expect_turn(page, "1.3")


def test_the_review_leads_to_the_question_concerned(phone: Visitor):
    page = phone.page
    press(page, "next")
    expect_turn(page, "2.2")
    with saved(page):
        tap(page)
    page.goto(page.url.rsplit("/", 2)[0] + "/xem-lai/")
    page.locator("#missing ~ details a[href$='#q-2.5']").first.click()
    expect(page.locator("[id='q-2.5']")).to_be_visible()
    assert code_of(page) == "2.5"
    expect(page.locator("[id='q-2.5']")).to_be_focused()


def test_a_contradiction_leads_to_the_question_concerned(phone: Visitor):
    page = phone.page
    turn_to(page, "2.5")
    with saved(page):
        tap(page, 0)  # no channel at all
    press(page, "next")
    expect_turn(page, "2.6")
    with saved(page):
        tap(page, 4)  # and nothing runs without digital tools
    expect_turn(page, "3.1")
    page.goto(page.url.rsplit("/", 2)[0] + "/xem-lai/")
    page.locator("[aria-labelledby=checks] a[href$='#q-2.5']").first.click()
    expect_turn(page, "2.5")
    expect(in_turn(page).locator("input:checked")).to_have_value("none")
