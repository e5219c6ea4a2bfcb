"""From the front page to a roadmap that is kept, as four typical firms of the city walk it."""

import re
from collections.abc import Sequence
from itertools import combinations

from django.utils import translation
from playwright.sync_api import Locator

from indexes.index.options import level_of_options
from roadmap.advising.archetypes import Archetype, archetypes
from roadmap.advising.page import task_of
from tests.browser.visitor import Visitor, barriers, saved

FIRMS = {firm.id: firm for firm in archetypes()}
DESK = {"width": 1280, "height": 900}
FIRST_PLAN = "#plans > :is(ol.preview, .together) li > b"
KEPT = ".roadmap-step h3"
STEPS = "ol.preview, ol.roadmap"  # of every plan, folded ones too
ALL_SEEN = "1"  # the whole list of tools
PROTECTION = "Làm trước cho an toàn."
BY_LAW = ("Luật buộc:", "Phải có trước thì mới làm được “Hóa đơn điện tử")
VIETNAMESE = re.compile("[ăđơưạ-ỹ]", re.IGNORECASE)
CLOUD_KITCHEN, TABLE_BOOKING = "7.2.13-09", "7.2.13-04"


class Walk:
    """One firm of them with a browser."""

    def __init__(self, person: Visitor, firm: str, language: str = "vi") -> None:
        self.person = person
        self.page = person.page
        self.firm = FIRMS[firm]
        self.language = language

    def look(self) -> None:
        """At the page that is open: its language, its width, no serious barrier."""
        page = self.page
        assert page.locator("html").get_attribute("lang") == self.language
        width = page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= page.viewport_size["width"], page.url
        assert barriers(page) == [], page.url

    def send(self, sector: str) -> None:
        """From the front page to the result, answered as the firm stands."""
        self._start(sector)
        self._tell_ways()
        self._answer()
        self.page.locator("form[action$='/nop/'] button").click()
        self.page.wait_for_url("**/ket-qua/*/")
        shown = self.page.locator(".result-level__number").get_attribute("data-level")
        assert int(shown) == self.firm.level
        self.look()

    def _start(self, sector: str) -> None:
        person, page, firm = self.person, self.page, self.firm
        person.go("/")
        page.locator(".hero__button").click()
        page.wait_for_url("**/bat-dau/")
        person.tell_profile(firm.name[self.language], sector, firm.firm.employees)
        if firm.firm.is_household:
            page.locator("label.choice:has(input[name=is_household])").click()
        page.locator("details.optional > summary").click()
        page.fill("#id_revenue", str(firm.firm.revenue))
        person.send_profile()

    def _tell_ways(self) -> None:
        """The industry where there are several, how the firm works and what it wants."""
        firm = self.firm
        if firm.variant:
            self.person.pick_industry(firm.variant)
        ways = [way for way, is_so in firm.firm.ways.items() if is_so]
        self.person.send_ticks(*ways, *firm.firm.wants)

    def _answer(self) -> None:
        """Every question that earns points, card by card, up to where all is looked over."""
        page = self.page
        while "/xem-lai/" not in page.url:
            here = page.url
            for question in page.locator(".question").all():
                self._give(question)
            page.locator(".wizard__foot button").first.click()
            page.wait_for_url(lambda url, left=here: url != left)

    def _give(self, question: Locator) -> None:
        values = cards_of(self.firm, question.get_attribute("data-question"))
        if question.locator(".tools__all").count():
            values = [*tools_of(self.firm), ALL_SEEN]
        for value in values:
            with saved(self.page):
                question.locator(f".choice:has([value='{value}'])").click()

    def see_plans(self) -> None:
        self.page.locator("a.button[href$='/lo-trinh/']").first.click()
        self.page.wait_for_url("**/lo-trinh/")
        self._expect_steps(FIRST_PLAN)
        self.look()

    def keep_first(self) -> None:
        """The plan that is advised becomes the roadmap."""
        advised = "#plans .plan button[value='advised']"
        with self.page.expect_navigation():
            self.page.locator(advised).click()
        self._expect_steps(KEPT)
        self.look()

    def _expect_steps(self, names: str) -> None:
        """Those that were judged where no browser is, one level each."""
        steps = self.firm.counsel.steps
        with translation.override(self.language):
            tasks = [task_of(self.firm, step) for step in steps]
        assert sorted(self.page.locator(names).all_inner_texts()) == sorted(tasks)

    def text(self, part: str = "main") -> str:
        return self.page.locator(part).first.inner_text()


def cards_of(firm: Archetype, code: str) -> Sequence[str]:
    """What is picked of a question; nothing of one that earns no points."""
    if code not in firm.index.places:
        return ()
    level = firm.levels[firm.index.places[code]]
    question = firm.index.questions[code]
    if question["kind"] != "multiple":
        return (str(level),)
    # Who is known to have some has what is advised first.
    told = [option.id for option in firm.advised.of(code).options]
    others = [option["id"] for option in question["options"]]
    options = [*dict.fromkeys([*told, *others])]
    return next(
        some
        for most in range(1, len(options))
        for some in combinations(options, most)
        if level_of_options(question, some) == level
    )


def tools_of(firm: Archetype) -> list[str]:
    """The tools of the trade that it has."""
    levels = zip(firm.index.codes, firm.levels, strict=True)
    return [
        code
        for code, level in levels
        if firm.index.questions[code]["kind"] == "tool" and level > 0
    ]


def numbers(text: str) -> list[float]:
    """Of a sum or a range as it is told in Vietnamese."""
    return [float(number.replace(",", ".")) for number in re.findall(r"[\d,]+", text)]


def test_a_noodle_shop_without_protection_is_told_to_protect_itself_first(visitor):
    walk = Walk(visitor(), "noodle-shop")
    walk.send("I")
    assert "Chưa có biện pháp nào" in walk.text()
    assert PROTECTION in walk.text()
    for go in (walk.see_plans, walk.keep_first):
        go()
        whys = [why.strip() for why in walk.page.locator(".why").all_text_contents()]
        before = whys[: whys.index(PROTECTION)]
        assert all(why.startswith(BY_LAW) for why in before), before
        steps = " ".join(walk.page.locator(STEPS).all_text_contents())
        for code in (CLOUD_KITCHEN, TABLE_BOOKING):
            assert walk.firm.index.questions[code]["name"]["vi"] not in steps


def test_a_household_tailor_is_addressed_as_a_household(visitor):
    walk = Walk(visitor(), "tailor")
    walk.send("C")
    assert "Cho chính hộ kinh doanh" in walk.text()
    walk.see_plans()
    assert walk.text("h1") == "Lộ trình của hộ kinh doanh"
    assert "doanh nghiệp" not in walk.text().lower()
    walk.keep_first()
    assert "Luật buộc: Từ 1/1/2026 không còn thuế khoán" in walk.text()
    # The State supports enterprises.
    assert walk.page.locator("#support").count() == 0


def test_a_chain_of_cafes_sees_both_plans_and_what_support_may_pay(visitor):
    walk = Walk(visitor(), "coffee-chain")
    walk.send("I")
    walk.see_plans()
    plans = walk.page.locator("#plans .plan")
    needed, other = (plan.locator("dd").all_inner_texts() for plan in plans.all())
    level, steps, months, cost = needed
    assert level == other[0], "both lead to the same level"
    assert (steps, months, cost) != tuple(other[1:])
    walk.keep_first()
    assert cost in walk.text("header.stack")
    (row,) = walk.page.locator("section:has(#support) tbody tr").all()
    open_cost = numbers(
        row.locator("[data-label='Chi phí các việc còn lại']").inner_text()
    )
    (most,) = numbers(row.locator("[data-label='Nhiều nhất']").inner_text())
    assert 0 < most <= open_cost[-1] / 2


def test_a_manufacturer_of_500_reads_in_english_what_comes_first(visitor):
    person = visitor(language="en", locale="en-GB", viewport=DESK)
    walk = Walk(person, "manufacturer-500", "en")
    assert {step.to_level - step.from_level for step in walk.firm.counsel.steps} == {1}
    walk.send("C")
    walk.see_plans()
    assert not VIETNAMESE.search(walk.text())
    needed, other = walk.page.locator("#plans .plan").all()
    left, right = needed.bounding_box(), other.bounding_box()
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    walk.keep_first()
    at_once = walk.text("section.part")
    assert at_once.startswith("Right away")
    assert "partner" not in at_once
    assert "budget" not in at_once
