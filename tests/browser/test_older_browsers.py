"""Browsers that do not know :has(), and screens in a contrast theme."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.test_wizard_browser import phone  # noqa: F401  a fixture
from tests.browser.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
# What a browser does that does not know it: it leaves the whole rule out.
WITHOUT_HAS = """() => {
  for (const sheet of document.styleSheets) {
    for (let at = sheet.cssRules.length - 1; at >= 0; at -= 1) {
      if (sheet.cssRules[at].selectorText?.includes(":has(")) sheet.deleteRule(at);
    }
  }
}"""
LOOK = """card => {
  const { backgroundColor, boxShadow, outlineStyle } = getComputedStyle(card);
  const tick = getComputedStyle(card, "::after").backgroundImage;
  return { backgroundColor, boxShadow, outlineStyle, tick };
}"""
CONTRAST = """() => [...document.querySelectorAll("svg.chart text")].filter((word) => {
  const { fill } = getComputedStyle(word);
  return fill === getComputedStyle(document.body).backgroundColor || fill === "none";
}).length"""


def look(card: Locator) -> dict[str, str]:
    return card.evaluate(LOOK)


def bodies(page: Page) -> Locator:
    return page.locator('[data-question="1.1.1"] .choice__body')


def test_a_chosen_card_looks_chosen_without_has(phone: Visitor):  # noqa: F811
    page = phone.page
    page.evaluate(WITHOUT_HAS)
    page.locator('[data-question="1.1.1"] input[type=radio]').nth(2).check()
    page.mouse.move(0, 0)
    chosen, other = look(bodies(page).nth(2)), look(bodies(page).nth(1))
    for part in ("backgroundColor", "boxShadow", "tick"):
        assert chosen[part] != other[part], part


def test_the_focus_is_seen_without_has(phone: Visitor):  # noqa: F811
    page = phone.page
    page.evaluate(WITHOUT_HAS)
    page.locator('[data-question="1.1.1"] input[type=radio]').first.focus()
    page.keyboard.press("ArrowDown")
    assert look(bodies(page).nth(1))["outlineStyle"] == "solid"
    assert look(bodies(page).nth(0))["outlineStyle"] == "none"


def test_a_chosen_card_looks_chosen_in_a_contrast_theme(visitor):
    person = visitor(forced_colors="active")
    person.go("/bat-dau/")
    box = person.page.locator("input[name=is_household]")
    before = look(person.page.locator("input[name=is_household] + .choice__body"))
    box.check()
    after = look(person.page.locator("input[name=is_household] + .choice__body"))
    assert before["outlineStyle"] == "none"
    assert after["outlineStyle"] != "none"


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_words_of_charts_are_seen_in_a_contrast_theme(visitor, scheme):
    person = visitor(forced_colors="active", color_scheme=scheme)
    person.sign_in("chu@demo.example")
    person.go("/doanh-nghiep/")
    with person.page.expect_navigation(wait_until="load"):
        person.page.locator("a[href^='/ket-qua/']").first.click()
    assert person.page.locator("svg.chart text").count()
    assert person.page.evaluate(CONTRAST) == 0


def test_has_stands_in_no_list_of_selectors_and_in_no_script():
    """One part that is not known throws the others of its rule away; in a script it throws."""
    found = []
    for path in ROOT.glob("*/static/**/*.css"):
        for selectors in re.findall(r"([^{}]+)\{", path.read_text()):
            bare = re.sub(r"/\*.*?\*/|\([^()]*\)", "", selectors, flags=re.DOTALL)
            parts = [part for part in bare.split(",") if part.strip()]
            if ":has" in bare and not all(":has" in part for part in parts):
                found.append(f"{path.name}: {selectors.strip()}")
    for path in ROOT.glob("*/static/**/*.js"):
        if ":has(" in path.read_text():
            found.append(path.name)
    assert not found
