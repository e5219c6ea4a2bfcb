"""From codes and numbers to words, in both languages."""

import pytest
from django.utils import translation

from providers.matching import explain
from providers.matching.content import content_of
from providers.matching.explain import describe
from tests.builders import (
    NOW,
    make_result,
)
from tests.providers.matching.examples import large, match, offer, shop

pytestmark = pytest.mark.django_db


def test_lines_speak_of_levels_only_where_the_decision_counts_them():
    offer("nhieu", ("customers.crm", 2), ("it.automation", 1), ("web.brand", 1))
    with translation.override("en"):
        index, result = shop()
        (told,) = describe(match(result), index).suggestions
        assert [gap.line.partition(": ")[2].split(",")[0] for gap in told.gaps] == [
            "put to use",
            "0.69 points more",
        ]
        index, result = large()
        lines = [gap.line for gap in describe(match(result), index).suggestions[0].gaps]
    assert any(
        line.startswith("Marketing and brand management: from level 2 to level 3")
        for line in lines
    )


def test_the_reason_says_how_many_steps_of_the_way_up_it_helps_with():
    _, result = shop()
    offer(
        "tat-ca",
        *[
            (name, 3)
            for name in ("sales.pos_hardware", "finance.cashless", "finance.invoices")
        ],
    )
    content = match(result)
    index = result.index_version.index_in("retail")
    with translation.override("en"):
        (told,) = describe(content, index).suggestions
    assert any("steps of your easiest way up" in reason for reason in told.reasons)


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
