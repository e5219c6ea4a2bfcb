"""What if, on a telephone: answers moved, the bar in sight, kept as a roadmap and ticked off."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.demo import DEMO_ACCOUNTS
from tests.browser.visitor import PHONE, Visitor, barriers

OWNER = DEMO_ACCOUNTS[0].email
RESULT = "a[href^='/ket-qua/']:not([href*='lo-trinh'])"


@pytest.fixture
def owner(visitor: Callable[..., Visitor]) -> Visitor:
    """The demo's owner on the page of the newest result, under the index of sixty questions."""
    person = visitor()
    person.sign_in(OWNER)
    person.go("/cua-toi/")
    person.page.locator(RESULT).first.click()
    person.page.wait_for_url("**/ket-qua/*/")
    return person


def opened(owner: Visitor) -> Page:
    page = owner.page
    page.locator("a[href$='/thu-xem/']").first.click()
    page.wait_for_url("**/thu-xem/")
    return page


def percent(page: Page) -> float:
    told = page.locator(".what-if-bar__points b").inner_text()
    return float(told.removesuffix("%").strip().replace(",", "."))


def moved_up(page: Page) -> None:
    """The first answer of the first pillar that is not at the top, to the top."""
    page.locator(".what-if__pillar summary").first.click()
    row = page.locator(
        ".what-if__pillar[open] .lift:not(:has(label:last-child.lift__mark--now))"
    ).first
    with page.expect_response(re.compile("/thu-xem/")):
        row.locator(".lift__mark").last.click()


def test_moving_an_answer_is_told_at_once_in_a_bar_that_stays_in_sight(owner: Visitor):
    page = opened(owner)
    before = percent(page)
    moved_up(page)
    expect(page.locator(".what-if-bar b.up")).to_be_visible()
    assert percent(page) > before
    expect(page.locator(".what-if__pillar").first).to_contain_text("đổi 1 câu")
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(100)
    bar = page.locator("#what-if-bar").bounding_box()
    assert 0 <= bar["y"] <= 4, "it stays at the top"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
    assert barriers(page) == []


def test_what_was_moved_counts_in_the_other_language_too(owner: Visitor):
    page = opened(owner)
    moved_up(page)
    expect(page.locator(".what-if-bar b.up")).to_be_visible()
    with page.expect_response(re.compile("/thu-xem/$")):
        page.locator("button[name='language']").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".what-if-bar b.up")).to_be_visible()
    moved = page.locator(".lift:has(.lift__mark--now input:not(:checked))")
    assert moved.count() == 1


def test_the_text_of_the_chosen_level_stands_below_the_marks(owner: Visitor):
    page = opened(owner)
    page.locator(".what-if__pillar summary").first.click()
    row = page.locator(".what-if__pillar[open] .lift").first
    with page.expect_response(re.compile("/thu-xem/")):
        row.locator("label:not(:has(input:checked))").first.click()
    level = row.locator("input:checked").get_attribute("value")
    expect(row.locator(f".lift__text[data-level='{level}']")).to_be_visible()
    assert row.locator(".lift__text:visible").count() == 1


def test_marks_are_large_enough_for_a_thumb(owner: Visitor):
    page = opened(owner)
    page.locator(".what-if__pillar summary").first.click()
    marks = page.locator(".what-if__pillar[open] .lift__mark").all()
    assert len(marks) > 8
    for mark in marks[:8]:
        box = mark.bounding_box()
        assert box["width"] >= 44
        assert box["height"] >= 44


def test_the_easiest_way_is_filled_in_and_kept_as_a_roadmap_to_tick_off(owner: Visitor):
    page = opened(owner)
    page.get_by_role("button", name="Điền giúp tôi cách nên làm").click()
    expect(page.locator("#moved")).to_contain_text("Đủ để lên mức")
    page.get_by_role("button", name="Lưu làm lộ trình").click()
    page.wait_for_url("**/lo-trinh/")
    assert barriers(page) == []
    tick = page.locator(".roadmap .tick[aria-pressed='false']").first
    step = tick.get_attribute("id")
    with page.expect_response(re.compile("/xong/")):
        tick.click()
    expect(page.locator(f"[id='{step}']")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator(f"[id='{step}']")).to_have_attribute("aria-pressed", "true")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải về lịch").click()
    assert download.value.suggested_filename == "lo-trinh.ics"


def test_it_starts_again_from_the_result(owner: Visitor):
    page = opened(owner)
    before = percent(page)
    moved_up(page)
    expect(page.locator(".what-if-bar b.up")).to_be_visible()
    page.get_by_role("link", name="Làm lại từ kết quả").click()
    expect(page.locator(".what-if-bar b.up")).to_have_count(0)
    assert percent(page) == before


def test_a_long_answer_that_was_moved_is_told_within_the_telephone(owner: Visitor):
    """The choices of a retail shop are whole sentences."""
    owner.go("/cua-toi/")
    owner.page.locator("section.card").filter(has_text="tạp hóa").locator(
        RESULT
    ).click()
    page = opened(owner)
    pillar = page.locator(".what-if__pillar:has(input[name='q-2.2'])")
    pillar.locator("summary").first.click()
    with page.expect_response(re.compile("/thu-xem/")):
        pillar.locator(
            ".lift:has(input[name='q-2.2']) .lift__mark:not(.lift__mark--now)"
        ).last.click()
    expect(page.locator("#moved > .moved li")).to_have_count(1)
    assert page.evaluate("document.scrollingElement.scrollWidth") == PHONE["width"]
