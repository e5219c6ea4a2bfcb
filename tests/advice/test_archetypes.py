"""Forty typical firms of the city are advised as a good consultant of their trade would."""

import pytest

from roadmap.advising.archetypes import QUARTER, Archetype, archetypes, first_things
from roadmap.advising.steps import begun_before, cost_together
from scoring.rules import NOT_ANSWERED

FIRMS = list(archetypes())


def every_firm(name: str = ""):
    """For every firm; strictly expected to fail where the data says so, and why."""
    params = []
    for firm in FIRMS:
        marks = []
        if name in firm.open:
            marks = [pytest.mark.xfail(reason=firm.open[name], strict=True)]
        params.append(pytest.param(firm, id=firm.id, marks=marks))
    return pytest.mark.parametrize("firm", params)


def test_forty_firms_are_read_each_by_a_name_of_its_own():
    assert len(FIRMS) == 40
    assert len({firm.id for firm in FIRMS}) == 40
    for texts in (*[f.name for f in FIRMS], *[f.says for f in FIRMS]):
        assert texts["vi"].strip()
        assert texts["en"].strip()


@every_firm()
def test_what_is_said_of_a_firm_is_about_its_index(firm: Archetype):
    expected = firm.expected
    of_choice = [code for codes in expected.first_of for code in codes]
    named = {*firm.answers, *expected.first, *expected.never, *of_choice}
    assert named <= set(firm.index.codes)
    ways = firm.advised.advice.asked_of(firm.variant)
    assert set(firm.firm.ways) == set(ways)
    assert NOT_ANSWERED not in [
        firm.levels[firm.index.places[code]] for code in firm.index.asked(named)
    ]
    assert firm.level is not None
    assert expected.at_most
    assert set(firm.open) <= {"first", "never", "at_most", "at_once"}


@every_firm()
def test_the_next_level_is_reached_for_every_firm(firm: Archetype):
    assert firm.counsel.reached >= firm.target


@every_firm("first")
def test_what_a_consultant_would_begin_with_is_among_the_first_three(firm: Archetype):
    first = first_things(firm.counsel.steps)
    assert set(firm.expected.first) <= set(first)
    for codes in firm.expected.first_of:
        assert set(codes) & set(first), codes


@every_firm("never")
def test_what_makes_no_sense_for_a_firm_is_never_advised(firm: Archetype):
    advised = {step.question for step in firm.counsel.steps}
    assert not advised & set(firm.expected.never)


@every_firm("at_most")
def test_the_first_three_months_cost_no_more_than_a_consultant_would_dare(
    firm: Archetype,
):
    begun = begun_before(firm.counsel.steps, QUARTER)
    _least, most = cost_together(begun)
    assert most <= firm.expected.at_most


@every_firm("at_once")
def test_no_more_is_begun_at_once_than_people_can_do(firm: Archetype):
    most = firm.expected.at_once
    begun = {step.question for step in begun_before(firm.counsel.steps, 1)}
    assert most is None or len(begun) <= most


@every_firm()
def test_something_of_what_the_owner_wants_begins_within_three_months(firm: Archetype):
    """Where the plan has any: who sees nothing of what he wants for half a year gives up."""
    wanted = [
        step for step in firm.counsel.steps if firm.advised.served_by(step.question)
    ]
    assert not wanted or begun_before(wanted, QUARTER)
