"""Forty typical firms of the city are advised as a good consultant of their trade would."""

import re
from itertools import pairwise

import pytest
from django.utils import translation

from indexes.advice.absent import NEXT
from indexes.advice.advised import FLOOR
from roadmap.advising.archetypes import Archetype, archetypes, first_things
from roadmap.advising.lines import funds
from roadmap.advising.page import page_of, task_of
from roadmap.advising.steps import begun_before, cost_together, first_part
from roadmap.advising.wording import why_so_far
from roadmap.planning.likely import Price, likely_sum
from roadmap.planning.plan import LONG, QUARTER, is_before
from roadmap.planning.subsidies import money_range
from scoring.rules import NOT_ANSWERED
from tests.roadmap.planning.written import most_written

FIRMS = list(archetypes())


every_firm = pytest.mark.parametrize("firm", FIRMS, ids=lambda firm: firm.id)


def every_wish(of: str):
    """Each thing expected of each firm; strictly expected to fail where just that is waived."""
    params = []
    for firm in FIRMS:
        waived = {_name(waiver.what): waiver for waiver in firm.open if waiver.of == of}
        wishes = getattr(firm.expected, of)
        if isinstance(wishes, int):
            params += _of_number(firm, wishes, [*waived.values()])
            continue
        for wish in wishes:
            waiver = waived.get(_name(wish))
            params.append(_param(firm, wish, waiver))
    return pytest.mark.parametrize(("firm", "wish"), params)


def _of_number(firm: Archetype, most: int, waivers: list) -> list:
    """What comes out instead of a waived number is held in its place."""
    params = [_param(firm, most, waivers[0] if waivers else None)]
    for waiver in waivers:
        params.append(_param(firm, waiver.what, None))
    return params


def _param(firm: Archetype, wish, waiver):
    marks = []
    if waiver is not None:
        why = waiver.why
        marks = [pytest.mark.xfail(reason=why, strict=True, raises=AssertionError)]
    return pytest.param(firm, wish, id=f"{firm.id}-{_name(wish)}", marks=marks)


def _name(wish) -> str:
    return wish if isinstance(wish, str) else str(wish)


def test_forty_firms_are_read_each_by_a_name_of_its_own():
    assert len(FIRMS) == 40
    assert len({firm.id for firm in FIRMS}) == 40
    for texts in (*[f.name for f in FIRMS], *[f.says for f in FIRMS]):
        assert texts["vi"].strip()
        assert texts["en"].strip()


@every_firm
def test_what_is_said_of_a_firm_is_about_its_index(firm: Archetype):
    expected = firm.expected
    of_choice: list[str] = []
    for codes in (*expected.first_of, *expected.in_order):
        of_choice += codes
    begun = {*expected.first, *of_choice}
    named = {*firm.answers, *begun, *expected.told, *expected.never}
    assert named <= set(firm.index.codes)
    ways = firm.advised.advice.asked_of(firm.variant)
    assert set(firm.firm.ways) == set(ways)
    assert NOT_ANSWERED not in [
        firm.levels[firm.index.places[code]] for code in firm.index.asked(named)
    ]
    assert firm.level is not None
    assert expected.at_most > 0
    assert expected.at_once > 0


def test_nothing_that_a_consultant_expects_is_waived():
    # Whoever waives something says here why it is no fault of the advice.
    assert [firm.id for firm in FIRMS if firm.open] == []


@every_firm
def test_the_next_level_is_reached_for_every_firm(firm: Archetype):
    assert firm.counsel.reached >= firm.target


@every_firm
def test_one_level_at_a_time_is_raised_where_an_answer_gives_it(firm: Archetype):
    for step in firm.counsel.steps:
        question = firm.index.rubric.questions[firm.index.places[step.question]]
        levels = question.steps_between(step.from_level, step.to_level)
        code = step.question
        reason = why_so_far(firm.advised, code, step.from_level, step.to_level)
        assert (len(levels) > 1) == bool(reason), step


def test_the_only_steps_over_two_levels_are_those_without_an_answer_in_between():
    over_two = set()
    for firm in FIRMS:
        for step in firm.counsel.steps:
            kind = firm.index.questions[step.question]["kind"]
            if kind == "multiple" and step.to_level - step.from_level > 1:
                over_two.add((step.question, step.from_level, step.to_level))
    assert over_two == {("2.4", 3, 5)}


@every_wish("first")
def test_what_a_consultant_would_begin_with_is_among_the_first_things(firm, wish):
    assert wish in first_things(firm.counsel.steps, firm.expected.begins_with)


@every_wish("first_of")
def test_one_of_what_a_consultant_would_begin_with_is_among_the_first_three(firm, wish):
    assert set(wish) & first_things(firm.counsel.steps)


@every_wish("told")
def test_what_a_consultant_names_is_in_the_plan_or_told_beside_it(firm, wish):
    planned = {step.question for step in firm.counsel.steps}
    following = {code for code, why in firm.counsel.left_out if why == NEXT}
    assert wish in planned | {*firm.counsel.wanted} | following


@every_wish("in_order")
def test_what_a_consultant_would_do_in_turn_begins_in_that_order(firm, wish):
    starts = {}
    for step in firm.counsel.steps:
        starts.setdefault(step.question, step.start)
    assert set(wish) <= set(starts)
    begun = [starts[code] for code in wish]
    assert begun == sorted(begun)


@every_wish("never")
def test_what_makes_no_sense_for_a_firm_is_never_advised(firm, wish):
    assert wish not in {step.question for step in firm.counsel.steps}


@every_wish("at_most")
def test_the_first_three_months_cost_no_more_than_a_consultant_would_dare(firm, wish):
    begun = begun_before(firm.counsel.steps, QUARTER)
    _least, most = cost_together(begun)
    assert most <= wish


@every_wish("at_once")
def test_no_more_is_begun_at_once_than_people_can_do(firm, wish):
    """What is turned on in an evening to be safe, or asked for by law, is no project."""
    begun = begun_before(firm.counsel.steps, 1)
    projects = {step.question for step in begun if step.reason.kind != FLOOR}
    assert len(projects) <= wish


@every_firm
def test_something_of_what_the_owner_wants_begins_within_three_months(firm: Archetype):
    """Where the plan has any: who sees nothing of what he wants for half a year gives up."""
    wanted = [
        step for step in firm.counsel.steps if firm.advised.served_by(step.question)
    ]
    assert not wanted or begun_before(wanted, QUARTER)


@every_firm
def test_nothing_begins_before_what_it_waits_for_is_finished(firm: Archetype):
    for step in firm.counsel.steps:
        facts = firm.index.step_facts(step.question)
        for other in firm.counsel.steps:
            is_base = other.question in step.after
            if not is_base or not is_before(other, step, is_base, facts):
                continue
            if step.bought_with == other.question:
                assert step.start == other.start
                assert step.finish >= other.finish
            else:
                assert other.finish <= step.start


@every_firm
def test_what_takes_more_than_two_years_has_a_first_part_that_stands_by_itself(firm):
    steps = firm.counsel.steps
    part = first_part(steps)
    assert bool(part) == any(step.finish > LONG for step in steps)
    for step in part:
        facts = firm.index.step_facts(step.question)
        for other in steps:
            if is_before(other, step, other.question in step.after, facts):
                assert other in part


@every_firm
def test_what_the_law_asks_stands_right_behind_the_tool_that_brings_it(firm):
    steps = firm.counsel.steps
    covered = firm.advised.advice.covered_by
    starts = {step.question: step.start for step in steps}
    for before, step in pairwise(steps):
        if step.bought_with:
            assert before.question in (step.bought_with, step.question)
    for step in steps:
        if firm.advised.is_by_law(step.question):
            for larger in covered.get(step.question, ()):
                assert starts.get(larger, step.start) == step.start


@every_firm
def test_what_the_state_could_pay_is_at_most_half_of_what_stands_beside_it(firm):
    with translation.override("en"):
        together = 0
        for fund in funds(firm.advised, firm.counsel):
            together += most_written(fund.most)
            assert 2 * most_written(fund.most) <= most_written(fund.cost)
        whole = money_range(*cost_together(firm.counsel.steps))
        assert 2 * together <= most_written(whole)


@pytest.mark.parametrize("language", ["vi", "en"])
@every_firm
def test_no_two_steps_of_a_plan_bear_one_name(firm: Archetype, language):
    with translation.override(language):
        names = [task_of(firm, step) for step in firm.counsel.steps]
    assert len(set(names)) == len(names), names


def test_a_cart_goes_to_one_class_and_not_to_two():
    (cart,) = [firm for firm in FIRMS if firm.id == "bread-cart"]
    classes = [step for step in cart.counsel.steps if step.question == "3.1"]
    assert len(classes) == 2
    assert len({step.start for step in classes}) == 1


def test_whoever_has_phones_only_is_told_of_phones():
    (tailor,) = [firm for firm in FIRMS if firm.id == "tailor"]
    safe = [step for step in tailor.counsel.steps if step.question == "2.4"]
    with translation.override("en"):
        names = [task_of(tailor, step) for step in safe]
    assert names[0] == "Turn on the backup of your phone"
    assert names[-1] == "Turn on alerts for strange logins"
    # One thing to do, with both of its points.
    assert (safe[-1].from_level, safe[-1].to_level) == (3, 5)


@every_firm
def test_a_plan_costs_what_its_tools_do_and_at_most_each_thing_by_itself(firm):
    """Money, the first months and support rest on one sum; what comes with a tool adds little."""
    steps = firm.counsel.steps
    least, most = cost_together(steps)
    free = [step for step in steps if not step.price.larger]
    assert least == cost_together(free)[0]
    assert cost_together(free)[1] <= most <= sum(step.most for step in steps)


def test_a_garage_and_a_school_of_languages_buy_their_software_once():
    for name in ("car-garage", "language-school"):
        (firm,) = [firm for firm in FIRMS if firm.id == name]
        parts = [step for step in firm.counsel.steps if step.price.larger]
        assert len(parts) >= 3
        least, most = cost_together(firm.counsel.steps)
        # By themselves none of them would be free.
        alone = [Price(*step.price[:2]) for step in firm.counsel.steps]
        assert least < likely_sum(alone)[0]
        assert most < likely_sum(alone)[1]


THINGS = re.compile(r"; (\d+) việc(, [^·]*một buổi tối)? · (.*)")


@every_firm
def test_things_under_one_heading_are_those_listed_and_evenings_are_free(firm):
    things, listed = 0, 0
    # A line may go on with the higher end of a range.
    page = re.sub(r"\n {4,6}(?! *– \D)", " ", page_of(firm))
    for line in page.splitlines():
        heading = THINGS.search(line)
        listed += line.startswith("    – ")
        if heading:
            count, evening, cost = heading.groups()
            things += int(count)
            assert not evening or cost.startswith("không tốn tiền")
    assert things == listed
