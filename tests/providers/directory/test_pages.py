"""The public pages of providers and solutions: what they tell, to people and to machines."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from providers.models import Complaint, Provider, Solution
from registry.areas import areas
from tests.builders import (
    make_index_version,
    make_provider,
    make_solution,
    make_version_of,
)
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def solution() -> Solution:
    provider = make_provider(
        certificates=["ISO 9001", "HACCP"],
        certificate_ends={"ISO 9001": "2099-01-01", "HACCP": "2020-01-01"},
        rating_average="4.50",
        rating_count=12,
    )
    return make_solution(provider, "kho", price_unit="month")


def page_of(solution: Solution, client: Client | None = None) -> str:
    page = (client or Client()).get(address_of(solution))
    assert_clean_page(page)
    return page.content.decode()


def address_of(solution: Solution) -> str:
    return reverse("providers:solution", args=[solution.slug])


def data_in(page: str) -> dict:
    text = page.partition('<script type="application/ld+json">')[2]
    return json.loads(text.partition("</script>")[0])


def test_a_solution_tells_its_price_on_one_basis(solution):
    page = page_of(solution)
    assert "5 triệu" in page
    assert "60 triệu" in page
    Solution.objects.update(price_unit="user_month")
    # For ten people, which is said.
    page = page_of(solution)
    assert "600 triệu" in page
    assert "10 người" in page


def test_a_solution_tells_which_questions_of_each_index_it_raises(solution):
    version = make_index_version()
    code, *_others = version.index.codes
    named = [{"question": code, "lift": 1}]
    Solution.objects.update(improves=named, index_id=version.index_id)
    page = page_of(solution)
    assert version.index.short_title["vi"] in page
    assert f">{code}</span>" in page


def test_an_index_that_is_known_in_part_raises_nothing(solution):
    make_version_of("dbi-2023-sme")
    make_index_version()
    assert page_of(solution)


def test_a_certificate_that_ran_out_says_so(solution):
    page = page_of(solution)
    assert "hiệu lực đến 01/01/2099" in page
    assert "hết hạn ngày 01/01/2020" in page


def test_what_is_not_on_offer_has_no_page(solution):
    Solution.objects.update(is_active=False)
    assert Client().get(address_of(solution)).status_code == 404


@pytest.mark.parametrize(
    "closed",
    [
        {"vetted_until": date(2020, 1, 1)},
        {"paused_until": timezone.localdate() + timedelta(days=3)},
    ],
    ids=["not vetted", "pausing"],
)
def test_whoever_cannot_be_asked_has_no_button(solution, closed):
    asking = reverse("providers:ask_from_page", args=[solution.slug])
    assert asking in page_of(solution)
    Provider.objects.update(**closed)
    assert asking not in page_of(solution)


def test_asking_without_an_account_leads_to_one_and_back(solution):
    asking = reverse("providers:ask_from_page", args=[solution.slug])
    assert asking in Client().get(asking).url


def test_asking_without_a_result_leads_to_the_questions(client, solution, visit, owner):
    asking = reverse("providers:ask_from_page", args=[solution.slug])
    page = visit("get", owner, asking)
    assert_clean_page(page)
    assert reverse("survey:start") in page.content.decode()


def test_asking_with_a_result_leads_to_the_page_with_the_consent(
    visit, owner, result, solution
):
    asking = reverse("providers:ask_from_page", args=[solution.slug])
    answer = visit("get", owner, asking)
    assert answer.url == reverse("roadmap:ask", args=[result.public_id, solution.slug])


def test_search_engines_are_told_no_more_than_the_page_says(solution):
    name = "</script><b>Sao & Mai"
    Solution.objects.update(name={"vi": name, "en": name})
    page = page_of(solution)
    assert "</script><b>" not in page
    data = data_in(page)
    assert data["name"] == name
    assert data["offers"]["priceCurrency"] == "VND"
    assert data["provider"]["aggregateRating"]["reviewCount"] == 12
    for unsaid in ("email", "telephone", "contactPoint"):
        assert unsaid not in json.dumps(data)


def test_complaints_that_were_upheld_are_counted(solution):
    assert Complaint.objects.count() == 0
    page = page_of(solution)
    assert "Khiếu nại được kết luận là đúng" in page


def test_the_sitemap_lists_what_is_vetted_and_on_offer(client, solution):
    hidden = make_solution(make_provider("Cũ", "cu", vetted_until=None), "het")
    listed = client.get("/sitemap.xml").content.decode()
    assert address_of(solution) in listed
    assert address_of(hidden) not in listed
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"most": "60 triệu"}, 1),
        ({"most": "59.000.000"}, 0),
        ({"kind": "service"}, 1),
        ({"kind": "hardware"}, 0),
        ({"most": "không biết"}, 1),
        ({"most": "không biết", "kind": "hardware"}, 0),
    ],
)
def test_the_directory_is_filtered_by_kind_and_by_the_first_year(
    client, solution, query, count
):
    page = client.get(reverse("providers:directory"), query)
    assert page.context["page"].paginator.count == count


def test_whoever_comes_to_a_place_is_found_by_it(client, solution):
    Provider.objects.update(online=False, areas=["25747"])
    address = reverse("providers:directory")
    elsewhere = next(code for code in areas() if code != "25747")
    for place, count in (("25747", 1), (elsewhere, 0)):
        page = client.get(address, {"place": place})
        assert page.context["page"].paginator.count == count


@pytest.mark.sql
def test_a_page_takes_as_many_queries_with_many_solutions(
    client, solution, django_assert_max_num_queries
):
    page = reverse("providers:provider", args=[solution.provider.slug])
    with django_assert_max_num_queries(8) as few:
        client.get(page)
    for number in range(20):
        make_solution(solution.provider, f"web-{number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(page)
