"""Starting without an account: three things, the index that suits, nothing asked twice."""

import re
import unicodedata

import pytest
from django.urls import reverse

from survey.models import Assessment
from survey.rounds.forms import ProfileForm
from survey.rounds.services import choose_variant
from tests.builders import (
    NOW,
    make_index_version,
    make_user,
    make_version_of,
)
from tests.survey.rounds.starting import START, start

pytestmark = pytest.mark.django_db


def test_at_most_three_fields_stand_before_the_first_question(client):
    required = [name for name, field in ProfileForm().fields.items() if field.required]
    assert required == ["name", "sector", "employees"]
    response = start(client)
    draft = Assessment.objects.get()
    assert response.status_code == 302
    page = client.get(response.url, follow=True)
    assert page.redirect_chain[-1][0] == reverse(
        "survey:step", args=[draft.public_id, "1-khach-hang"]
    )
    assert "Website của anh/chị ra sao?" in page.content.decode()


def test_a_name_is_kept_composed_whatever_keyboard_sent_it(client):
    start(client, name=unicodedata.normalize("NFD", "Quán phở Hòa Bình"))
    assert Assessment.objects.get().organisation.name == "Quán phở Hòa Bình"


def test_nothing_asks_for_an_account_on_the_way(client):
    page = client.get(start(client).url, follow=True)
    assert page.status_code == 200
    assert all("tai-khoan" not in url for url, _ in page.redirect_chain)


def test_no_token_stands_in_any_address_of_the_questionnaire(client):
    page = client.get(start(client).url, follow=True)
    assert client.session.session_key not in page.redirect_chain[-1][0]


def test_numbers_are_understood_as_they_are_said(client):
    start(client, employees="12 người", revenue="1,5 tỷ", capital="500tr")
    draft = Assessment.objects.get()
    assert (draft.employees, draft.revenue, draft.capital) == (
        12,
        1_500_000_000,
        500_000_000,
    )


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("employees", "mười hai", "chưa đọc được số này. Anh/chị gõ như 12."),
        ("revenue", "nhiều lắm", "1.500.000 hay 1,5 tỷ"),
        ("employees", "", "cho biết số người"),
        ("employees", "0", "ít nhất 1 người, tính cả anh/chị"),
        ("name", " ", "cho biết tên doanh nghiệp"),
        ("sector", "", "chọn ngành gần nhất"),
        ("revenue", "-5", "không thể nhỏ hơn 0"),
        ("tax_code", "0312687879", ""),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(
    client, field, typed, said
):
    page = start(client, **{field: typed})
    text = page.content.decode()
    assert page.status_code == 200
    assert f'id="{field}-error"' in text
    assert said in text
    assert "Quán phở Hòa Bình" in text or field == "name"
    assert not Assessment.objects.exists()


def test_the_size_class_is_explained_while_typing_and_nothing_is_saved(client):
    page = start(client, revenue="1,5 tỷ", only_size="1").content.decode()
    assert "Doanh nghiệp nhỏ" in page
    assert "1.500.000.000\u00a0₫" in page
    assert "<html" not in page
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("figures", "asks"),
    [
        ({"revenue": "1,5 tỷ"}, True),
        ({"revenue": "1,5 tỷ", "capital": "60 tỷ"}, True),
        # Small by its capital as well: any age makes the same class.
        ({"revenue": "1,5 tỷ", "capital": "1 tỷ"}, False),
        ({"revenue": "0", "capital": "1 tỷ"}, False),
        ({}, False),
    ],
)
def test_the_age_is_asked_beside_the_size_where_it_decides(client, figures, asks):
    page = start(client, **figures, only_size="1").content.decode()
    assert ('name="is_young"' in page) is asks
    household = start(client, **figures, is_household="1", only_size="1")
    assert 'name="is_young"' not in household.content.decode()


def test_a_young_firm_goes_by_its_capital_and_the_profile_says_so(client):
    figures = {"revenue": "1,5 tỷ", "capital": "60 tỷ", "is_young": "1"}
    page = start(client, **figures, only_size="1").content.decode()
    assert "Doanh nghiệp vừa" in page
    assert re.search(r'name="is_young" value="1" checked', page)
    start(client, **figures)
    draft = Assessment.objects.get()
    assert (draft.size, draft.is_young) == ("medium", True)
    url = reverse("survey:profile", args=[draft.public_id])
    assert re.search(
        r'name="is_young" value="1" checked', client.get(url).content.decode()
    )
    # Not ticked any more, what it sold counts again.
    client.post(url, {**START, **figures, "is_young": ""})
    draft.refresh_from_db()
    assert (draft.size, draft.is_young) == ("small", False)


def test_a_tick_on_the_age_outlasts_figures_that_are_half_typed(client):
    # Micro by its capital until the last zeros are there; or nothing is known any more.
    for figures in ({"revenue": "1,5 tỷ", "capital": "1 tỷ"}, {"sector": ""}):
        page = start(client, **figures, is_young="1", only_size="1").content.decode()
        assert page.count('name="is_young" value="1" checked') == 1


def test_who_asks_for_people_says_whom_the_law_counts(client):
    make_version_of("dbi-2025-sme")
    page = client.get(reverse("survey:start")).content.decode()
    assert "đóng bảo hiểm xã hội" in page
    assert "bình quân cả năm trước" in page


def test_a_household_is_told_no_size_class_and_asked_what_small_ones_are(client):
    """With four people and no figures an enterprise would be of an open class."""
    few = {"employees": "4", "revenue": "", "only_size": "1"}
    enterprise = start(client, **few).content.decode()
    household = start(client, **few, is_household="1").content.decode()
    assert "size__ways" in enterprise
    assert "doanh nghiệp có thể là" in enterprise
    assert "size__ways" not in household
    assert "có thể là" not in household
    assert "size__offer" in household


@pytest.mark.sql
def test_a_signed_in_owner_starts_for_an_account(client):
    user = make_user()
    client.force_login(user)
    start(client)
    assert user.memberships.get().organisation == Assessment.objects.get().organisation


def test_one_place_cannot_start_without_end_and_nothing_typed_is_lost(
    client, monkeypatch
):
    monkeypatch.setattr("survey.rounds.views_start.STARTS_AN_HOUR", 2)
    start(client), start(client)
    client.post(reverse("survey:start"), {**START, "only_size": "1"})
    refused = start(client, name="Tiệm bánh Út Hiền")
    assert refused.status_code == 429
    page = refused.content.decode()
    assert "chờ vài phút" in page
    assert 'value="Tiệm bánh Út Hiền"' in page
    assert Assessment.objects.count() == 2
    client.force_login(make_user())
    assert start(client).status_code == 302, "an account counts for itself"


def test_a_form_with_a_mistake_counts_as_no_start(client, monkeypatch):
    monkeypatch.setattr("survey.rounds.views_start.STARTS_AN_HOUR", 1)
    for _turn in range(3):
        assert start(client, employees="").status_code == 200
    assert start(client).status_code == 302


def test_wards_stand_in_groups_that_say_which_province_they_were_of(client):
    make_index_version()
    text = client.get(reverse("survey:start")).content.decode()
    assert text.count('<optgroup label="Trước 7/2025 thuộc ') == 3
    assert '<optgroup label="Trước 7/2025 thuộc Bình Dương">' in text


def test_who_chooses_another_index_is_told_which_and_how_long_it_takes(client):
    for name in ("dbi-2021-sme", "dbi-2025-sme"):
        make_version_of(name)
    sent = {
        "name": "Quán Ba",
        "sector": "I",
        "employees": "4",
        "index": "dbi-2021-sme",
        "only_size": "1",
    }
    shown = client.post(
        reverse("survey:start"), sent, headers={"HX-Request": "true"}
    ).content.decode()
    assert "anh/chị đã chọn bộ này" in shown
    assert "1970/QĐ-BTTTT" in shown
    assert "60 câu, khoảng 15 phút" in shown
    offered = client.post(
        reverse("survey:start"), sent | {"index": ""}, headers={"HX-Request": "true"}
    )
    assert "có hiệu lực từ" in offered.content.decode()


@pytest.mark.parametrize(
    ("index", "people", "said", "not_said"),
    [
        (
            "dbi-2021-sme",
            "4",
            ["đã được thay thế; nay áp dụng quyết định 1567/QĐ-BKHCN"],
            "không thuộc nhóm đó",
        ),
        (
            "dbi-2025-large",
            "4",
            ["Bộ này dành cho doanh nghiệp lớn; theo số liệu"],
            "nay áp dụng",
        ),
        ("dbi-2025-large", "", ["anh/chị đã chọn bộ này"], "không thuộc nhóm đó"),
        ("dbi-2025-large", "900", ["anh/chị đã chọn bộ này"], "không thuộc nhóm đó"),
        (
            "dbi-2021-sme",
            "900",
            ["nay áp dụng", "dành cho doanh nghiệp nhỏ và vừa; theo số liệu"],
            "lớn; theo",
        ),
        ("", "4", ["có hiệu lực từ"], "size__caution"),
    ],
)
def test_who_chooses_an_index_that_does_not_suit_is_told_so(
    client, index, people, said, not_said
):
    for name in ("dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"):
        make_version_of(name)
    sent = {
        "name": "Quán Ba",
        "sector": "I",
        "employees": people,
        "index": index,
        "only_size": "1",
    }
    shown = client.post(
        reverse("survey:start"), sent, headers={"HX-Request": "true"}
    ).content.decode()
    assert [words for words in said if words not in shown] == []
    assert not_said not in shown


@pytest.mark.sql
def test_who_ticks_to_be_a_household_business_is_asked_as_one(client):
    for ticked, words in (("", "của doanh nghiệp"), ("1", "của hộ kinh doanh")):
        client.logout()
        make_version_of("dbi-2025-sme")
        url = reverse("survey:start")
        client.post(url, {**START, "is_household": ticked, "index": "dbi-2025-sme"})
        draft = Assessment.objects.latest("pk")
        assert draft.organisation.is_household is bool(ticked)
        choose_variant(assessment=draft, variant="food-beverage", by=None, now=NOW)
        url = reverse("survey:step", args=[draft.public_id, draft.index.pages[0].slug])
        assert f"Việc hằng ngày {words}" in client.get(url).content.decode()


# What one does is asked once


def test_the_industry_is_chosen_with_the_sector_and_asked_no_second_time(client):
    make_version_of("dbi-2025-sme")
    page = client.get(reverse("survey:start")).content.decode()
    group = page.partition('<optgroup label="Quán ăn, quán cà phê, khách sạn">')[2]
    group = group.partition("</optgroup>")[0]
    options = re.findall(r'<option value="([^"]+)">([^<]+)<', group)
    assert options == [
        ("I/hospitality", "Lưu trú - Khách sạn"),
        ("I/food-beverage", "Quán ăn, quán nước"),
        ("I", "Việc khác thuộc nhóm này"),
    ]
    response = start(client, sector="I/food-beverage", index="dbi-2025-sme")
    draft = Assessment.objects.get()
    assert (draft.sector, draft.variant) == ("I", "food-beverage")
    following = client.get(response.url).content.decode()
    assert "Ngành: <strong>Thực phẩm và Đồ uống" in following
    assert 'name="variant"' not in following


def test_no_two_things_to_choose_bear_one_name_and_none_is_no_firm(client):
    make_version_of("dbi-2025-sme")
    page = client.get(reverse("survey:start")).content.decode()
    select = page.partition('name="sector"')[2].partition("</select>")[0]
    names = re.findall(r'<option value="[^"]+">([^<]+)<', select)
    names = [name for name in names if name != "Việc khác thuộc nhóm này"]
    assert "May mặc, tiệm may" in names
    assert len(set(names)) == len(names)
    for none in ("Tổ chức quốc tế", "Hộ gia đình thuê người giúp việc"):
        assert none not in select


def test_who_finds_no_industry_of_theirs_is_asked_for_the_closest(client):
    make_version_of("dbi-2025-sme")
    response = start(client, sector="I", index="dbi-2025-sme")
    assert Assessment.objects.get().variant == ""
    assert 'name="variant"' in client.get(response.url).content.decode()


def test_what_was_chosen_stays_chosen_beside_an_error(client):
    make_version_of("dbi-2025-sme")
    page = start(client, sector="I/food-beverage", name="").content.decode()
    assert '<option value="I/food-beverage" selected>' in page


@pytest.mark.parametrize("sector", ["I/retail", "I/khong-co", "Z/retail"])
def test_an_industry_that_is_not_of_the_sector_is_no_choice(client, sector):
    make_version_of("dbi-2025-sme")
    assert start(client, sector=sector).status_code == 200
    assert not Assessment.objects.exists()


def test_under_an_index_without_industries_only_the_sector_counts(client):
    make_version_of("dbi-2025-sme")
    make_version_of("dbi-2021-sme")
    start(client, sector="I/food-beverage", index="dbi-2021-sme")
    draft = Assessment.objects.get()
    assert (draft.sector, draft.variant) == ("I", "")


def test_the_start_says_how_many_questions_there_are_though_industries_differ(client):
    make_version_of("dbi-2025-sme")
    assert (
        "15 câu, khoảng 12 phút" in client.get(reverse("survey:start")).content.decode()
    )


def test_an_index_that_names_no_newer_decision_can_be_chosen(client):
    make_version_of("dbi-2025-sme")
    assert make_version_of("small").index.head["superseded_by"] == []
    response = start(client, index="small", only_size="1")
    assert response.status_code == 200
    assert "Thử" in response.content.decode()


@pytest.mark.parametrize(
    ("sector", "said"),
    [
        # The trade was chosen on this page.
        ("I/food-beverage", "Tiếp: cách làm việc"),
        # Only the section was: which of its trades is asked next.
        ("I", "Tiếp: chọn nghề"),
        ("", "Tiếp: cách làm việc"),
    ],
)
def test_the_button_says_what_the_next_page_asks(client, sector, said):
    make_version_of("dbi-2025-sme")
    chosen = {**START, "sector": sector, "only_size": "1"}
    page = client.post(reverse("survey:start"), chosen).content.decode()
    onward = re.search(r'<span id="onward"[^>]*>\s*(.*?)\s*</span>', page)
    assert onward[1] == said


def test_where_nothing_is_asked_between_the_button_leads_to_the_questions(client):
    make_index_version()
    page = client.get(reverse("survey:start")).content.decode()
    assert "Tiếp: vào câu hỏi" in page
