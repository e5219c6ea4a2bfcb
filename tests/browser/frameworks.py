"""Questionnaires of other frameworks, filled in whatever kinds of questions they have."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from indexes.documents.reader import read
from indexes.index.model import Index
from indexes.index.numbers import exact
from indexes.index.options import level_of_options
from tests.browser.site import Site
from tests.browser.visitor import PHONE, Visitor, barriers, saved
from tests.builders import INDEXES

NARROW = {"width": 320, "height": 640}


def file_of(name: str, folder: Path) -> Path:
    """The index file; a scale from 0 to 20 and a free text that opens a question are made."""
    if name != "zero-twenty":
        return INDEXES / f"{name}.yaml"
    text = (INDEXES / "zero-ten.yaml").read_text(encoding="utf-8")
    numbers = "".join(f"          - {{vi: '{n}', en: '{n}'}}\n" for n in range(10, 20))
    last = '          - {vi: "Hoàn toàn", en: "Entirely"}\n'
    text = text.replace(last, numbers + last, 1).replace("id: zero-ten", f"id: {name}")
    opened = "{question: work.say, answered: true}"
    said = (
        "      - {code: work.say, kind: text, name: {vi: Nói thêm, en: More}, "
        "ask: {vi: Có giấy tờ gì khó bỏ?, en: Which paper is hard to give up?}}\n"
    )
    shops = "      - {code: work.shops"
    text = text.replace(shops, said + shops, 1)
    text = text.replace("{profile: employees, at_least: 10}", opened)
    file = folder / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def load(site: Site, name: str) -> Path:
    file = file_of(name, site.folder)
    site.manage("load_index", str(file))
    return file


def begin(phone: Visitor, index_id: str) -> Page:
    phone.go("/bat-dau/")
    phone.tell_profile(f"Xưởng {index_id}", "C", 12)
    phone.choose_index(index_id)
    return phone.begin()


def look(page: Page) -> None:
    """No wider than a phone, nor than the narrowest, and no serious barrier."""
    for size in (NARROW, PHONE):
        page.set_viewport_size(size)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= size["width"], f"{page.url}: {width}"
    assert barriers(page) == [], page.url


def questions_on(page: Page) -> Iterator[Locator]:
    """Also those that an answer has just opened."""
    place = 0
    while place < page.locator(".question").count():
        yield page.locator(".question").nth(place)
        place += 1


def answer(question: Locator, place: int) -> None:
    """By whatever it offers, each saved by itself."""
    page = question.page
    if question.locator("table.ticks").count():
        for number, row in enumerate(question.locator("table.ticks tbody tr").all()):
            cells = row.locator(".choice")
            with saved(page):
                cells.nth((place + number) % cells.count()).click()
    elif question.locator("textarea").count():
        with saved(page):
            question.locator("textarea").fill("Hợp đồng giấy.")
            question.locator("textarea").blur()
    elif question.locator(".numbers input:visible").count():
        _type_numbers(question)
    else:
        cards = question.locator(".choices .choice")
        with saved(page):
            cards.nth(min(place, cards.count() - 1)).click()


def _type_numbers(question: Locator) -> None:
    page, fields = question.page, question.locator(".numbers input:visible")
    for field, number in zip(fields.all(), ("37", "80"), strict=False):
        with saved(page):
            field.fill(number)
            field.blur()


def given_on(page: Page) -> dict[str, object]:
    """What stands in every field, by name and value."""
    script = """fields => Object.fromEntries(fields.map(field => [
      `${field.name}=${["radio", "checkbox"].includes(field.type) ? field.value : ""}`,
      ["radio", "checkbox"].includes(field.type) ? field.checked : field.value,
    ]))"""
    return page.eval_on_selector_all(
        ".question :is(input, textarea):not([type=hidden])", script
    )


def onward(page: Page) -> None:
    page.locator(".wizard__foot button").first.click()
    page.wait_for_load_state()


def at_review(page: Page) -> bool:
    return urlsplit(page.url).path.endswith("/xem-lai/")


def fill_in(page: Page, index: Index, place: int = 1) -> dict[str, str]:
    """Every page: answered, looked at, and the same after it was opened again.

    What was chosen, as a file of answers has it.
    """
    cells: dict[str, str] = {}
    while not at_review(page):
        for question in questions_on(page):
            answer(question, place)
            cells |= cell_of(question, index)
        look(page)
        before = given_on(page)
        page.reload()
        assert given_on(page) == before
        onward(page)
    return cells


def cell_of(question: Locator, index: Index) -> dict[str, str]:
    """By what is seen on the page alone; nothing of free information."""
    code = question.get_attribute("data-question")
    asked = index.questions[code]
    if code not in index.codes:
        return {}
    ticked = question.locator("input:checked")
    values = [field.get_attribute("value") for field in ticked.all()]
    if asked["kind"] == "multiple":
        return {code: str(level_of_options(asked, values))}
    if not values:
        typed = question.locator(".numbers input:visible")
        part, whole = (int(field.input_value()) for field in typed.all())
        return {code: _by_ratio(index, asked, 100 * part / whole)}
    [value] = values
    return {code: "na" if value == "na" else index.written_level(code, int(value))}


def _by_ratio(index: Index, asked: dict, percent: float) -> str:
    if "linear" in asked:
        return str(percent)
    cuts = index.bands[asked["bands"]]["cuts"]
    return str(sum(percent > exact(cut) for cut in cuts))


def submit(page: Page) -> str:
    """The address of the result."""
    look(page)
    page.locator("form[action$='/nop/'] button").click()
    page.wait_for_url(re.compile("/ket-qua/"))
    return page.url


def scored(site: Site, file: Path, cells: dict[str, str]) -> dict[str, str]:
    """The same answers as a file, scored by the command line."""
    answers = site.folder / "answers.csv"
    head, row = ",".join(["enterprise", *cells]), ",".join(["Xưởng", *cells.values()])
    answers.write_text(f"{head}\n{row}\n", encoding="utf-8")
    text = site.manage("score", str(file), str(answers))
    [line] = csv.DictReader(text.splitlines())
    return line


def index_of(file: Path) -> Index:
    return Index(read(file).data)


def crowd(site: Site, index_id: str, count: int) -> None:
    """So many others that count, spread from the lowest answers to the highest."""
    code = (
        "from indexes.models import IndexVersion;"
        "from tests.reports.test_compared_frameworks import others;"
        f"others(IndexVersion.objects.get(index_id='{index_id}'), {count})"
    )
    site.manage("shell", "-v", "0", "-c", code)
    site.manage("refresh_benchmark", index_id)
