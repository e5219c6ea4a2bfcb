"""An officer looks at all members, and takes their results along, while an owner withdraws."""

import csv
import io
from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.site import Site, WorkedSite
from tests.browser.starts import ASSOCIATION, OWNER
from tests.browser.visitor import Visitor, barriers

LAPTOP = {"width": 1280, "height": 900}
PAGES = (
    "hom-nay/",
    "tong-quan/",
    "tong-quan/danh-sach/",
    "tong-quan/hai-nhom/",
    "tong-quan/nhu-cau/",
    "tep/",
    "hoi-vien/",
)
SHARE = f"""
from accounts.models import Organisation, User
from tests.personas import make_share
from survey.models import Result
owner = User.objects.get(email="{OWNER}")
staff = User.objects.get(email="{ASSOCIATION}")
[enterprise, *_others] = [
    each.organisation
    for each in owner.memberships.all()
    if Result.objects.filter(organisation=each.organisation).exists()
]
association = staff.memberships.get().organisation
if not enterprise.consents_given.filter(grantee=association, round=0).exists():
    make_share(enterprise, association, "answers", owner)
enterprise.name = "Quán rút lại"
enterprise.save()
print(association.public_id)
"""
NAME = "Quán rút lại"


@pytest.fixture(scope="module")
def site(demo: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("cohort") / "site"
    worked = demo.copy(folder, WorkedSite)
    worked.start()
    yield worked
    worked.remove()


def ask_for(page: Page, name: str) -> None:
    """Nobody makes it yet."""
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator("[role=status][id^=work]")).to_have_count(1)


def wait_for(page: Page, files: int) -> None:
    """Looked at again until so many are ready."""
    for _look in range(120):
        if page.get_by_role("button", name="Fetch the file").count() == files:
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(page.inner_text("main"))


def fetch(page: Page) -> tuple[str, bytes]:
    """The newest that is ready."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Fetch the file").first.click()
    name = download.value.suggested_filename
    content = download.value.path().read_bytes()
    page.reload()
    return name, content


def withdraw(owner: Visitor) -> None:
    owner.go("/dong-y/")
    part = owner.page.locator("section", has=owner.page.locator("h2", has_text=NAME))
    for _consent in range(part.get_by_role("button", name="Rút lại").count()):
        part.get_by_role("button", name="Rút lại").first.click()
        expect(owner.page.locator(".messages, [role=status]").first).to_be_visible()


def test_whoever_withdraws_while_somebody_looks_is_in_no_page_and_in_no_file(
    chromium: Browser, site: Site
):
    home = f"/hiep-hoi/{site.manage('shell', '-v', '0', '-c', SHARE).strip()}/"
    officer = Visitor(chromium, site.url, language="en", viewport=LAPTOP)
    officer.sign_in(ASSOCIATION)
    owner = Visitor(chromium, site.url)
    owner.sign_in(OWNER)
    page = officer.page
    list_of_all = f"{home}tong-quan/danh-sach/"
    officer.go(list_of_all)
    count = page.locator("p.count").inner_text()
    expect(page.get_by_role("link", name=NAME)).to_have_count(1)

    officer.go(f"{home}tep/")
    ask_for(page, "Excel workbook")
    with site.begin("work"):
        wait_for(page, 1)
    ask_for(page, "CSV file")
    withdraw(owner)
    officer.go(list_of_all)
    expect(page.get_by_role("link", name=NAME)).to_have_count(0)
    assert page.locator("p.count").inner_text() != count

    officer.go(f"{home}tep/")
    page.get_by_role("button", name="Fetch the file").click()
    expect(page.get_by_text("Somebody has withdrawn since")).to_be_visible()
    with site.begin("work"):
        wait_for(page, 2)
    files = dict(fetch(page) for _file in range(2))
    texts = {name.rpartition(".")[2]: content for name, content in files.items()}
    look_into_workbook(texts["xlsx"])
    head, *rows = csv.reader(io.StringIO(texts["csv"].decode("utf-8-sig")))
    assert len(rows) > 1
    assert NAME not in [row[head.index("Enterprise")] for row in rows]
    assert owner.troubles == officer.troubles == []
    owner.leave()
    officer.leave()


def look_into_workbook(content: bytes) -> None:
    """As a spreadsheet shows it: numbers that count, a head that stays, what columns are."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    head, *rows = workbook.get_sheet_by_index(0).to_python()
    assert len(rows) > 1
    assert NAME not in [row[0] for row in rows]
    assert all(isinstance(row[head.index("Percent")], float) for row in rows)
    assert all(hasattr(row[head.index("Assessed")], "year") for row in rows)
    told = [text for row in workbook.get_sheet_by_index(1).to_python() for text in row]
    assert {"Enterprise", "Doanh nghiệp"} <= set(told)
    with ZipFile(io.BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:' in sheet
    assert f"{len(rows) + 1}" in sheet.partition("<autoFilter ")[2].partition("/>")[0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_on_a_wide_screen_the_pages_about_all_members_have_no_barrier(
    chromium: Browser, site: Site, language
):
    """On a telephone they are walked with all others."""
    home = f"/hiep-hoi/{site.manage('shell', '-v', '0', '-c', SHARE).strip()}/"
    officer = Visitor(chromium, site.url, language=language, viewport=LAPTOP)
    officer.sign_in(ASSOCIATION)
    for path in PAGES:
        officer.go(home + path)
        assert barriers(officer.page) == [], path
        wide = officer.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= LAPTOP["width"], path
    assert officer.troubles == []
    officer.leave()
