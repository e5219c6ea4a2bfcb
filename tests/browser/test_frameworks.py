"""Other frameworks on a telephone, each kind of question from the first page to the report."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.frameworks import (
    begin,
    crowd,
    fill_in,
    index_of,
    load,
    look,
    onward,
    scored,
    submit,
)
from tests.browser.site import Site
from tests.browser.visitor import PATIENCE, PHONE, Visitor, saved
from tests.reports.reading import words_of

MISSING = ("ML2-AC-01", "ML3-PA-01")
TABLE = "[data-question='D1.Q1']"
TECHNOLOGIES = "[data-question='D2.Q4']"


@pytest.fixture(scope="module")
def site(demo: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own: what is loaded into it is offered to everybody there."""
    site = demo.copy(tmp_path_factory.mktemp("frameworks") / "site")
    site.start()
    yield site
    site.remove()


@pytest.fixture
def phone(chromium: Browser, site: Site) -> Iterator[Visitor]:
    phone = Visitor(chromium, site.url, has_touch=True)
    yield phone
    troubles = phone.troubles
    phone.leave()
    assert troubles == []


def told(number: str) -> str:
    """A decimal as it stands on a page."""
    return number.replace(".", ",")


PAGES = ("tra-loi", "doi-sanh", "bo-khac", "goi-y", "lo-trinh", "thu-xem")
# Two of them are of the same pages as the others but for how an answer is given.
LOOKED_AT = {"eu-dma": PAGES, "dti-agency": PAGES}


def read_everything(phone: Visitor, result: str, name: str) -> str:
    """The pages around a result, each looked at; the words of the report."""
    page = phone.page
    for part in LOOKED_AT.get(name, ("thu-xem",)):
        phone.go(f"{result}{part}/")
        look(page)
    for summary in page.locator(".what-if__pillar summary").all():
        summary.click()
    look(page)
    report = phone.context.request.get(f"{result}bao-cao.pdf")
    assert report.ok
    return words_of(report.body())


def move_up(page: Page) -> None:
    """The first answer that is not at the top, to the top."""
    row = page.locator(".lift:not(:has(label:last-child.lift__mark--now))").first
    points = page.locator(".what-if-bar__points b")
    before = points.inner_text()
    with page.expect_response(re.compile("/thu-xem/")):
        row.locator(".lift__mark").last.click()
    expect(points).not_to_have_text(before)


@pytest.mark.parametrize("name", ["eu-dma", "dti-agency", "siri", "zero-twenty"])
def test_a_framework_is_walked_from_the_first_answer_to_the_report(
    phone: Visitor, site: Site, name: str
):
    file = load(site, name)
    page = begin(phone, name)
    cells = fill_in(page, index_of(file))
    expected = scored(site, file, cells)
    result = submit(page)
    look(page)
    said = f"Mức {expected['level']}"
    expect(page.locator("h1")).to_contain_text(said)
    expect(page.locator("main")).to_contain_text(f"{told(expected['percent'])}\u00a0%")
    report = read_everything(phone, result, name)
    assert said in report
    assert told(expected["percent"]) in report
    move_up(page)


def test_a_table_is_filled_in_by_keyboard_alone(phone: Visitor, site: Site):
    load(site, "eu-dma")
    page = begin(phone, "eu-dma")
    page.locator(f"{TABLE} input").first.focus()
    done = page.get_by_role(
        "checkbox", name="Thiết kế sản phẩm, dịch vụ Đã làm", exact=True
    )
    planned = page.get_by_role(
        "checkbox", name="Lập và theo dõi kế hoạch Sắp làm", exact=True
    )
    with saved(page):
        page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(planned).to_be_focused()
    with saved(page):
        page.keyboard.press("Space")
    expect(done).to_be_checked()
    # Drawn as cards it is still a table to who hears it.
    table = page.locator(TABLE).get_by_role("table")
    expect(table.get_by_role("rowheader")).to_have_count(10)
    expect(table.get_by_role("columnheader")).to_have_text(["Đã làm", "Sắp làm"])
    page.reload()
    expect(done).to_be_checked()
    expect(planned).to_be_checked()
    expect(page.locator(f"{TABLE} input:checked")).to_have_count(2)


def test_rows_of_a_table_wait_until_each_has_its_choice(phone: Visitor, site: Site):
    load(site, "eu-dma")
    page = begin(phone, "eu-dma")
    onward(page)
    page.get_by_role("button", name="Từng câu một").click()
    page.locator("[data-turn=next]").click()
    table = page.locator(TECHNOLOGIES)
    expect(table).to_be_visible()
    rows = table.locator("tbody tr")
    for left, row in zip(range(6, -1, -1), rows.all(), strict=True):
        row.locator("input").first.focus()
        with saved(page):
            page.keyboard.press("ArrowDown")
        # A choice in a row is not the whole answer: nobody is carried on.
        expect(table).to_be_visible()
        waits = table.get_by_text(f"Còn {left} dòng")
        expect(waits).to_have_count(1 if left else 0)
    expect(table.locator("input:checked")).to_have_count(7)
    look(page)


def test_a_crowd_under_another_framework_is_compared_with(phone: Visitor, site: Site):
    file = load(site, "dti-agency")
    crowd(site, "dti-agency", 34)
    page = begin(phone, "dti-agency")
    fill_in(page, index_of(file))
    result = submit(page)
    phone.go(f"{result}doi-sanh/")
    expect(page.locator(".chart--distribution")).to_have_count(7)
    expect(page.locator("main")).to_contain_text("trong số 34 doanh nghiệp")
    page.get_by_text("Xem bảng số").click()
    look(page)


@pytest.fixture
def plain(chromium: Browser, site: Site) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=site.url, viewport=PHONE, java_script_enabled=False
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_without_scripts_what_a_level_asks_for_is_asked_answered_and_named(
    plain: Page, site: Site
):
    load(site, "essential-eight")
    plain.goto("/bat-dau/")
    plain.fill("#id_name", "Xưởng không kịch bản")
    plain.fill("#id_employees", "12")
    plain.select_option("#id_sector", "C")
    plain.locator("details:has(#id_index) > summary").click()
    plain.select_option("#id_index", "essential-eight")
    plain.locator("form.profile button.button").click()
    plain.wait_for_url(re.compile("/danh-gia/"))
    while "/xem-lai/" not in plain.url:
        for question in plain.locator(".question").all():
            is_missing = question.get_attribute("data-question") in MISSING
            question.locator("input").nth(0 if is_missing else 1).check()
        plain.locator(".wizard__foot button").first.click()
        plain.wait_for_load_state()
    plain.locator("form[action$='/nop/'] button").click()
    plain.wait_for_url(re.compile("/ket-qua/"))
    expect(plain.locator("h1")).to_contain_text("Mức 1")
    # Level 2 lacks one of the two, and names it.
    expect(plain.locator("main")).to_contain_text("Có trên máy chủ trên mạng")
    result = plain.url
    plain.goto(f"{result}thu-xem/")
    expect(plain.locator(".what-if-bar")).to_contain_text("Mức 1")
