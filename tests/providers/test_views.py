"""The pages of suggestions and of the directory."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from providers import views
from providers.matching import explain
from providers.matching.content import content_of
from providers.models import Recommendation
from tests.builders import NOW, make_provider, make_result, make_solution

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def where(result):
    return reverse("providers:suggestions", args=[result.public_id])


def test_looking_at_suggestions_stores_nothing(visit, owner, where, solution):
    page = visit("get", owner, where)
    assert "Giải pháp web" in page.content.decode()
    assert not Recommendation.objects.exists()


def test_a_budget_stores_the_suggestions_with_the_result(
    visit, owner, where, result, solution
):
    visit("post", owner, where, {"budget": "50 triệu"})
    stored = result.recommendations.get()
    assert stored.budget == 50_000_000
    assert "50.000.000" in visit("get", owner, where).content.decode()


def test_many_budgets_in_a_row_are_slowed_down(
    visit, owner, where, solution, monkeypatch
):
    monkeypatch.setattr(views, "AN_HOUR", 2)
    answers = [
        visit("post", owner, where, {"budget": f"{number} triệu"}).status_code
        for number in (5, 6, 7)
    ]
    assert answers == [302, 302, 429]
    assert Recommendation.objects.count() == 2


def test_a_budget_that_cannot_be_read_is_told_and_kept(visit, owner, where, solution):
    page = visit("post", owner, where, {"budget": "nhiều lắm"}).content.decode()
    assert "nhiều lắm" in page
    assert 'id="budget-error"' in page
    assert not Recommendation.objects.exists()


def test_the_block_of_the_result_page_stores_without_a_reload(
    visit, owner, where, result, solution
):
    page = visit(
        "post", owner, where, {}, headers={"hx-request": "true"}
    ).content.decode()
    assert page.strip().startswith('<div id="who-can-help"')
    assert "Giải pháp web" in page
    assert result.recommendations.count() == 1


def test_the_page_says_why_in_both_languages(visit, owner, where, solution, client):
    vietnamese = visit("get", owner, where).content.decode()
    assert "Website: từ mức 1 lên mức 3, thêm 2 điểm" in vietnamese
    client.cookies["django_language"] = "en"
    english = client.get(where).content.decode()
    assert "Website: from level 1 to level 3, 2 points more" in english
    assert "5 million dong to 9 million dong, paid once" in english


def test_nothing_calls_the_rules_ai(visit, owner, where, solution):
    """A marketplace labels its rule-based text "AI"."""
    page = visit("get", owner, where).content.decode()
    assert "quy tắc cố định" in page
    for word in (" AI", "AI ", "trí tuệ nhân tạo"):
        assert word not in page


def test_the_page_never_ends_in_an_empty_list(visit, owner, where):
    """UK Help to Grow: 830 of 100,000 vouchers used, near-empty lists."""
    make_solution(make_provider("Lớn", "lon"), "lon", sizes=["large"])
    page = visit("get", owner, where).content.decode()
    assert (
        "Điều kiện loại nhiều nhất là cỡ doanh nghiệp được phục vụ: 1 giải pháp" in page
    )
    assert "Giải pháp lon" in page
    assert "Dành cho doanh nghiệp cỡ khác" in page


def test_an_empty_directory_says_what_to_do(visit, owner, where):
    assert "Danh bạ chưa có giải pháp" in visit("get", owner, where).content.decode()


def test_a_stored_suggestion_whose_provider_lost_its_vetting_cannot_be_asked(
    visit, owner, where, provider, solution
):
    visit("post", owner, where, {})
    provider.vetted_until = None
    provider.save()
    page = visit("get", owner, where).content.decode()
    assert "Giải pháp web" in page
    assert "hiện chưa được thẩm định" in page
    assert "/ket-noi/" not in page


def test_stored_suggestions_say_so_when_they_would_be_others_today(
    visit, owner, where, provider, solution
):
    words = "đã thay đổi"
    visit("post", owner, where, {})
    assert words not in visit("get", owner, where).content.decode()
    solution.price_from = solution.price_from + 1
    solution.save()
    assert words in visit("get", owner, where).content.decode()
    visit("post", owner, where, {})
    assert words not in visit("get", owner, where).content.decode()


def test_the_explanation_says_what_the_decree_could_pay(solution):
    solution.support_item = "dx_solutions"
    solution.save()
    result = make_result(level=1, size="small")
    content = content_of(result, budget=None, now=NOW)
    assert content["suggestions"][0]["support"]["payable"] == 4_500_000, (
        "half of the higher price"
    )
    with translation.override("vi"):
        (told,) = explain.describe(content, result.index_version.index).suggestions
    assert (
        "tối đa 50\u00a0% và 50 triệu đồng một năm, ở đây nhiều nhất 4,5 triệu đồng"
        in told.support
    )
    assert "mới có một nguồn" in told.support


def test_the_page_takes_as_many_queries_for_many_solutions(
    client, owner, where, result, solution, django_assert_num_queries
):
    client.force_login(owner, "django.contrib.auth.backends.ModelBackend")
    client.post(where, {"budget": "50 triệu"})
    with django_assert_num_queries(10):
        client.get(where)
    for number in range(8):
        make_solution(make_provider(f"Nhà {number}", f"nha-{number}"), f"web-{number}")
    client.post(where, {"budget": "60 triệu"})
    with django_assert_num_queries(10):
        client.get(where)


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
    ("query", "found"),
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
    client, directory, query, found
):
    assert listed(client, **query) == found


def test_an_empty_search_says_what_to_do(client, directory):
    assert (
        "Bỏ các bộ lọc"
        in client.get(reverse("providers:directory"), {"q": "zzz"}).content.decode()
    )


def test_the_directory_takes_as_many_queries_for_many_providers(
    client, directory, django_assert_num_queries
):
    with django_assert_num_queries(3):  # count, providers, solutions
        listed(client)
    for number in range(30):
        make_solution(make_provider(f"Nhà {number}", f"nha-{number}"), f"web-{number}")
    with django_assert_num_queries(3):
        assert len(listed(client)) == 20


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("het-han", "hết hạn"),
        ("chua", "Chưa được thẩm định"),
        ("ao-dai", "Thẩm định đến"),
    ],
)
def test_a_provider_page_tells_the_state_of_vetting(client, directory, slug, words):
    assert (
        words in client.get(reverse("providers:provider", args=[slug])).content.decode()
    )


def test_an_administrator_vets_and_the_deed_is_recorded(admin_client, directory):
    provider = make_provider("Mới", "moi-nha", vetted_until=None)
    until = timezone.localdate() + timedelta(days=365)
    answer = admin_client.post(
        reverse("admin:providers_provider_change", args=[provider.pk]),
        {
            "vetted_until": until.isoformat(),
            "solutions-TOTAL_FORMS": 0,
            "solutions-INITIAL_FORMS": 0,
        },
    )
    assert answer.status_code == 302
    provider.refresh_from_db()
    assert provider.vetted_until == until
    assert (
        provider.organisation.events.get(action="provider.vetted").details["until"]
        == until.isoformat()
    )


def test_the_result_page_offers_to_store_and_then_shows_the_suggestions(
    visit, owner, result, solution, where
):
    """No write on GET: the block sends a POST by itself where scripts run, and has a button where they do not."""
    address = reverse("reports:result", args=[result.public_id])
    before = visit("get", owner, address).content.decode()
    assert f'hx-post="{where}"' in before
    assert "Giải pháp web" not in before
    assert not Recommendation.objects.exists()
    visit("post", owner, where, {})
    assert "Giải pháp web" in visit("get", owner, address).content.decode()
