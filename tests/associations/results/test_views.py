"""The list an association's staff work with: what was shared, as far as it was shared."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from accounts.services import withdraw_consent
from language.formats import percent
from survey.models import Result
from tests.builders import (
    NOW,
    index_document,
    make_assessment,
    make_correction,
    make_index_version,
    make_organisation,
    make_result,
    make_version_of,
)
from tests.personas import make_affiliation, make_owner, make_share, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(staff):
    return reverse("associations:results", args=[staff.organisation.public_id])


def make_shared(staff, name="Quán phở Hòa Bình", scope="aggregate", level=3, **profile):
    enterprise = make_organisation(name=name)
    result = make_result(make_assessment(enterprise, **profile), level=level)
    return result, make_share(enterprise, staff.organisation, scope)


def names(answer):
    return [row["result"].organisation.name for row in answer.context["rows"]]


def test_only_what_was_shared_is_listed(staff, url):
    make_shared(staff)
    silent = make_organisation(name="Cơ khí Út Đức")
    make_result(make_assessment(silent))
    make_affiliation(silent, staff.organisation)
    make_result(make_assessment(make_organisation(name="Xa lạ")))
    answer = staff.client.get(url)
    assert names(answer) == ["Quán phở Hòa Bình"]
    assert answer.context["members"] == 2
    assert "Cơ khí Út Đức" not in answer.content.decode()


def test_an_enterprise_that_withdraws_is_gone_at_once(staff, url):
    _, consent = make_shared(staff)
    withdraw_consent(consent=consent, by=None, now=NOW)
    assert names(staff.client.get(url)) == []


def test_a_consent_that_has_run_out_shows_nothing(staff, url):
    _, consent = make_shared(staff)
    consent.expires_at = NOW - timedelta(days=1000)
    consent.save()
    assert names(staff.client.get(url)) == []


def test_a_draft_is_never_listed(staff, url):
    enterprise = make_organisation()
    make_assessment(enterprise)
    make_share(enterprise, staff.organisation, "answers")
    assert names(staff.client.get(url)) == []


def test_only_the_latest_result_of_an_enterprise_stands_in_the_list(staff, url):
    old, _ = make_shared(staff, level=1)
    later = make_assessment(old.organisation, round=2)
    new = make_result(later, level=4, created_at=NOW + timedelta(days=30))
    answer = staff.client.get(url)
    assert [row["result"].pk for row in answer.context["rows"]] == [new.pk]


def test_a_staff_member_of_another_association_finds_no_list(staff, url):
    other = make_staff("Hội Cơ khí", "nhanvien@cokhi.example")
    assert other.client.get(url).status_code == 404
    assert make_owner().client.get(url).status_code == 404


def test_names_sort_as_vietnamese_does(staff, url):
    for name in ["Đức Phát", "Dũng Tiến", "Ánh Dương", "An Bình", "Ân Nam"]:
        make_shared(staff, name)
    assert names(staff.client.get(url)) == [
        "An Bình",
        "Ánh Dương",
        "Ân Nam",
        "Dũng Tiến",
        "Đức Phát",
    ]


def test_the_list_can_be_ordered_by_level_and_by_date(staff, url):
    make_shared(staff, "A", level=1)
    make_shared(staff, "B", level=4)
    newest, _ = make_shared(staff, "C", level=2)
    newest.created_at = NOW + timedelta(days=3)
    newest.save()
    assert names(staff.client.get(url, {"xep": "muc"})) == ["B", "C", "A"]
    assert names(staff.client.get(url, {"xep": "ngay"}))[0] == "C"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"ten": "pho hoa"}, ["Quán phở Hòa Bình"]),
        ({"ten": "PHỞ"}, ["Quán phở Hòa Bình"]),
        ({"nganh": "C"}, ["Cơ khí Út Đức"]),
        ({"quymo": "micro"}, ["Cơ khí Út Đức"]),
        ({"diaban": "26740"}, ["Cơ khí Út Đức"]),
        ({"phamvi": "2"}, ["Cơ khí Út Đức"]),
        ({"phamvi": "1"}, ["Quán phở Hòa Bình"]),
        ({"ten": "không có ai"}, []),
        ({"nganh": "bogus", "muc": "x"}, ["Cơ khí Út Đức", "Quán phở Hòa Bình"]),
    ],
)
def test_filters_stand_in_the_address(staff, url, asked, found):
    make_shared(staff)
    make_shared(
        staff, "Cơ khí Út Đức", "pillars", sector="C", size="micro", area="26740"
    )
    assert names(staff.client.get(url, asked)) == found


def test_results_of_different_indexes_are_told_apart(staff, url):
    """Levels and points of one index say nothing of another's."""
    make_shared(staff, "A", level=1)
    shop, _ = make_shared(staff, "B", level=5)
    document = index_document("dbi-2021-sme")
    other = make_index_version(document)
    make_version_of("dbi-2023-sme")  # nobody answers that one
    Result.objects.filter(pk=shop.pk).update(index_version=other)
    page = staff.client.get(url)
    assert document["index"]["short_title"]["vi"] in page.content.decode()
    assert "dbi-2023-sme" not in page.content.decode()
    assert names(staff.client.get(url, {"bo": other.index_id})) == ["B"]
    assert names(staff.client.get(url, {"xep": "muc"})) == sorted(
        ["A", "B"],
        key=lambda name: (
            Result.objects.get(organisation__name=name).index_version.index_id
        ),
        reverse=True,
    )


def test_filter_by_level(staff, url):
    low, _ = make_shared(staff, "A", level=0)
    high, _ = make_shared(staff, "B", level=5)
    assert low.level != high.level
    assert names(staff.client.get(url, {"muc": high.level})) == ["B"]


@pytest.mark.parametrize("number", [1, 60])
def test_the_list_takes_the_same_few_queries_for_one_and_for_sixty(
    staff, url, number, django_assert_max_num_queries
):
    """Defect 7 of the peers: lists load every firm, without paging."""
    for n in range(number):
        make_shared(staff, f"Doanh nghiệp {n:02d}")
    staff.client.get(url)
    # The keys of a page in order and then its rows: to order whole rows takes twice as long.
    with django_assert_max_num_queries(10):
        answer = staff.client.get(url)
    assert len(answer.context["rows"]) == min(number, 25)
    assert answer.context["page"].paginator.count == number


def test_paging_keeps_the_filters(staff, url):
    for n in range(30):
        make_shared(staff, f"Doanh nghiệp {n:02d}")
    page = staff.client.get(url, {"nganh": "I", "trang": "1"}).content.decode()
    assert "?nganh=I&amp;trang=2" in page
    assert len(names(staff.client.get(url, {"nganh": "I", "trang": "2"}))) == 5


def test_an_empty_list_says_what_to_do(staff, url):
    staff.client.cookies["django_language"] = "en"
    page = staff.client.get(url).content.decode()
    assert "Owners share from their result page" in page


def test_the_list_shows_level_and_percent_but_no_pillar_nor_points(staff, url):
    result, _ = make_shared(staff, scope="answers")
    page = staff.client.get(url).content.decode()
    share = percent(Fraction(100 * result.total, result.maximum))
    assert (
        f'data-label="Phần trăm">\n                <span class="nowrap">{share}<'
        in page
    )
    assert f"{result.total}/{result.maximum}" not in page
    rows = page.partition("<tbody")[2].partition("</tbody>")[0]
    index = result.index_version.index
    assert not [
        pillar["code"] for pillar in index.pillars if pillar["name"]["vi"] in rows
    ]
    assert not [points for points in result.pillar_points if f">{points}/" in rows]


def test_line_of_business_and_size_stand_in_plain_short_words(staff, url):
    make_shared(staff, sector="I", size="micro")
    page = staff.client.get(url, headers={"accept-language": "vi"}).content.decode()
    assert "Quán ăn, quán cà phê, khách sạn</td>" in page
    assert 'data-label="Quy mô">Siêu nhỏ</td>' in page


def test_an_empty_search_offers_everything_once(staff, url):
    make_shared(staff)
    assert (
        staff.client.get(url, {"ten": "khong co"}).content.decode().count("Xem tất cả")
        == 1
    )


def test_a_corrected_result_stands_there_once_and_says_what_it_replaces(staff, url):
    first, _consent = make_shared(staff, level=3)
    corrected = make_correction(first, level=1)
    answer = staff.client.get(url)
    [row] = answer.context["rows"]
    assert row["result"] == corrected
    text = " ".join(answer.content.decode().split())
    assert "đã sửa; thay cho kết quả ngày 20/11/2026" in text
