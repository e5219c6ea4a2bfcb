"""The page of suggestions."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.held import BEGUN
from providers.models import Recommendation, Solution
from roadmap.planning.position import Position, Target
from roadmap.services import make_roadmap
from roadmap.suggestions import views
from tests.builders import (
    NOW,
    make_assessment,
    make_organisation,
    make_provider,
    make_result,
    make_solution,
)
from tests.pages import assert_clean_page
from tests.personas import remembering
from tests.providers.leads.examples import form_data
from tests.providers.vetting.applying import suspend_now
from tests.roadmap.visits import address, page
from tests.survey.corrections.mended import mend, send

pytestmark = pytest.mark.django_db

BUDGET = {"budget": "50 triệu"}


@pytest.fixture
def solution(db) -> Solution:
    return make_solution(make_provider())


@pytest.fixture
def where(result) -> str:
    return address(result, "suggestions")


@pytest.fixture
def look(owner, result):
    return lambda: page(owner.client, result, "suggestions")


@pytest.fixture
def kept(result):
    """A roadmap of two steps for the website and one for the staff."""
    position = Position(result)
    return make_roadmap(
        result=result,
        after=position.with_moves({"1.1.1": 3, "2.1.1": 2}),
        target=Target(),
        by=None,
        now=NOW,
    )


def step_of(html: str, code: str) -> str:
    """What stands beside one step."""
    return re.search(rf'<li[^>]*id="buoc-{code}".*?\n</li>', html, re.DOTALL)[0]


def test_looking_at_suggestions_stores_nothing(look, solution):
    assert "Giải pháp web" in look()
    assert not Recommendation.objects.exists()


@pytest.mark.sql
def test_a_budget_stores_the_suggestions_with_the_result(
    owner, where, look, result, solution
):
    owner.client.post(where, BUDGET)
    stored = result.recommendations.get()
    assert stored.budget == 50_000_000
    assert "50.000.000" in look()


def test_what_is_stored_names_the_steps_of_the_roadmap(
    owner, where, result, solution, kept
):
    owner.client.post(where, BUDGET)
    steps = result.recommendations.get().content["steps"]
    assert {step["question"]: step["steps"] for step in steps} == {
        "1.1.1": 2,
        "2.1.1": 1,
    }


def test_a_request_stores_the_suggestions_that_the_page_showed(
    owner, result, look, solution, kept
):
    link = re.search(r'href="([^"]*/ket-noi/[^"]*)"', look())[1]
    owner.client.post(link, form_data())
    steps = result.recommendations.get().content["steps"]
    assert [step["question"] for step in steps] == ["1.1.1", "2.1.1"]


def test_many_budgets_in_a_row_are_slowed_down(owner, where, solution, monkeypatch):
    monkeypatch.setattr(views, "AN_HOUR", 2)
    answers = [
        owner.client.post(where, {"budget": f"{number} triệu"}).status_code
        for number in (5, 6, 7)
    ]
    assert answers == [302, 302, 429]
    assert Recommendation.objects.count() == 2


def test_a_budget_that_cannot_be_read_is_told_and_kept(owner, where, solution):
    html = owner.client.post(where, {"budget": "nhiều lắm"}).content.decode()
    assert "nhiều lắm" in html
    assert 'id="budget-error"' in html
    assert not Recommendation.objects.exists()


def test_suggestions_stand_beside_the_steps_of_the_roadmap(look, solution, kept):
    html = look()
    assert "Lộ trình còn 3 việc chưa làm" in html
    website = step_of(html, "1.1.1")
    assert "Website: mức 1 → 3" in website
    assert "Giải pháp web" in website
    assert "Giải pháp web" not in step_of(html, "2.1.1")


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_after_a_correction_the_old_page_tells_of_the_roadmap_that_moved(
    owner, solution, headers
):
    before = send(owner.organisation, level=1)
    after = Position(before).with_moves({"1.1.1": 3})
    make_roadmap(result=before, after=after, target=Target(), by=None, now=NOW)
    mend(before, level=2)
    old = address(before, "suggestions")
    html = owner.client.get(old, headers=headers).content.decode()
    assert "Website: mức 2 → 3" in html
    assert "Website: mức 1" not in html


def test_before_there_is_a_roadmap_the_steps_are_those_we_advise(look, solution):
    html = look()
    assert "chúng tôi khuyên anh/chị làm trước" in html
    assert html.count('<li class="stack" id="buoc-') > 1


def test_a_suggestion_has_four_lines_and_the_rest_is_one_tap_away(look, solution, kept):
    website = step_of(look(), "1.1.1")
    article = re.search(r"<article.*?</article>", website, re.DOTALL)[0]
    four, _, rest = article.partition("<details")
    lines = re.findall(r"<p[^>]*>(.*?)</p>", four, re.DOTALL)
    words = [re.sub(r"<[^>]*>|\s+", " ", line).strip() for line in lines]
    assert len(words) == 4
    assert words[0].startswith("Giải pháp web")
    assert "Website: từ mức 1 lên mức 3" in words[1]
    assert words[2].startswith("Năm đầu: từ 5 triệu đồng.")
    assert words[3].startswith("Giúp 2 trong 3 việc của anh/chị.")
    assert "5 triệu đồng đến 9 triệu đồng, trả một lần" in rest


def test_at_most_three_stand_beside_a_step_and_the_others_behind_a_tap(look, kept):
    for number in range(5):
        provider = make_provider(f"Nhà {number}", f"nha-{number}")
        # The last is dearer than a lot could make up for.
        price = 5_000_000 if number < 4 else 6_000_000
        make_solution(provider, f"web-{number}", price_from=price)
    website = step_of(look(), "1.1.1")
    assert website.count("<article") == 3
    assert "2 nơi khác cũng giúp được việc này" in website
    assert "Giải pháp web-4" in website.rpartition("<details")[2]


def test_a_step_nobody_serves_says_so_plainly(look, solution, kept):
    staff = step_of(look(), "2.1.1")
    assert "<article" not in staff
    assert "Danh bạ chưa có nhà cung cấp nào nhận việc này" in staff


def test_the_page_explains_state_support_once(look, kept):
    for number in range(3):
        make_solution(
            make_provider(f"Nhà {number}", f"nha-{number}"),
            f"web-{number}",
            support_item="dx_solutions",
        )
    html = look()
    assert html.count("Nghị định 80") == 1
    assert html.count("không phải quyết định hỗ trợ") == 1
    assert html.count("Nhà nước có thể hỗ trợ tới 2,5 triệu đồng") == 3


def test_who_helps_with_two_steps_has_one_place_to_ask(look, kept):
    both = [{"question": "1.1.1", "lift": 2}, {"question": "2.1.1", "lift": 1}]
    make_solution(improves=both)
    html = look()
    assert html.count("<article") == 2
    assert html.count('id="solution-web"') == 1
    assert html.count("/ket-noi/web/") == 1
    assert html.count('href="#solution-web"') == 1


def test_the_page_says_why_in_both_languages(owner, look, solution, kept):
    assert "Website: từ mức 1 lên mức 3" in look()
    owner.client.cookies["django_language"] = "en"
    html = look()
    assert "Website: from level 1 to level 3" in html
    assert "5 million dong to 9 million dong, paid once" in html


def test_after_the_first_three_steps_who_helps_stands_behind_a_tap(
    look, result, monkeypatch
):
    make_solution()
    monkeypatch.setattr(views, "IN_FULL", 0)
    website = step_of(look(), "1.1.1")
    before, _, folded = website.partition("<details")
    assert "<h2" in before
    assert "<article" not in before
    assert "<article" in folded
    monkeypatch.setattr(views, "IN_FULL", 1)
    assert "<article" in step_of(look(), "1.1.1").partition("<details")[0]


def test_the_page_says_how_it_is_ordered_and_calls_no_rules_ai(look, solution):
    """A marketplace labels its rule-based text "AI"."""
    html = look()
    assert "đứng trước là ai nâng được nhiều mức hơn" in html
    for word in (" AI", "AI ", "trí tuệ nhân tạo"):
        assert word not in html


def test_the_page_never_ends_in_an_empty_list(look):
    """UK Help to Grow: 830 of 100,000 vouchers used, near-empty lists."""
    make_solution(make_provider("Lớn", "lon"), "lon", sizes=["large"])
    html = look()
    assert (
        "Điều kiện loại nhiều nhất là cỡ doanh nghiệp được phục vụ: 1 giải pháp" in html
    )
    assert "Giải pháp lon" in html
    assert "Dành cho doanh nghiệp cỡ khác" in html


def test_an_empty_directory_says_what_to_do(look):
    assert "Danh bạ chưa có giải pháp" in look()


def test_what_one_rule_leaves_out_can_be_asked_for_from_the_page(owner, look, solution):
    make_solution(make_provider("Lớn", "lon"), "lon", sizes=["large"])
    link = re.search(r'href="([^"]*/ket-noi/lon/)"', look())[1]
    assert owner.client.get(link).status_code == 200


def test_without_an_account_it_is_said_once_that_asking_takes_one(client, solution):
    make_solution(make_provider("Khác", "khac"), "web-khac")
    unclaimed = make_result(make_assessment(make_organisation()), level=1)
    remembering(client, BEGUN, unclaimed.organisation)
    html = page(client, unclaimed, "suggestions")
    assert html.count('class="card suggestion"') > 1
    assert html.count("Lưu vào tài khoản") == 1
    assert html.count("Muốn hỏi thì cần tài khoản") == 1


def test_who_lost_its_vetting_is_suggested_no_more(owner, where, look, solution):
    owner.client.post(where, {})
    solution.provider.vetted_until = None
    solution.provider.save()
    html = look()
    assert "hiện chưa được thẩm định" in html
    assert "/ket-noi/" not in html


def test_who_was_suspended_since_it_was_stored_is_suggested_no_more(
    owner, where, look, solution
):
    make_solution(make_provider("Còn đây", "con-day"), "con-day")
    owner.client.post(where, {})
    assert "/ket-noi/web/" in look()
    suspend_now(solution.provider, timezone.now())
    html = look()
    assert "/ket-noi/web/" not in html
    assert "/ket-noi/con-day/" in html
    # Beside no step; only among those that do not fit, with the reason.
    name = solution.provider.organisation.name
    assert name not in step_of(html, "1.1.1")
    assert "hiện chưa được thẩm định" in html.rpartition(name)[2]


def test_the_page_takes_as_many_queries_for_many_solutions(
    owner, where, kept, solution, django_assert_num_queries
):
    owner.client.post(where, BUDGET)
    # Three of them: who works at both, who is hidden, and what was shown before today.
    with django_assert_num_queries(15):
        owner.client.get(where)
    for number in range(8):
        make_solution(make_provider(f"Nhà {number}", f"nha-{number}"), f"web-{number}")
    with django_assert_num_queries(15):
        owner.client.get(where)


def test_the_result_page_fetches_who_can_help_after_it_and_stores_nothing(
    owner, result, solution, where, kept
):
    """Where no scripts run a link leads to the page."""
    result_page = owner.client.get(reverse("reports:result", args=[result.public_id]))
    html = result_page.content.decode()
    assert f'hx-get="{where}"' in html
    assert f'href="{where}"' in html
    assert "Giải pháp web" not in html
    block = owner.client.get(where, headers={"hx-request": "true"}).content.decode()
    assert block.strip().startswith('<div id="who-can-help"')
    assert "Giải pháp web" in block
    assert "Danh bạ chưa có nhà cung cấp nào nhận việc này" in block
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_page_and_block_are_clean_in_english_too(owner, where, solution, headers):
    owner.client.cookies["django_language"] = "en"
    response = owner.client.get(where, headers=headers)
    if not headers:
        assert_clean_page(response)
    assert "First year:" in response.content.decode()


def test_a_provider_is_hidden_on_wish_and_comes_back(look, owner, result, solution):
    slug = solution.provider.slug
    where = reverse("roadmap:hide", args=[result.public_id])
    assert 'name="again"' not in look()
    assert f'form="hide" name="provider" value="{slug}"' in look()
    answer = owner.client.post(where, {"provider": slug})
    assert answer.url.endswith("#hidden")
    hidden = look()
    assert f'name="again" value="{slug}"' in hidden
    assert f'name="provider" value="{slug}"' not in hidden
    owner.client.post(where, {"again": slug})
    assert 'name="again"' not in look()
    assert f'name="provider" value="{slug}"' in look()
    assert owner.client.post(where, {"provider": "khong-co"}).status_code == 404
