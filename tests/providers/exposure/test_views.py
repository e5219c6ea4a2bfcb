"""What is counted of suggestions, and who is told what of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from providers.exposure.services import count_last_month
from providers.exposure.wording import OUTCOMES, REASONS
from providers.leads.services import accept_lead
from providers.matching.outcome import BEHIND, FIRST, LINE, WHY
from providers.matching.rules import RULES
from providers.matching.services import recommend
from providers.matching.suggestion import TELLING
from providers.models import MonthCount, Provider, Recommendation
from tests.builders import (
    NOW,
    make_assessment,
    make_lead,
    make_organisation,
    make_provider,
    make_result,
    make_solution,
)
from tests.pages import assert_clean_page

pytestmark = [pytest.mark.django_db]

NEXT_MONTH = NOW + timedelta(days=12)
FAIRNESS, SHOWN = reverse("providers:fairness"), reverse("providers:shown")


def asked_for(firms: int, **of_result) -> None:
    for number in range(firms):
        enterprise = make_organisation(name=f"Tiệm {number}")
        result = make_result(make_assessment(enterprise), level=1, **of_result)
        recommend(result=result, now=NOW)


@pytest.fixture
def counted(provider, solution, owner, staff):
    """Twelve firms: this provider fits ten of them, another one all."""
    make_solution(make_provider("Kia", "kia"), "kia")
    solution.sectors = ["I"]
    solution.save()
    asked_for(10, sector="I")
    asked_for(2, sector="A")
    result = Recommendation.objects.order_by("pk").first().result
    lead = make_lead(result, solution, by=owner)
    accept_lead(lead=lead, by=staff, now=NOW)
    return count_last_month(now=NEXT_MONTH)


@pytest.mark.sql
def test_a_month_is_counted_once_it_is_over_and_once_only(counted, provider):
    content = counted.content
    assert counted.month == date(2026, 11, 1)
    assert (content["recommendations"], content["providers"]) == (12, 2)
    assert content["accepted"] == 1
    assert content["accepted_gini"] == 0.5
    assert 0 < content["exposure_gini"] < 0.2
    assert content["cost"] == 0
    assert content["of"][str(provider.pk)]["first"] == 10
    # Two firms of another line; ten for whom it was made, which is a reason and no rule.
    assert content["of"][str(provider.pk)]["sector"] == 2
    assert content["of"][str(provider.pk)]["why.sector"] == 10
    assert count_last_month(now=NEXT_MONTH) is None
    assert count_last_month(now=NEXT_MONTH + timedelta(days=31)) is not None
    assert MonthCount.objects.count() == 2


def test_everybody_reads_the_rule_and_figures_of_enough_enterprises(client, counted):
    html = client.get(FAIRNESS).content.decode()
    assert_clean_page(html)
    assert "11/2026" in html
    assert "quá ít để nói" in html  # one request was accepted
    counted.content["recommendations"] = 9
    counted.save()
    assert "11/2026" not in client.get(FAIRNESS).content.decode()


@pytest.mark.sql
def test_a_provider_reads_why_and_in_numbers_why_not(visit, staff, counted):
    html = visit("get", staff, SHOWN).content.decode()
    assert_clean_page(html)
    # Ten in full and two for another line of business: two would be too few to be told.
    assert "<strong>12</strong>" in html
    assert "<strong>2</strong>" not in html
    assert "Tiệm" not in html


def test_before_anything_is_counted_the_pages_say_so(client, visit, staff):
    for page in (client.get(FAIRNESS), visit("get", staff, SHOWN)):
        assert 'class="empty"' in page.content.decode()


def test_each_provider_has_one_outcome_of_each_recommendation(provider, solution):
    full = make_provider("Đầy", "day", capacity_per_month=0)
    make_solution(full, "day")
    many = [make_provider(f"Nhà {number}", f"nha-{number}") for number in range(16)]
    for each in many:
        make_solution(each, each.slug, price_from=9_000_000)
    stored = recommend(result=make_result(level=1), now=NOW)
    outcome = {int(key): codes for key, codes in stored.outcome.items()}
    assert outcome[provider.pk][0] == "first"
    assert "why.path" in outcome[provider.pk]
    assert outcome[full.pk] == ["capacity"]
    others = {outcome[each.pk][0] for each in many}
    assert others == {"first", "line", "behind"}
    assert set(outcome) == set(Provider.objects.values_list("pk", flat=True))


def test_every_code_that_is_counted_has_its_words():
    assert set(OUTCOMES) == {FIRST, LINE, BEHIND, *RULES}
    assert set(REASONS) == {WHY + code for code in TELLING}
