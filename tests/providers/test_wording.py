"""Every code of matching and leads has its words, and no word is left without a code."""

import string

import pytest
from django.utils import translation

from providers.matching.rules import FIRM, RULES
from providers.models import Lead, Solution
from providers.wording import (
    BASES,
    CONFIDENCE,
    KINDS,
    LEFT_OUT,
    PRICES,
    PROBLEMS,
    STATE_BADGES,
    STATES,
    problem,
)
from providers.wording import RULES as RULE_NAMES
from registry.supports import supports


def test_every_rule_that_may_give_way_has_a_name_and_says_what_it_left_out():
    soft = set(RULES) - FIRM
    assert set(RULE_NAMES) == soft
    assert set(LEFT_OUT) == soft | {"conflict", "never_vetted", "paused_openly"}


@pytest.mark.parametrize("words", [STATES, STATE_BADGES])
def test_every_state_of_a_request_has_words_and_a_colour(words):
    assert set(words) == set(Lead.State.values)


@pytest.mark.parametrize("words", [PRICES, BASES])
def test_every_way_to_pay_has_words(words):
    assert set(words) == set(Solution.Unit.values)


def test_every_kind_of_solution_has_words():
    assert set(KINDS) == set(Solution.Kind.values)


def test_every_confidence_of_the_support_registry_has_words():
    assert {item["confidence"] for item in supports().values()} <= set(CONFIDENCE)


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_problem_is_said_in_both_languages(code):
    vietnamese = problem(code)
    with translation.override("en"):
        english = problem(code)
    assert vietnamese != english
    assert english[-1] in string.punctuation


def test_a_problem_without_words_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        problem("no_such_code")
