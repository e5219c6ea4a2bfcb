"""Charts as they are seen: their words are large enough to read on any screen."""

import pytest

from accounts.demo import DEMO_ACCOUNTS
from tests.browser.visitor import Visitor

LEAST = 15  # px
SIZES = """() => [...document.querySelectorAll("svg.chart")].map((chart) => {
  const scale = chart.getBoundingClientRect().width / chart.viewBox.baseVal.width;
  const words = [...chart.querySelectorAll("text, tspan")];
  const sizes = words.map((word) => parseFloat(getComputedStyle(word).fontSize) * scale);
  return Math.min(...sizes);
})"""
OUTSIDE = """() => [...document.querySelectorAll("svg.chart text")].filter((word) => {
  const box = word.getBoundingClientRect();
  return box.left < 0 || box.right > document.documentElement.clientWidth;
}).map((word) => word.textContent)"""


def at_a_result(owner: Visitor, width: int) -> Visitor:
    owner.sign_in(DEMO_ACCOUNTS[0].email)
    owner.page.set_viewport_size({"width": width, "height": 844})
    owner.go("/doanh-nghiep/")
    owner.page.locator("a[href^='/ket-qua/']").first.click()
    owner.page.wait_for_selector("svg.chart")
    return owner


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_the_words_of_charts_are_large_enough_on_any_screen(visitor, language, width):
    owner = at_a_result(visitor(language=language), width)
    page = owner.page
    sizes = page.evaluate(SIZES)
    # In a small demo there may be too few others to be compared with.
    owner.go(page.url + "doi-sanh/")
    sizes += page.evaluate(SIZES)
    assert min(sizes) >= LEAST


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [320, 390, 800])
def test_no_word_of_a_chart_leaves_the_screen(visitor, language, width):
    owner = at_a_result(visitor(language=language), width)
    page = owner.page
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
