"""An option that is worth several points is one thing to do."""

from itertools import combinations, pairwise

import pytest

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.queries import advice_of
from indexes.advice.taken_up import (
    goes_on,
    points_at_once,
    taken_up,
    whole_options,
)
from indexes.index.options import level_of_options, options_above
from tests.scoring.paths import ids_of_variants, real_index

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


def told_questions() -> list[tuple[dict, tuple]]:
    questions = []
    for index_id in ("dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"):
        variant = ids_of_variants(index_id)[0]
        index, advice = real_index(index_id, variant), advice_of(index_id)
        for code, question in index.questions.items():
            told = advice.question(code).options
            if told:
                questions.append((question, told))
    return questions


def test_only_what_no_answer_divides_is_one_step_over_several_levels():
    """Whatever a firm has already: no option that it lacks leads to a level in between."""
    jumps = set()
    for question, told in told_questions():
        single = [*pairwise(range(len(question["points"])))]
        for had in subsets(options_above(question, ())):
            now = level_of_options(question, had)
            for start, end in whole_options(single[now:], question, told, had):
                points = points_at_once(question, told, had, start, end)
                assert (points is None) == (end == start + 1)
                if points is None:
                    continue
                jumps.add((question["code"], start, end))
                there = {*had, *taken_until(question, told, had, start)}
                for other in options_above(question, there):
                    reached = level_of_options(question, {*there, other})
                    assert not start < reached < end, (had, other)
    assert jumps == {("2.4", 3, 5)}


def subsets(options: list[str]) -> list[tuple[str, ...]]:
    sizes = range(len(options) + 1)
    return [some for size in sizes for some in combinations(options, size)]


def taken_until(question: dict, told: tuple, had: tuple, level: int) -> set[str]:
    """What it takes up before it stands there."""
    options = taken_up(question, told, had)
    return {option.option.id for option in options if option.level <= level}
