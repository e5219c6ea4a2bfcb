"""Charts as they are seen: their words are large enough to read on any screen."""

import re
from collections.abc import Iterator

import pytest

from accounts.demo import DEMO_ACCOUNTS
from tests.browser.site import Site
from tests.browser.visitor import Visitor

LEAST = 15  # px
RESULT = re.compile("/ket-qua/[^/]+/")
PARTS = ["", "doi-sanh/"]  # of a result: itself, and beside others
NARROW = [320, 390, 800]
WIDTHS = [*NARROW, 1280]
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
    """With so many enterprises that comparisons have figures to draw.

    Of its own: with so many rows a page takes others longer to look at.
    """
    site = Site(tmp_path_factory.mktemp("charts") / "site")
    site.manage("migrate", "--run-syncdb", "-v", "0")
    site.manage("load_demo", "--enterprises", "120")
    site.start()
    yield site
    site.remove()


def result_beside_others(owner: Visitor) -> str:
    """One of the demo's owner under an index that enough others have answered."""
    owner.sign_in(DEMO_ACCOUNTS[0].email)
    owner.go("/doanh-nghiep/")
    results = [path for path in owner.links() if RESULT.fullmatch(path)]
    for path in dict.fromkeys(results):
        owner.go(f"{path}doi-sanh/")
        if owner.page.locator("svg.chart").count():
            return path
    raise AssertionError("No result of the owner has others beside it.")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_words_of_charts_are_large_enough_on_any_screen_and_stay_on_it(
    visitor, language
):
    owner = visitor(language=language)
    page, result = owner.page, result_beside_others(owner)
    for part in PARTS:
        owner.go(result + part)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            sizes = page.evaluate(SIZES)
            # The total and each pillar; beside others as many.
            assert len(sizes) > 1, (part, width)
            assert min(sizes) >= LEAST, (part, width)
            if width in NARROW:
                assert page.evaluate(OUTSIDE) == [], (part, width)
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, part
