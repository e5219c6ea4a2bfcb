"""The owner's whole way on a telephone: from the landing page to a provider's answer."""

import re
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page

from assessment.demo.answers import reconciled, values_for
from assessment.demo.population import Firm
from indexes.documents.reader import read
from indexes.index.model import Index
from scoring.evaluate import Outcome, evaluate
from survey.answers.values import AnswerValue
from tests.browser.site import ROOT, Site
from tests.browser.visitor import Visitor, saved, told_progress
from tests.reports.reading import pages_of

NAME = "Lò bánh mì Đặng Thị Bảy – Hẻm 42"
EMAIL = "bay@lobanhmi.example"
PASSWORD = "banh-mi-nong-gion-5-gio-sang"
FIRM = Firm(
    NAME,
    "C",
    "26743",
    employees=24,
    revenue=12_000_000_000,
    capital=3_000_000_000,
    person="Đặng Thị Bảy",
)
FIGURES = {"revenue_quarter": 3_000_000_000, "investment_year": 600_000_000}
FIRST_PART = 3  # steps answered before the telephone is put away


@dataclass
class Plan:
    """What will be answered, and what it must come out at."""

    index: Index
    values: dict[str, AnswerValue]
    outcome: Outcome


@pytest.fixture(scope="module")
def plan() -> Plan:
    index = Index(read(ROOT / "fixtures" / "indexes" / "dbi-2021-sme.yaml").data)
    rng = np.random.default_rng(5)
    levels = reconciled(index, {code: int(rng.integers(1, 4)) for code in index.codes})
    values = values_for(rng, index, FIRM, levels, FIGURES)
    kinds = {
        (index.questions[code]["kind"], value.numerator is not None)
        for code, value in values.items()
    }
    assert {
        ("level", False),
        ("ratio", True),
        ("ratio", False),
        ("count", False),
    } <= kinds
    outcome = evaluate(index.rubric, [levels[code] for code in index.codes])
    return Plan(index, values, outcome)


def test_an_owner_goes_all_the_way(visitor, demo_site: Site, plan: Plan, tmp_path):
    phone = visitor()
    start(phone)
    fill_steps(phone, plan, 0, FIRST_PART, instead={"3.1.1": 0})
    put_away(phone)
    other = visitor()
    take_up_again(other, demo_site)
    assert told_progress(other.page)[0] == sum(
        len(step.codes) for step in plan.index.pages[:FIRST_PART]
    )
    fill_steps(other, plan, FIRST_PART, len(plan.index.pages), instead={"3.1.1": 0})
    settle_contradiction(other, "3.1.1", plan)
    other.page.locator("form[action$='/nop/'] button").click()
    result = read_result(other, plan)
    check_report(other, plan, tmp_path)
    other.page.locator("a[href$='/goi-y/']").first.click()
    assert other.page.locator("article.suggestion").count() >= 3
    make_account(other, demo_site, result)
    let_the_other_have_it(phone, other, result)
    share(other, result)
    check_what_staff_sees(visitor(), result)
    ask_and_hear_back(other, visitor(), demo_site, result)


def start(phone: Visitor) -> None:
    phone.go("/")
    page = phone.page
    assert page.locator("html").get_attribute("lang") == "vi"
    page.locator("a[href='/bat-dau/']").first.click()
    phone.tell_profile(NAME, FIRM.sector, FIRM.employees)
    phone.choose_index("dbi-2021-sme")
    page.locator("details.optional > summary").click()
    page.fill("#id_revenue", "12 tỷ")
    page.fill("#id_capital", "3 tỷ")
    page.select_option("#id_area", FIRM.area)
    phone.begin()


def fill_steps(
    phone: Visitor, plan: Plan, first: int, last: int, instead: dict[str, int]
) -> None:
    """Answer every question of these steps and go on; `instead`: other cards for some."""
    for step in plan.index.pages[first:last]:
        assert phone.page.url.endswith(f"/{step.slug}/")
        for code in step.codes:
            value = plan.values[code]
            if code in instead:
                value = AnswerValue(level=instead[code])
            answer(phone.page, code, value)
        phone.page.locator(".wizard__foot button").first.click()
        phone.page.wait_for_url(
            lambda url, slug=step.slug: not url.endswith(f"/{slug}/")
        )


def answer(page: Page, code: str, value: AnswerValue) -> None:
    """Give one answer as a person does; done when the server has it."""
    question = page.locator(f"[id='q-{code}']")
    if value.numerator is not None:
        ask_figure(page, question)
        fill(page, question.locator(f"[name='{code}-numerator']"), value.numerator)
        if value.denominator is not None:
            fill(
                page,
                question.locator(f"[name='{code}-denominator']"),
                value.denominator,
            )
    elif value.count is not None:
        fill(page, question.locator(f"[name='{code}-count']"), value.count)
    else:
        bands = question.locator("details.question__bands:not([open]) > summary")
        if bands.count():
            bands.click()
        with saved(page):
            question.locator(f"label.choice:has(input[value='{value.level}'])").click()
    assert question.locator(".field__error").count() == 0


def ask_figure(page: Page, question: Locator) -> None:
    """The number of the round stands open for typing only where it is not known yet."""
    field = question.locator("input[name^='figure-']:not([type=hidden]):visible")
    if field.count():
        name = field.get_attribute("name").removeprefix("figure-")
        fill(page, field, FIGURES[name])


def fill(page: Page, field: Locator, number: Decimal | int) -> None:
    with saved(page):
        field.fill(f"{int(number):,}".replace(",", "."))
        field.press("Tab")


def put_away(phone: Visitor) -> None:
    phone.page.locator(".wizard__foot button[value='de-sau']").click()
    phone.page.fill("#id_email", EMAIL)
    phone.page.locator("main form button.button").click()
    assert EMAIL in phone.page.locator(".alert--good").inner_text()


def take_up_again(phone: Visitor, site: Site) -> None:
    phone.go(link_in(site.letters_to(EMAIL)[-1], "/tiep-tuc/"))
    phone.page.locator("main form button").click()
    phone.page.wait_for_url("**/danh-gia/**")


def link_in(letter, part: str) -> str:
    """The path of the first link in the plain text of a letter that has this part."""
    text = letter.get_body(preferencelist=("plain",)).get_content()
    links = re.findall(r"https?://\S+", text)
    link = next(link for link in links if part in link)
    return urlsplit(link).path


def settle_contradiction(phone: Visitor, code: str, plan: Plan) -> None:
    page = phone.page
    assert page.url.endswith("/xem-lai/")
    page.locator(f".card .review__links a[href$='#q-{code}']").first.click()
    page.wait_for_url(f"**#q-{code}")
    answer(page, code, plan.values[code])
    page.locator("details.jump > summary").click()
    page.locator(".jump__leave button[value='xem-lai']").click()
    page.wait_for_url("**/xem-lai/**")
    assert page.locator("#checks").count() == 0
    assert page.locator("#missing").count() == 0


def read_result(phone: Visitor, plan: Plan) -> str:
    """The path of the result page, once it says what the engine says."""
    page = phone.page
    page.wait_for_url("**/ket-qua/**")
    name = plan.index.level_name(plan.outcome.level)["vi"]
    assert page.locator(".result-level__number").get_attribute("data-level") == str(
        plan.outcome.level
    )
    assert name in page.locator("h1").inner_text()
    assert NAME in page.locator("main").inner_text()
    # One tap away: percent and level come first.
    told = page.locator("details.more > p.num").first.text_content()
    points, _middot, _distance = told.partition(" · ")
    assert [int(number) for number in re.findall(r"\d+", points)] == [
        plan.outcome.total,
        plan.outcome.maximum,
    ]
    shown = [
        int(row.split("/")[0])
        for row in page.locator("td[data-label='Điểm']").all_text_contents()
    ]
    assert shown == list(plan.outcome.pillar_points)
    return urlsplit(page.url).path


def check_report(phone: Visitor, plan: Plan, folder) -> None:
    with phone.page.expect_download() as download:
        phone.page.locator("a[data-report]").first.click()
    path = folder / "bao-cao.pdf"
    download.value.save_as(path)
    pages = pages_of(path)
    text = " ".join(pages)
    assert 8 <= len(pages) <= 14
    assert NAME in text
    assert plan.index.level_name(plan.outcome.level)["vi"] in text
    assert f"({plan.outcome.total} trên {plan.outcome.maximum})" in text


def make_account(phone: Visitor, site: Site, result: str) -> None:
    """Sign up from the result, confirm the address by letter: the result is in the account."""
    page = phone.page
    page.locator("a[href*='/nhan/']").first.click()
    page.locator("a[href*='signup']").click()
    page.fill("input[name=email]", EMAIL)
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", PASSWORD)
    page.locator("main form button.button").click()
    page.wait_for_url("**/confirm-email/")
    phone.go(link_in(site.letters_to(EMAIL)[-1], "/confirm-email/"))
    page.locator("main form button.button").click()
    page.wait_for_url(lambda url: "confirm-email" not in url)
    assert "/nhan/" in page.url, (
        "it came here by a link, so the telephone is asked first"
    )


def let_the_other_have_it(phone: Visitor, other: Visitor, result: str) -> None:
    """The telephone it began on is told, and agrees; then it opens with the account only."""
    phone.go("/")
    notice = phone.page.locator("section.alert--warn")
    assert NAME in notice.inner_text()
    notice.locator("form[action$='/giao/'] button").click()
    phone.page.wait_for_url("**/doanh-nghiep/")
    assert NAME not in phone.page.locator("main").inner_text()
    other.go(result)
    left = other.page.locator("a[href*='/nhan/']").count()
    assert left == 0, "nothing is left to save"


def share(phone: Visitor, result: str) -> None:
    phone.go(f"{result}chia-se/")
    page = phone.page
    page.locator("label.choice:has-text('Bếp Than Hồng')").click()
    page.locator("input[name=scope]").nth(1).check(force=True)
    page.locator("input[name=lasting][value=den-khi-rut]").check(force=True)
    page.locator("input[name=agree]").check()
    page.get_by_role("button", name="Đồng ý và chia sẻ").click()
    page.wait_for_url(lambda url: not url.endswith("/chia-se/"))


def check_what_staff_sees(staff: Visitor, result: str) -> None:
    staff.sign_in("hiephoi@demo.example")
    staff.page.locator("a[href$='/ket-qua/']").first.click()
    staff.page.wait_for_url("**/ket-qua/")
    staff.page.locator(
        "input[name=ten], input[name=name], input[type=search]"
    ).first.fill("lo banh mi dang thi bay")
    staff.page.keyboard.press("Enter")
    staff.page.wait_for_load_state()
    staff.page.locator(f"a:has-text('{NAME}')").first.click()
    assert urlsplit(staff.page.url).path == result
    assert staff.page.locator("td[data-label='Điểm']").count() == 6
    with staff.tolerating(403):
        assert (
            staff.go(f"{result}tra-loi/").status == 403
        )  # pillars were shared, answers were not


def ask_and_hear_back(
    owner: Visitor, provider: Visitor, site: Site, result: str
) -> None:
    owner.go(f"{result}goi-y/")
    owner.page.locator("a[href*='/ket-noi/']").first.click()
    slug = urlsplit(owner.page.url).path.rstrip("/").rsplit("/", 1)[1]
    site.manage("shell", "-v", "0", "-c", STAFF_JOINS.format(slug=slug))
    fill_request(owner.page, slug)
    owner.page.wait_for_url("**/ket-noi/**")
    provider.sign_in("nhacungcap@demo.example")
    provider.go(link_in(site.letters_to("nhacungcap@demo.example")[-1], "/yeu-cau/"))
    assert (
        EMAIL not in provider.page.locator("main").inner_text()
    )  # not before it is accepted
    provider.page.locator("form:has(input[value=accept]) button").click()
    provider.page.locator("form:has(input[value=contact]) button").click()
    assert EMAIL in provider.page.locator("main").inner_text()
    letter = site.letters_to(EMAIL)[-1]
    owner.go(link_in(letter, "/ket-noi/"))
    assert owner.page.locator(".badge--good").count()


def fill_request(page: Page, slug: str) -> None:
    page.fill("input[name=contact_name]", FIRM.person)
    page.fill("input[name=contact_email]", EMAIL)
    page.fill("input[name=contact_phone]", "0900 000 042")
    page.fill("input[name=budget]", "30 triệu")
    page.locator(f"input[name='{slug}-agree_contact']").check()
    page.locator(f"input[name='{slug}-agree_pillars']").check()
    page.locator("main form button[type=submit]").click()


STAFF_JOINS = """
from django.utils import timezone
from accounts.models import User
from accounts.services import add_member
from providers.models import Solution
provider = Solution.objects.get(slug="{slug}").provider
user = User.objects.get(email="nhacungcap@demo.example")
organisation = provider.organisation
add_member(organisation=organisation, user=user, role="officer", by=None, now=timezone.now())
"""
