"""The public directory: whom it lists, how it is searched, what it says of a provider."""

from datetime import date

import pytest
from django.urls import reverse

from tests.builders import make_provider, make_solution

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(db):
    stock = [{"capability": "supply.stock", "lift": 3}]
    make_solution(
        make_provider("Công ty Đồng Xanh", "dong-xanh"),
        "kho",
        sectors=["G"],
        sizes=["small"],
        improves=stock,
    )
    make_solution(
        make_provider("Công ty Áo Dài", "ao-dai"),
        "may",
        sectors=["C"],
        improves=[{"question": "3.1.1", "lift": 1}],
    )
    make_solution(
        make_provider("Hết hạn", "het-han", vetted_until=date(2020, 1, 1)), "cu"
    )
    make_solution(make_provider("Chưa", "chua", vetted_until=None), "moi")


def listed(client, **query):
    page = client.get(reverse("providers:directory"), query).context["page"]
    return [provider.slug for provider in page]


def test_the_directory_lists_vetted_providers_in_vietnamese_order(client, directory):
    assert listed(client) == ["ao-dai", "dong-xanh"]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({"q": "dong xanh"}, ["dong-xanh"]),
        ({"q": "ĐỒNG"}, ["dong-xanh"]),
        ({"sector": "G"}, ["dong-xanh"]),
        ({"sector": "A"}, []),
        ({"size": "micro"}, ["ao-dai"]),
        ({"sector": "nonsense"}, ["ao-dai", "dong-xanh"]),
        ({"page": "99"}, ["ao-dai", "dong-xanh"]),
        ({"area": "supply"}, ["dong-xanh"]),
        ({"area": "trade"}, []),
        ({"q": "%"}, []),
    ],
)
def test_the_directory_is_searched_and_filtered_by_its_address(
    client, directory, query, slugs
):
    assert listed(client, **query) == slugs


def test_an_empty_search_says_what_to_do(client, directory):
    assert (
        "Bỏ các bộ lọc"
        in client.get(reverse("providers:directory"), {"q": "zzz"}).content.decode()
    )


def test_the_directory_takes_as_many_queries_for_many_providers(
    client, directory, django_assert_num_queries
):
    # How many, keys of the page, providers, solutions.
    with django_assert_num_queries(4):
        listed(client)
    for number in range(30):
        make_solution(make_provider(f"Nhà {number}", f"nha-{number}"), f"web-{number}")
    with django_assert_num_queries(4):
        assert len(listed(client)) == 20


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("het-han", "hết hiệu lực"),
        ("chua", "Chưa được thẩm định"),
        ("ao-dai", "Thẩm định đến"),
    ],
)
def test_a_provider_page_tells_the_state_of_vetting(client, directory, slug, words):
    assert (
        words in client.get(reverse("providers:provider", args=[slug])).content.decode()
    )


def test_no_page_tells_an_address_or_a_number_to_call(client):
    reached = {"email": "goi@sao.example", "phone": "0900 000 009"}
    provider = make_provider(**reached)
    make_solution(provider)
    for page in (
        reverse("providers:directory"),
        reverse("providers:provider", args=[provider.slug]),
    ):
        shown = client.get(page).content.decode()
        assert provider.organisation.name in shown
        for words in (*reached.values(), "0900000009", "tel:"):
            assert words not in shown
