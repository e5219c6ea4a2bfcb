"""Typical firms as data: their answers, their ways, what is expected of them."""

import pytest

from roadmap.advising.archetypes import FIRST, Expected, archetypes, first_things
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE

FIRMS = {firm.id: firm for firm in archetypes()}


def test_answers_that_are_named_stand_and_the_rest_is_as_said():
    firm = FIRMS["software-house"]
    places = firm.index.places
    assert firm.levels[places["3.2.3"]] == 5
    assert firm.levels[places["4.1.1"]] == 1
    assert firm.levels[places["1.1.1"]] == 3


def test_an_answer_may_be_the_options_that_a_firm_has():
    hotel = FIRMS["hotel"]
    assert hotel.chosen("2.5") == ["social", "email", "website"]
    assert hotel.levels[hotel.index.places["2.5"]] == 3
    assert hotel.advised.chosen("2.5") == hotel.chosen("2.5")
    assert FIRMS["spa"].chosen("2.5") == ()


def test_groups_are_answered_as_a_whole():
    firm = FIRMS["manufacturer-500"]
    places = firm.index.places
    # Shown from 1, kept from 0.
    assert firm.levels[places["1.1"]] == 2
    assert firm.levels[places["1.1.1"]] in (NOT_ANSWERED, NOT_APPLICABLE)


def test_a_firm_of_no_way_that_is_asked_about_knows_that_none_holds():
    ways = FIRMS["guest-house"].firm.ways
    assert ways
    assert not any(ways.values())


def test_the_target_is_the_next_level():
    for firm in FIRMS.values():
        assert firm.target == firm.level + 1


def test_three_things_come_first_or_as_many_as_are_named():
    assert FIRMS["guest-house"].expected.begins_with == FIRST
    named = tuple("abcd")
    assert Expected(first=named).begins_with == len(named) > FIRST


def test_two_levels_of_one_question_are_one_thing_to_do():
    steps = FIRMS["bread-cart"].counsel.steps
    things = first_things(steps)
    assert len(things) == FIRST
    assert steps[0].question in things


def test_a_tool_and_what_the_law_asks_of_it_are_one_thing_to_do():
    pumps, invoices, *_others = steps = FIRMS["fuel-station"].counsel.steps
    assert invoices.bought_with == pumps.question
    assert len(first_things(steps)) == FIRST + 1


@pytest.mark.parametrize("index", ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"])
def test_every_index_that_can_be_answered_has_firms(index):
    firms = [firm for firm in FIRMS.values() if firm.index_id == index]
    assert len(firms) >= 3
