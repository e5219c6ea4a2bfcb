"""Where an index goes level by level, a step waits for the same level of what it builds on."""

from dataclasses import replace

from roadmap.planning.schedule import planned
from tests.roadmap.planning.raises import facts, facts_of, raise_of


def test_level_by_level_a_step_waits_for_the_same_level_of_what_it_builds_on():
    level_by_level = replace(facts(["clean"], effort=1), level_by_level=True)
    known = {"clean": facts(effort=1, months=2), "ai": level_by_level}
    levels = [raise_of("ai", 1), raise_of("clean", 2), raise_of("clean", 1)]
    plan = planned(levels, facts_of(known))
    starts = {(step.question, step.to_level): step.start for step in plan}
    # To level 2 it waits for level 2, and not for level 3.
    assert starts == {("clean", 2): 0, ("clean", 3): 2, ("ai", 2): 2}


def test_what_is_wanted_brings_forward_the_levels_that_it_waits_for_and_no_others():
    known = {"clean": facts(effort=4), "easy": facts(effort=4)}
    known["ai"] = replace(facts(["clean"], effort=4), level_by_level=True)
    raises = [replace(raise_of("ai", 1), is_wanted=True), raise_of("easy", gain=9)]
    raises += [raise_of("clean", level, gain=0) for level in (1, 2)]
    plan = planned(raises, facts_of(known), "micro")
    order = [(step.question, step.to_level) for step in plan]
    assert order == [("clean", 2), ("ai", 2), ("easy", 1), ("clean", 3)]
