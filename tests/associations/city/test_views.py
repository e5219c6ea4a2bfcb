"""What the agency sees: figures of many, the same on the page, in the map and in the file."""

import csv
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.models import Consent
from associations.city.texts import CURRENT
from associations.city.wording import DIMENSIONS
from registry.areas import areas
from tests.associations.city.test_services import City
from tests.builders import make_membership, make_user
from tests.pages import assert_clean_page
from tests.personas import make_owner, make_staff

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
    assert len(book.sheet_names) == 6
    for name, cut in zip(book.sheet_names[1:], DIMENSIONS, strict=True):
        file = page_of(officer, city, "city_file", theo=cut).content.decode("utf-8-sig")
        head, *rows = csv.reader(StringIO(file))
        in_sheet = book.get_sheet_by_name(name).to_python()
        assert in_sheet[0] == head
        assert [[row[0], *map(float, row[1:])] for row in rows] == in_sheet[1:]


def test_an_address_that_says_nonsense_shows_what_there_is(officer, city):
    city.publish()
    page = page_of(officer, city, bo="khong-co", theo="ten")
    assert page.status_code == 200
    assert "Theo ngành" in page.content.decode()


def test_the_map_has_a_tile_for_each_unit(officer, city):
    city.publish()
    text = page_of(officer, city, theo="area").content.decode()
    assert text.count('class="tile"') == len(areas()) == 168


def test_targets_and_methods_stand_apart_and_say_what_they_are(officer, city):
    text = page_of(officer, city).content.decode()
    _before, _head, context = text.partition('id="context"')
    tables = context.split("<table")[1:]
    assert len(tables) == 3
    assert "14,41" in tables[2]
    assert "mục tiêu" in tables[1]
    assert "dự kiến" in tables[1]
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
