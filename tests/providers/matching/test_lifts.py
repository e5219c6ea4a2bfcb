"""By how many levels a solution raises a question: tools, options, groups, whole answers."""

import numpy as np
import pytest

from providers.matching.entries import Entries
from providers.matching.lifts import lifts_of
from tests.builders import (
    make_solution,
    make_version_of,
)
from tests.providers.matching.examples import large, lifts, offer, shop

pytestmark = pytest.mark.django_db


def test_a_tool_is_put_to_use_by_a_lift_of_two_and_not_by_a_little_help():
    index, result = shop()
    assert lifts(index, result, offer("ca", ("customers.loyalty", 3))) == {
        "7.2.01-16": 1
    }
    assert lifts(index, result, offer("mot-chut", ("customers.loyalty", 1))) == {}


def test_one_capability_speaks_to_every_index():
    solution = offer("crm", ("customers.crm", 2))
    index, result = shop()
    assert lifts(index, result, solution) == {"7.2.01-10": 1}
    old = make_version_of("dbi-2021-sme").index
    levels = np.zeros(60, np.int64)
    (row,) = lifts_of(old, Entries([solution]), levels, {})
    assert row.nonzero()[0].tolist() == [old.codes.index("3.2.7")]


def test_a_question_named_by_its_code_counts_for_its_own_index_only():
    solution = make_solution(
        improves=[{"question": "2.2", "lift": 1}], index_id="dbi-2025-sme"
    )
    index, result = shop()
    assert lifts(index, result, solution) == {"2.2": 1}
    solution.index_id = "dbi-2021-sme"
    assert lifts(index, result, solution) == {}


def test_an_option_that_is_picked_already_is_not_brought_again():
    solution = offer("kenh", ("web.site", 3), ("office.email", 2))
    index, result = shop(q_2_5=["social"])
    assert lifts(index, result, solution, q_2_5=["social"])["2.5"] == 2
    index, result = shop(q_2_5=["email", "social"])
    assert lifts(index, result, solution, q_2_5=["email", "social"])["2.5"] == 1
    index, result = shop(q_2_5=["email", "website"])
    assert "2.5" not in lifts(index, result, solution, q_2_5=["email", "website"])
    index, result = shop(q_2_5=["none"])
    assert lifts(index, result, solution, q_2_5=["none"])["2.5"] == 2


def test_nothing_is_raised_beyond_what_the_index_advises():
    cloud = offer("dam-may", ("it.cloud", 3))
    index, result = shop(q_2_1=[])
    assert lifts(index, result, cloud, q_2_1=[])["2.1"] == 1
    index, result = shop(q_2_1=["google"])
    assert "2.1" not in lifts(index, result, cloud, q_2_1=["google"])
    self_rating = make_solution(
        improves=[{"question": "2.6", "lift": 2}], index_id="dbi-2025-sme"
    )
    assert lifts(index, result, self_rating) == {}


def test_a_group_rises_by_the_mean_of_its_criteria_when_half_of_them_rise():
    index, result = large()
    assert lifts(index, result, offer("rong", ("customers.journey", 2)))["1.2"] == 2
    assert "1.4" not in lifts(index, result, offer("hep", ("customers.feedback", 4)))
    assert lifts(index, result, offer("nua", ("web.brand", 1)))["2.1"] == 1
