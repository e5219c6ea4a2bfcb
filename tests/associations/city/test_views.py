"""What the agency sees: figures of many, the same on the page, in the map and in the file."""

import csv
import re
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.models import Consent
from associations.city.queries import WORDS, table_of
from associations.city.texts import CURRENT
from associations.city.tiles import map_of, places
from associations.city.wording import DIMENSIONS
from associations.models import CityFigures
from registry.areas import areas
from tests.associations.city.test_services import City
from tests.builders import make_membership, make_user
from tests.pages import assert_clean_page
from tests.personas import make_owner, make_staff
from tests.reports.reading import barriers_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    city = City()
    city.add(6, sector="I")
    city.add(7, sector="C")
    city.add(3, sector="G")
    return city


@pytest.fixture
def officer(city) -> Client:
    user = make_user("thanhpho@coquan.example")
    make_membership(user, city.agency)
    browser = Client()
    browser.force_login(user)
    return browser


def page_of(browser: Client, city: City, name: str = "city", **asked: str):
    address = reverse(f"associations:{name}", args=[city.agency.public_id])
    return browser.get(address, asked)


def test_before_anything_can_be_told_the_page_says_so(officer, city):
    page = page_of(officer, city)
    assert_clean_page(page)
    assert "Chưa có gì" in page.content.decode()
    assert page_of(officer, city, "city_file").status_code == 404


@pytest.mark.parametrize("cut", ["sector", "size", "area", "association", "quarter"])
def test_each_cut_is_a_page_whose_file_has_the_same_rows(officer, city, cut):
    city.publish()
    page = page_of(officer, city, theo=cut)
    assert_clean_page(page)
    text = page.content.decode()
    file = page_of(officer, city, "city_file", theo=cut).content.decode()
    lines = file.strip().splitlines()[1:]
    assert lines
    assert len(lines) == text.count('scope="row"') - text.count('scope="row">20')
    assert "Chỉ Một" not in text + file


def test_the_workbook_has_the_rows_of_all_pages_as_numbers(officer, city):
    city.publish()
    answer = page_of(officer, city, "city_workbook")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert len(book.sheet_names) == 6 + len(WORDS) - 1
    [index], [as_of], *_words = book.get_sheet_by_index(0).to_python()
    page = page_of(officer, city).content.decode()
    assert index == "Thử", "what it is called, not its code"
    assert as_of in page
    for name, cut in zip(book.sheet_names[1:], DIMENSIONS, strict=False):
        file = page_of(officer, city, "city_file", theo=cut).content.decode("utf-8-sig")
        head, *rows = csv.reader(StringIO(file))
        in_sheet = book.get_sheet_by_name(name).to_python()
        assert in_sheet[0] == head
        assert [[row[0], *map(float, row[1:])] for row in rows] == in_sheet[1:]


def wards(province: str) -> list[str]:
    return [code for code, unit in areas().items() if unit.former_province == province]


def test_a_tile_of_too_few_has_the_shade_of_its_part_of_the_city():
    city = City()
    large, *small = wards("binh-duong")
    city.add(8, area=large, level=4)
    for ward in small[:4]:
        city.add(2, area=ward, level=1)
    city.add(9, area=wards("ho-chi-minh")[0])
    city.publish()
    rows = table_of(CityFigures.objects.get(), "area").rows
    assert {(row.code, row.part, row.count) for row in rows} == {
        (large, None, 8),
        (wards("ho-chi-minh")[0], None, 9),
        (None, "binh-duong", 8),
    }
    told = map_of(table_of(CityFigures.objects.get(), "area")).tiles
    tiles = dict(zip(places(), told, strict=True))
    assert tiles[large].row.count == 8
    for ward in small:
        assert tiles[ward].row is None
        assert tiles[ward].others.count == 8
        assert tiles[ward].shade is not None
    assert tiles[wards("ba-ria-vung-tau")[0]].shade is None


def crossed(city: City) -> None:
    city.add(8, sector="I", size="micro", level=1)
    city.add(7, sector="I", size="small", level=2)
    city.add(9, sector="C", size="micro", level=3)
    city.add(6, sector="C", size="small", level=2)
    city.publish()


def test_a_cut_is_narrowed_by_the_address_on_page_and_in_files():
    city = City()
    crossed(city)
    agency = city.agency
    browser = agency_of(city)
    asked = {"theo": "size", "chi": "nganh.I"}
    page = page_of(browser, city, **asked)
    assert_clean_page(page)
    text = page.content.decode()
    assert "15 doanh nghiệp được đếm trong nhóm này" in text
    assert 'value="nganh.I" selected' in text
    file = page_of(browser, city, "city_file", **asked).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(file)))[1:]
    assert sorted(int(row[1]) for row in rows) == [7, 8]
    other_way = {"theo": "sector", "chi": "quymo.micro"}
    file = page_of(browser, city, "city_file", **other_way).content.decode("utf-8-sig")
    assert sorted(int(row[1]) for row in list(csv.reader(StringIO(file)))[1:]) == [8, 9]
    book = page_of(browser, city, "city_workbook").content
    sheet = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(6)
    in_sheet = sheet.to_python()[1:]
    assert sorted(row[2] for row in in_sheet) == [6, 7, 8, 9]
    address = reverse("reports:city_figures", args=[agency.public_id])
    words = words_of(browser.get(address, asked).content)
    for row in rows:
        assert f"{row[0]} {row[1]} " in words


def agency_of(city: City) -> Client:
    user = make_user("phong@coquan.example")
    make_membership(user, city.agency)
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.mark.parametrize(
    "asked",
    [
        {"theo": "size", "chi": "nganh.G"},  # nobody there
        {"theo": "size", "chi": "hiephoi.7"},  # not crossed with sizes
        {"theo": "size", "chi": "quymo"},
        {"theo": "sector", "chi": "nganh.I"},
    ],
)
def test_what_is_not_told_apart_is_told_of_all_together(asked):
    city = City()
    crossed(city)
    page = page_of(agency_of(city), city, **asked)
    assert_clean_page(page)
    assert "trong nhóm này" not in page.content.decode()


def test_the_document_says_what_the_pages_say(officer, city):
    city.publish()
    answer = officer.get(reverse("reports:city_figures", args=[city.agency.public_id]))
    assert barriers_of(answer.content) == []
    words = words_of(answer.content)
    for cut in DIMENSIONS:
        for row in table_of(CityFigures.objects.get(), cut).rows:
            assert row.name in words, cut
            assert f"{row.count} " in words
    assert "14,41" in words
    assert "mục tiêu" in words
    assert "Chỉ Một" not in words


@pytest.mark.parametrize(
    ("published_at", "day"),
    [
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), "2026-12-31"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "2027-01-01"),
    ],
)
@pytest.mark.parametrize(
    ("file", "ending"), [("city_file", "sector-{}.csv"), ("city_workbook", "{}.xlsx")]
)
def test_files_are_called_after_the_day_that_stands_in_them(
    officer, city, file, ending, published_at, day
):
    """That of the city, where a day begins seven hours before it does in London."""
    city.publish()
    CityFigures.objects.update(published_at=published_at)
    name = page_of(officer, city, file).headers["Content-Disposition"]
    assert name.endswith(f'-{ending.format(day)}"')


def test_an_address_that_says_nonsense_shows_what_there_is(officer, city):
    city.publish()
    page = page_of(officer, city, bo="khong-co", theo="ten")
    assert page.status_code == 200
    assert "Theo ngành" in page.content.decode()


def test_the_map_has_a_tile_for_each_unit(officer, city):
    city.publish()
    text = page_of(officer, city, theo="area").content.decode()
    assert text.count('<g class="tile') == len(areas()) == 168


def test_targets_and_methods_stand_apart_and_say_what_they_are(officer, city):
    text = page_of(officer, city).content.decode()
    _before, _head, context = text.partition('id="context"')
    tables = context.split("<table")[1:]
    assert len(tables) == 3
    assert "14,41" in tables[2]
    assert "mục tiêu" in tables[1]
    assert "dự kiến" in tables[1]
    aims = context.partition("<table")[0]
    assert re.findall(r"(\d{4}): <strong>(\d+)\W*%</strong> \(mục tiêu\)", aims) == [
        ("2025", "25"),
        ("2030", "40"),
    ]
    assert "12,66" in tables[0]
    assert "12,66" not in tables[1]


def test_others_find_nothing_there(city):
    city.publish()
    for persona in (make_owner(), make_staff("Hội May", "a@hoi.example")):
        assert page_of(persona.client, city).status_code == 404
        assert page_of(persona.client, city, "city_file").status_code == 404
    assert "/login/" in page_of(Client(), city).url


def test_the_agency_opens_no_result(officer, city):
    city.publish()
    result = Consent.objects.first().enterprise.results.first()
    assert (
        officer.get(reverse("reports:result", args=[result.public_id])).status_code
        == 404
    )


def agree(persona, enterprise, **typed: str):
    address = reverse("associations:count_in", args=[enterprise.public_id])
    return persona.client.post(address, typed, follow=True)


def test_an_owner_agrees_by_a_box_that_is_not_ticked_before(city):
    owner = make_owner()
    page = owner.client.get(reverse("associations:consents")).content.decode()
    assert 'name="agree" value="yes">' in page
    assert CURRENT.seen["vi"] in page

    agree(owner, owner.organisation, text_version=CURRENT.id)
    assert not Consent.objects.filter(enterprise=owner.organisation).exists()
    agree(owner, owner.organisation, text_version="khac", agree="yes")
    assert not Consent.objects.filter(enterprise=owner.organisation).exists()

    done = agree(owner, owner.organisation, text_version=CURRENT.id, agree="yes")
    consent = Consent.objects.get(enterprise=owner.organisation)
    assert (consent.purpose, consent.items) == ("count", ["counted"])
    text = done.content.decode()
    assert 'name="agree"' not in text
    assert reverse("associations:withdraw", args=[consent.public_id]) in text


def test_nobody_agrees_for_another(city):
    owner, other = make_owner(), make_owner("khac@quan.example", "Quán khác")
    answer = agree(other, owner.organisation, text_version=CURRENT.id, agree="yes")
    assert answer.status_code == 404
    assert not Consent.objects.filter(enterprise=owner.organisation).exists()


def test_one_column_for_all_levels_would_say_the_count_once_more():
    city = City()
    for level in range(3):
        city.add(2, level=level)
    city.publish()
    table = table_of(CityFigures.objects.get(), "sector")
    assert table.bands == []
    assert [row.cells for row in table.rows] == [()]
    text = page_of(agency_of(city), city).content.decode()
    assert "Mức 0–5" not in text
