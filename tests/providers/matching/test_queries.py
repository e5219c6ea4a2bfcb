"""What is read of recommendations, and who helps with a question."""

from datetime import timedelta

import pytest

from providers.matching.queries import helping_solutions
from providers.models import Solution
from tests.builders import (
    NOW,
)
from tests.providers.matching.examples import (
    offer,
    shop,
)

pytestmark = pytest.mark.django_db


@pytest.mark.sql
def test_helpers_of_a_question_come_best_first_and_within_the_rules():
    _, result = shop()
    offer("it", ("it.automation", 1))
    offer("nhieu", ("it.automation", 3))
    offer("cung-nhieu", ("it.automation", 3), ("customers.crm", 2))
    offer("het-ban", ("it.automation", 3), is_active=False)
    offer("nganh-khac", ("it.automation", 3), sectors=["A"])
    out = offer("het-han", ("it.automation", 3))
    out.provider.vetted_until = NOW.date() - timedelta(days=1)
    out.provider.save()
    full = offer("kin", ("it.automation", 3))
    full.provider.capacity_per_month = 0
    full.provider.save()
    found = helping_solutions(
        result, ["2.2", "7.2.01-10", "7.2.01-01", "khong-co"], NOW
    )
    assert {
        code: [one.slug for one in solutions] for code, solutions in found.items()
    } == {
        "2.2": ["cung-nhieu", "nhieu", "it"],
        "7.2.01-10": ["cung-nhieu"],
        "7.2.01-01": [],
        "khong-co": [],
    }


def test_helpers_take_three_queries_for_any_number_of_questions(
    django_assert_num_queries,
):
    index, result = shop()
    for number in range(8):
        offer(f"so-{number}", ("it.automation", 2))
    with django_assert_num_queries(3):
        found = helping_solutions(result, index.codes, NOW)
        assert {one.provider.organisation.name for one in found["2.2"]}
    assert Solution.objects.count() == 8
