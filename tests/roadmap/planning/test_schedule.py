"""What begins before what: the law, the floor, and larger tools before what they bring along."""

from dataclasses import replace
from operator import attrgetter

from roadmap.planning.schedule import planned
from tests.roadmap.planning.raises import facts, facts_of, raise_of


def test_what_the_law_asks_begins_first_and_on_one_day_with_what_it_builds_on():
    known = {
        "till": facts(effort=3, months=2),
        "invoices": facts(["till"], effort=2),
        "safe": facts(effort=2),
        "sells": facts(effort=1),
    }
    law = replace(raise_of("invoices", is_first=True), is_law=True)
    raises = [raise_of("sells", gain=9), raise_of("safe", is_first=True)]
    raises += [law, raise_of("till")]
    plan = planned(raises, facts_of(known), "micro")
    assert [step.question for step in plan][:2] == ["till", "invoices"]
    starts = {step.question: step.start for step in plan}
    assert starts["till"] == starts["invoices"] == 0
    assert starts["sells"] >= starts["safe"] > 0


def test_a_larger_tool_comes_before_what_it_mostly_brings_along():
    known = {
        "whole": facts(effort=4),
        "part": replace(facts(effort=1), comes_with=("whole",)),
        "other": facts(effort=3),
    }
    raises = [raise_of("part", gain=9), raise_of("other", gain=4), raise_of("whole")]
    plan = {step.question: step.start for step in planned(raises, facts_of(known))}
    assert plan["whole"] == 0 <= plan["part"]
    assert plan["whole"] < plan["other"]
    alone = planned(raises[:2], facts_of(known))
    assert alone[0].question == "part"


def test_what_serves_a_want_and_what_that_waits_for_come_before_what_is_merely_easy():
    known = {
        "easy": facts(effort=4),
        "base": facts(effort=4),
        "wanted": facts(["base"], effort=4),
    }
    raises = [raise_of("easy", gain=9), raise_of("base", gain=0)]
    wanted = raise_of("wanted", gain=1)
    plan = planned([*raises, replace(wanted, is_wanted=True)], facts_of(known), "micro")
    assert in_order(plan) == ["base", "wanted", "easy"]
    unwanted = planned([*raises, wanted], facts_of(known), "micro")
    assert in_order(unwanted) == ["easy", "base", "wanted"]


def in_order(plan) -> list[str]:
    """As they begin; none of them together."""
    assert len({step.start for step in plan}) == len(plan)
    return [step.question for step in sorted(plan, key=attrgetter("start"))]


def test_of_what_is_alike_every_question_rises_once_before_any_rises_twice():
    known = {"cheap": facts(effort=4), "dear": facts(effort=4)}
    raises = [raise_of("cheap", level, gain=5) for level in range(3)]
    plan = planned([*raises, raise_of("dear", gain=1)], facts_of(known), "micro")
    assert in_order(plan) == ["cheap", "dear", "cheap", "cheap"]


def test_an_evening_is_enough_for_two_settings_of_one_question():
    """They are options: none of them waits for another to be finished."""
    small = replace(facts(effort=1), in_any_order=True)
    raises = [raise_of("safe", level) for level in range(3)]
    assert {step.start for step in planned(raises, facts_of({"safe": small}))} == {0}
    large = replace(small, effort=2)
    starts = [step.start for step in planned(raises, facts_of({"safe": large}))]
    assert starts == [0, 1, 2]
    levels = facts(effort=1)
    starts = [step.start for step in planned(raises, facts_of({"safe": levels}))]
    assert starts == [0, 1, 2]
