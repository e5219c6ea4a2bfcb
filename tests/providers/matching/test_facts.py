"""The facts kept for and against a solution: points, gaps, reasons."""

import numpy as np
import pytest
from django.utils import translation

from providers.matching.explain import describe
from providers.matching.match import match_of
from scoring.evaluate import evaluate
from scoring.rules import NOT_APPLICABLE
from tests.builders import (
    NOW,
    make_result,
    make_solution,
)
from tests.providers.matching.examples import large, match, offer, shop

pytestmark = pytest.mark.django_db


def test_points_of_a_suggestion_are_what_scoring_gives_for_the_raised_answers():
    solution = make_solution(
        improves=[{"question": "1.1.1", "lift": 9}, {"question": "3.1.1", "lift": 1}]
    )
    result = make_result(level=3)
    rubric = result.index_version.index.rubric
    levels = np.frombuffer(result.levels, np.int8).tolist()
    (one,) = match(result)["suggestions"]
    for gap in one["gaps"]:
        position = [question.code for question in rubric.questions].index(
            gap["question"]
        )
        assert gap["from"] == levels[position]
        levels[position] = gap["to"]
    assert {gap["question"] for gap in one["gaps"]} == {
        part["question"] for part in solution.improves
    }
    assert (
        one["points"]
        == evaluate(rubric, levels).total - result.total
        == sum(gap["points"] for gap in one["gaps"])
    )


@pytest.mark.parametrize("firm", [shop, large])
def test_points_of_a_suggestion_are_points_of_the_total(firm):
    offer(
        "nhieu",
        ("customers.crm", 2),
        ("customers.loyalty", 2),
        ("customers.journey", 2),
    )
    index, result = firm()
    content = match(result)
    (one,) = content["suggestions"]
    levels = np.frombuffer(result.levels, np.int8).tolist()
    for gap in one["gaps"]:
        assert (
            levels[index.codes.index(gap["question"])] == gap["from"] != NOT_APPLICABLE
        )
        levels[index.codes.index(gap["question"])] = gap["to"]
    rises = evaluate(index.rubric, levels).total - result.total
    assert one["points"] == pytest.approx(rises, abs=len(one["gaps"]) + 1)
    assert content["unit"] == result.total_unit
    with translation.override("en"):
        (told,) = describe(content, index).suggestions
    assert 0 < float(told.points) < 30


def test_what_lies_on_the_easiest_way_up_comes_before_an_equal_gap_beside_it():
    _, result = shop()
    offer("a-mot", ("customers.loyalty", 2))
    offer("b-hai", ("customers.crm", 2))
    content = match(result)
    told = {
        one["solution"]: [why for why in one["why"] if why["code"] == "path"]
        for one in content["suggestions"]
    }
    on_path = [slug for slug, reasons in told.items() if reasons]
    assert [one["solution"] for one in content["suggestions"]][
        : len(on_path)
    ] == on_path
    for reasons in told.values():
        for reason in reasons:
            assert 1 <= reason["steps"] <= reason["of"]


def test_the_answers_on_the_way_up_are_named_first():
    _, result = shop()
    names = (
        "data.ai",
        "it.automation",
        "sales.pos_hardware",
        "finance.cashless",
        "finance.invoices",
    )
    offer("tat-ca", *[(name, 3) for name in names])
    found = match_of(result, None, NOW)
    ahead = {found.index.codes[place] for place in np.flatnonzero(found.path)}
    (one,) = match(result)["suggestions"]
    told = [gap["question"] in ahead for gap in one["gaps"]]
    assert told == sorted(told, reverse=True)
    assert any(told)
    assert not all(told)
