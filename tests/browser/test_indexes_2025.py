"""The indexes of 2025 on a telephone: a shop with the tools of its trade, a large firm by groups.

Both come out at the worked examples of docs/scoring.md.
"""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from indexes.documents.reader import read
from indexes.index.model import Index
from indexes.index.options import level_of_options
from tests.browser.site import ROOT
from tests.browser.visitor import PHONE, Visitor, barriers, saved, told_progress
from tests.indexes.test_docs import stated
from tests.reports.reading import words_of

INDEXES = ROOT / "fixtures" / "indexes"
TOOLS = "7.2"
REFINED = "Đã trả lời riêng"


@pytest.fixture(scope="module")
def retail() -> Index:
    return Index(read(INDEXES / "dbi-2025-sme.yaml").data, "retail")


@pytest.fixture(scope="module")
def large() -> Index:
    return Index(read(INDEXES / "dbi-2025-large.yaml").data)


def begin(phone: Visitor, name: str, sector: str, people: int, offered: str) -> Page:
    phone.go("/bat-dau/")
    phone.tell_profile(name, sector, people)
    phone.page.press("#id_employees", "Tab")
    expect(phone.page.locator("#size")).to_contain_text(offered)
    return phone.begin()


def choose_retail(phone: Visitor) -> None:
    assert phone.page.url.endswith("/nganh/")
    check_page(phone.page)
    phone.pick_industry("retail")
    check_page(phone.page)
    phone.send_ticks("counter", "sell")


def check_page(page: Page) -> None:
    """As wide as the telephone, and without a serious barrier."""
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"], (
        page.url
    )
    assert barriers(page) == [], page.url


def question(page: Page, code: str):
    return page.locator(f"[id='q-{code}']")


def pick(page: Page, code: str, level: int) -> None:
    with saved(page):
        question(page, code).locator(
            f"label.choice:has(input[value='{level}'])"
        ).click()


def pick_options(page: Page, index: Index, code: str, level: int) -> None:
    """Options one after the other until they are worth that level."""
    asked, chosen = index.questions[code], []
    for option in asked["options"]:
        if level_of_options(asked, chosen) == level:
            break
        if level_of_options(asked, [*chosen, option["id"]]) <= level and not option.get(
            "exclusive"
        ):
            chosen.append(option["id"])
            pick(page, code, option["id"])
    assert level_of_options(asked, chosen) == level


def go_on(page: Page) -> None:
    here = urlsplit(page.url).path
    page.locator(".wizard__foot button").first.click()
    page.wait_for_url(lambda url: urlsplit(url).path != here)


def submitted(page: Page) -> None:
    assert urlsplit(page.url).path.endswith("/xem-lai/")
    check_page(page)
    page.locator("form[action$='/nop/'] button").click()
    page.wait_for_url("**/ket-qua/**")


def check_result(page: Page, level: int, points: str) -> None:
    assert page.locator(".result-level__number").get_attribute("data-level") == str(
        level
    )
    # One tap away: percent and level come first.
    told = page.locator("details.more > p.num").first.text_content()
    assert points in told.replace(" ", "")
    expect(page.locator("main")).to_contain_text(
        "Chúng tôi chưa đọc được phụ lục của quyết định"
    )
    check_page(page)


def words_of_report(page: Page, folder) -> str:
    with page.expect_download() as download:
        page.locator("a[data-report]").first.click()
    download.value.save_as(folder / "bao-cao.pdf")
    return words_of(folder / "bao-cao.pdf")


def answer_as_stated(page: Page, retail: Index, levels: dict[str, int]) -> None:
    for step in retail.pages:
        assert f"/{step.slug}/" in page.url
        assert "#" not in page.url.removesuffix("#"), (
            "a page not seen yet begins at its top"
        )
        for code in step.codes:
            kind = retail.questions[code]["kind"]
            if kind == "tool" and levels.get(code):
                with saved(page):
                    question(page, TOOLS).locator(
                        f"label.choice:has(input[value='{code}'])"
                    ).click()
            elif kind == "multiple" and code in levels:
                pick_options(page, retail, code, levels[code])
            elif code in levels:
                pick(page, code, levels[code])
        if step.codes[0].startswith(TOOLS):
            expect(question(page, TOOLS)).to_contain_text("Xem xong")
            with saved(page):
                question(page, TOOLS).locator(
                    f"label.choice:has(input[name='{TOOLS}-all'])"
                ).click()
            assert told_progress(page) == (15, 15)
        check_page(page)
        go_on(page)


def confirm_everything(page: Page, retail: Index) -> None:
    """Page by page with one button; a question with choices and the list of tools by their own."""
    page.locator("form[action$='/ky-moi/'] button").click()
    page.wait_for_url("**/danh-gia/**")
    here = urlsplit(page.url).path.rsplit("/", 2)[0]
    for step in retail.pages:
        page.goto(f"{here}/{step.slug}/")
        for code in (code for code in ("2.1", TOOLS) if question(page, code).count()):
            with saved(page):
                question(page, code).locator("button[name=confirm]").click()
            expect(question(page, code).locator("button[name=confirm]")).to_have_count(
                0
            )
        every = page.locator("button[name=confirm][value=all]")
        if every.count():
            with page.expect_navigation():
                every.click()
        assert page.locator("button[name=confirm]").count() == 0, step.slug
        check_page(page)
    page.goto(f"{here}/xem-lai/")


def test_a_shop_answers_for_its_trade_and_reads_the_same_in_its_report(
    visitor, retail: Index, tmp_path
):
    phone = visitor()
    page = begin(phone, "Tạp hóa Cô Năm", "G", 6, "DBI 2025 nhỏ và vừa")
    choose_retail(phone)
    answer_as_stated(page, retail, stated("dbi-2025-sme, retail"))
    submitted(page)
    check_result(page, 3, "35,54/100")
    words = words_of_report(page, tmp_path)
    assert "(35,54 trên 100)" in words
    assert "Tăng tốc" in words
    assert "chưa đọc được phụ lục" in words
    confirm_everything(page, retail)
    submitted(page)
    check_result(page, 3, "35,54/100")


def test_a_tool_list_left_half_way_says_so_and_keeps_every_tick(visitor, retail: Index):
    phone = visitor()
    page = begin(phone, "Tạp hóa Bà Sáu", "G", 3, "DBI 2025 nhỏ và vừa")
    choose_retail(phone)
    first, second, third = retail.tools[TOOLS][:3]
    tools = re.sub(
        r"/[^/]+/$", f"/{retail.page_of(first).slug}/", urlsplit(page.url).path
    )
    phone.go(tools)
    other = phone.context.new_page()
    other.goto(page.url)
    for tab, code in ((page, first), (other, second), (page, third)):
        with saved(tab):
            question(tab, TOOLS).locator(
                f"label.choice:has(input[value='{code}'])"
            ).click()
    page.close()  # as the telephone that ran out of battery
    other.goto(tools)
    ticked = other.eval_on_selector_all(
        f"input[name='{TOOLS}']:checked", "boxes => boxes.map(box => box.value)"
    )
    assert ticked == [first, second, third]
    assert not other.locator(f"input[name='{TOOLS}-all']").is_checked()
    assert told_progress(other) == (0, 15)
    other.goto(tools.replace(tools.split("/")[-2], "xem-lai"))
    assert "Tôi đã xem hết danh sách này" in other.locator("main").text_content()


def test_a_large_firm_answers_by_group_refines_one_and_takes_it_back(
    visitor, large: Index, tmp_path
):
    levels = stated("dbi-2025-large")
    page = begin(visitor(), "Tổng công ty Sông Xanh", "C", 900, "DBI 2025 lớn")
    for step in [page for page in large.pages if not page.refines]:
        assert f"/{step.slug}/" in page.url
        for code in step.codes:
            pick(page, code, levels.get(code, 2) - 1)
        check_page(page)
        go_on(page)
    assert page.url.endswith("/xem-lai/")
    page.go_back()
    groups = page.url.rsplit("/", 2)[0] + f"/{large.pages[0].slug}/"
    page.goto(groups)
    refine(page, "1.3", {"1.3.1": 4})
    page.goto(groups)
    expect(question(page, "1.3")).to_contain_text(REFINED)
    refine(page, "1.3", {})
    page.locator("button[name=unrefine]").click()
    page.wait_for_url("**#q-1.3")
    expect(question(page, "1.3")).not_to_contain_text(REFINED)
    refine(
        page,
        "1.3",
        {code: level for code, level in levels.items() if code.startswith("1.3.")},
    )
    assert told_progress(page) == (25, 25), "criteria are beside the way"
    go_on(page)
    submitted(page)
    check_result(page, 2, "212,42/695")
    words = words_of_report(page, tmp_path)
    assert "(212,42 trên 695)" in words
    assert "Bắt đầu" in words


def refine(page: Page, group: str, levels: dict[str, int]) -> None:
    question(page, group).locator(".question__refine button").click()
    page.wait_for_url(re.compile("-chi-tiet/"))
    for code, level in levels.items():
        pick(page, code, level - 1)
    check_page(page)
