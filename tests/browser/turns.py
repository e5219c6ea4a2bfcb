"""One question at a time, as a person on a phone does it."""

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

TOTAL = 15  # of a small firm, the tools of its industry counted as one
TOOLS = "7.2"
BEAT = 300  # milliseconds; a tap moves on after 180


def begin(phone: Visitor, name: str = "Quán phở Bà Sáu") -> Page:
    """A noodle shop before its first question; its phone has touched nothing yet."""
    phone.go("/bat-dau/")
    phone.tell_profile(name, "I", 4)
    page = phone.begin()
    phone.pick_industry("food-beverage")
    phone.send_ticks()
    return page


def begin_other(phone: Visitor, index_id: str, people: int = 12) -> Page:
    phone.go("/bat-dau/")
    phone.tell_profile("Tiệm may Cô Út", "C", people)
    phone.choose_index(index_id)
    return phone.begin()


def one_at_a_time(page: Page) -> None:
    page.get_by_role("button", name="Từng câu một").click()
    expect(page.locator(".question:visible")).to_have_count(1)


def in_turn(page: Page) -> Locator:
    """The question that is shown; there is never another one."""
    shown = page.locator(".question:visible")
    expect(shown).to_have_count(1)
    return shown


def code_of(page: Page) -> str:
    return in_turn(page).get_attribute("data-question")


def expect_turn(page: Page, code: str) -> None:
    """It is shown, has the focus, and its address leads to it, or the page's to its first."""
    question = page.locator(f"[id='q-{code}']")
    expect(question).to_be_visible()
    expect(question).to_be_focused()
    expect(page.locator(".question:visible")).to_have_count(1)
    first = page.locator(".question").first.get_attribute("data-question")
    assert urlsplit(page.url).fragment in {f"q-{code}", "" if first == code else None}


def expect_to_stay(page: Page, code: str) -> None:
    """It is shown, and still is when whatever was to move on has had its time."""
    page.wait_for_timeout(BEAT)
    expect(page.locator(".question.htmx-request")).to_have_count(0)
    page.wait_for_timeout(BEAT)
    assert code_of(page) == code


def tap(page: Page, position: int = 1) -> None:
    in_turn(page).locator(".choice").nth(position).tap()


def press(page: Page, name: str) -> None:
    page.locator(f".one-nav [data-turn={name}]").click()


def wait_until_left(page: Page, code: str) -> None:
    page.wait_for_function(
        "code => document.querySelector('.is-in-turn')?.dataset.question !== code",
        arg=code,
    )
    page.wait_for_load_state()


def turn_to(page: Page, code: str) -> None:
    """Onward by the button until this question is shown."""
    while (here := code_of(page)) != code:
        press(page, "next")
        wait_until_left(page, here)


def swipe(page: Page, across: int) -> None:
    """A finger drawn over the screen, to the right where `across` is above 0."""
    browser = page.context.new_cdp_session(page)
    start = 195 - across / 2
    points = [start + across * part / 4 for part in range(5)]
    browser.send("Input.dispatchTouchEvent", _touch("touchStart", points[0]))
    for point in points[1:]:
        browser.send("Input.dispatchTouchEvent", _touch("touchMove", point))
    browser.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    browser.detach()


def _touch(kind: str, x: float) -> dict:
    return {"type": kind, "touchPoints": [{"x": x, "y": 400}]}
