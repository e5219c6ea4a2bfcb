"""An option that is worth several points is one thing to do."""

import pytest

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.queries import advice_of
from indexes.advice.taken_up import goes_on, whole_options
from tests.scoring.paths import real_index

SAFETY = "2.4"
INDEX = real_index("dbi-2025-sme", "food-beverage")
ADVICE = advice_of("dbi-2025-sme")
TOLD = ADVICE.question(SAFETY).options
QUESTION = INDEX.questions[SAFETY]
SINGLE = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]


@pytest.mark.parametrize(
    ("had", "start", "whole"),
    [
        (["none"], 0, [(0, 1), (1, 2), (2, 3), (3, 5)]),
        (["antivirus"], 1, [(1, 2), (2, 3), (3, 5)]),
        # Whoever has it has both of its points.
        (["full"], 2, [(2, 3), (3, 4), (4, 5)]),
    ],
)
def test_its_levels_are_one_step(had, start, whole):
    assert whole_options(SINGLE[start:], QUESTION, TOLD, had) == whole
    for first, _last in whole:
        assert not goes_on(QUESTION, TOLD, had, first)


@pytest.mark.parametrize(("end", "last"), [(3, (2, 3)), (4, (3, 5)), (5, (3, 5))])
def test_none_is_done_by_half(end, last):
    advised = Advised(INDEX, [0] * len(INDEX.codes), ADVICE, Firm("micro"))
    assert advised.steps_between(SAFETY, 0, end)[-1] == last


def test_levels_and_options_without_an_order_stay_single():
    advised = Advised(INDEX, [0] * len(INDEX.codes), ADVICE, Firm("micro"))
    for code in ("3.1", "2.1"):
        assert advised.steps_between(code, 0, 3) == SINGLE[:3]


@pytest.mark.parametrize(
    ("firm", "has"),
    [
        (Firm("micro", employees=1), True),
        (Firm("micro", employees=2, is_household=True), True),
        (Firm("micro", employees=2), False),
        (Firm("micro", employees=3, is_household=True), False),
        (Firm("micro"), False),
    ],
)
def test_who_works_alone_and_a_household_of_two_has_phones_only(firm, has):
    assert firm.has_phones_only is has
    assert ("phone" in TOLD[0].told_to(firm).task["en"]) is has
