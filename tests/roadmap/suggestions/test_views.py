"""The page of suggestions."""

import pytest
from django.urls import reverse

from providers import views
from providers.models import Recommendation
from tests.builders import make_provider, make_solution

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


def test_the_result_page_offers_to_store_and_then_shows_the_suggestions(
    visit, owner, result, solution, where
):
    """No write on GET: the block sends a POST by itself where scripts run, and has a
    button where they do not.
    """
    address = reverse("reports:result", args=[result.public_id])
    before = visit("get", owner, address).content.decode()
    assert f'hx-post="{where}"' in before
    assert "Giải pháp web" not in before
    assert not Recommendation.objects.exists()
    visit("post", owner, where, {})
    assert "Giải pháp web" in visit("get", owner, address).content.decode()
