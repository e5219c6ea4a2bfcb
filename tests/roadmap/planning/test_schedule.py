"""What begins before what: the law, the floor, and larger tools before what they bring along."""

from dataclasses import replace

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
