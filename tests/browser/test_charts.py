"""Charts as they are seen: their words are large enough to read on any screen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from accounts.demo import DEMO_ACCOUNTS
from tests.browser.site import Site
from tests.browser.visitor import Visitor

LEAST = 15  # px
RESULT = re.compile("/ket-qua/[^/]+/")
PAGES = ["", "doi-sanh/"]  # of a result: itself, and beside others
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


@pytest.fixture(scope="module")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """With so many enterprises that comparisons have figures to draw."""
    site = Site(tmp_path_factory.mktemp("charts") / "site")
    site.manage("migrate", "-v", "0")
    site.manage("load_demo", "--enterprises", "120")
    site.start()
    yield site
    site.remove()


def at_a_result(owner: Visitor, width: int, part: str) -> Page:
    """One of the demo's owner under an index that enough others have answered."""
    owner.sign_in(DEMO_ACCOUNTS[0].email)
    page = owner.page
    page.set_viewport_size({"width": width, "height": 844})
    owner.go("/doanh-nghiep/")
    results = [path for path in owner.links() if RESULT.fullmatch(path)]
    for path in dict.fromkeys(results):
        owner.go(f"{path}doi-sanh/")
        if page.locator("svg.chart").count():
            owner.go(path + part)
            return page
    raise AssertionError("No result of the owner has others beside it.")


@pytest.mark.parametrize("part", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_the_words_of_charts_are_large_enough_on_any_screen(
    visitor, language, width, part
):
    page = at_a_result(visitor(language=language), width, part)
    sizes = page.evaluate(SIZES)
    # The total and each pillar; beside others as many.
    assert len(sizes) > 1
    assert min(sizes) >= LEAST


@pytest.mark.parametrize("part", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [320, 390, 800])
def test_no_word_of_a_chart_leaves_the_screen(visitor, language, width, part):
    page = at_a_result(visitor(language=language), width, part)
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
