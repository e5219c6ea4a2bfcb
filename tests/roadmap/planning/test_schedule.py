"""What begins before what: the law, the floor, and larger tools before what they bring along."""

from dataclasses import replace
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.advice.prices import STARTS
from roadmap.planning.plan import LAST_MONTH, Pace
from roadmap.planning.schedule import planned
from tests.roadmap.planning.raises import facts, facts_of, firms, raise_of


def test_what_the_law_asks_begins_first_once_what_it_builds_on_is_there():
    known = {
        "till": facts(effort=3, months=2),
        "invoices": facts(["till"], effort=2),
        "safe": facts(effort=2),
        "sells": facts(effort=1),
    }
    law = replace(raise_of("invoices", is_first=True), is_law=True)
    raises = [raise_of("sells", gain=9), raise_of("safe", is_first=True)]
    raises += [law, raise_of("till")]
    plan = {step.question: step for step in planned(raises, facts_of(known), "micro")}
    assert plan["till"].start == 0
    assert plan["invoices"].start == plan["till"].finish
    assert plan["sells"].start >= plan["safe"].start > 0


def test_all_levels_that_the_law_asks_begin_in_one_go():
    raises = [raise_of("invoices", level, is_first=True) for level in range(4)]
    law = [replace(step, is_law=True) for step in raises]
    known = facts_of({"invoices": facts(effort=1)})
    assert {step.start for step in planned(law, known, "micro")} == {0}


def test_of_what_is_needed_first_what_keeps_safe_most_begins_first():
    known = {
        "rules": facts(effort=2, months=2),
        "base": facts(effort=3),
        "copies": facts(["base"], effort=3),
        "sells": facts(effort=1),
    }
    raises = [
        replace(raise_of("rules", gain=9, is_first=True), safety=2),
        replace(raise_of("copies", is_first=True), safety=3),
        replace(raise_of("sells", gain=9), safety=3),
        raise_of("base"),
    ]
    plan = {step.question: step for step in planned(raises, facts_of(known), "micro")}
    # What the safest waits for is as urgent, and what nobody needs first is not.
    begun = [plan[code].start for code in ("base", "copies", "rules", "sells")]
    assert begun == [0, 1, 2, 2]


def test_all_levels_of_what_is_turned_on_in_an_evening_are_one_turn():
    floor = [raise_of("updates", level, is_first=True) for level in range(3)]
    rules = [raise_of("rules", level, gain=9, is_first=True) for level in range(2)]
    known = facts_of({"updates": facts(effort=1), "rules": facts(effort=2)})
    starts = {"updates": [], "rules": []}
    for step in planned(floor + rules, known, "micro"):
        starts[step.question].append(step.start)
    assert starts["updates"] == [0, 0, 0]
    # What takes days is done level by level.
    assert len(set(starts["rules"])) == 2


def test_levels_of_the_floor_that_are_reached_in_one_go_are_one_piece_of_work():
    floor = [raise_of("updates", level, is_first=True) for level in range(4)]
    floor.append(raise_of("rules", is_first=True))
    known = {"updates": facts(effort=1), "rules": facts(effort=3)}
    assert {step.start for step in planned(floor, facts_of(known), "micro")} == {0}
    # Of options each is one more thing to do.
    known["updates"] = replace(known["updates"], in_any_order=True)
    starts = {
        step.question: step.start for step in planned(floor, facts_of(known), "micro")
    }
    assert starts == {"updates": 0, "rules": 1}


@given(firms(), st.data())
def test_no_floor_and_no_law_lets_a_step_begin_before_what_it_waits_for(firm, data):
    known, raises, size = firm
    drawn = []
    for step in raises:
        is_law = data.draw(st.booleans())
        is_first = is_law or data.draw(st.booleans())
        is_wanted = data.draw(st.booleans())
        marks = {"is_law": is_law, "is_first": is_first, "is_wanted": is_wanted}
        drawn.append(replace(step, **marks))
    for start in (None, STARTS["micro"], STARTS["large"]):
        plan = planned(drawn, facts_of(known), size, start=start)
        first = {step.question: step for step in plan if step.from_level == 0}
        for step in plan:
            waits_for = [code for code in known[step.question].after if code in first]
            for code in waits_for if step.start < LAST_MONTH else ():
                if step.bought_with == code:
                    assert step.start == first[code].start
                    assert step.finish >= first[code].finish
                else:
                    assert first[code].finish <= step.start


def test_what_misses_the_month_of_the_tool_it_builds_on_waits_till_that_is_there():
    known = {
        "till": facts(effort=1, months=2),
        "rules": facts(effort=1),
        "prints": facts(["till", "rules"], effort=1),
    }
    law = [
        replace(raise_of(code, is_first=True), is_law=True)
        for code in ("rules", "prints")
    ]
    plan = {
        step.question: step
        for step in planned([raise_of("till"), *law], facts_of(known))
    }
    assert plan["till"].finish == 2
    assert (plan["prints"].start, plan["prints"].bought_with) == (2, "")


def test_what_the_law_asks_is_bought_with_the_tool_that_covers_it():
    pumps = replace(facts(["site"], effort=3, months=2), comes_with=("site",))
    known = {"site": facts(effort=3, months=3), "pumps": pumps, "safe": facts()}
    law = replace(raise_of("pumps", is_first=True), is_law=True)
    raises = [raise_of("safe", is_first=True), law, raise_of("site")]
    site, invoices, safe = planned(raises, facts_of(known), "small")
    assert (site.start, site.finish) == (0, 3)
    # It is of no use before the tool is there.
    assert (invoices.start, invoices.finish) == (0, 3)
    assert (invoices.question, invoices.bought_with) == ("pumps", "site")
    assert safe.bought_with == ""


def test_a_tool_that_brings_what_the_law_asks_does_not_come_after_it():
    known = {
        "invoices": replace(facts(effort=1), comes_with=("till",)),
        "till": facts(effort=2, cost=10**9),
        "sells": facts(effort=1),
    }
    law = replace(raise_of("invoices", is_first=True), is_law=True)
    raises = [raise_of("sells", gain=9), law, raise_of("till")]
    plan = planned(raises, facts_of(known), "micro", start=STARTS["micro"])
    assert [step.question for step in plan] == ["till", "invoices", "sells"]
    assert plan[0].start == plan[1].start == 0


@pytest.mark.parametrize(("effort", "together"), [(1, True), (2, False)])
def test_an_evenings_work_that_the_law_asks_is_done_with_what_it_builds_on(
    effort, together
):
    known = {"program": facts(), "invoices": facts(["program"], effort=effort)}
    law = replace(raise_of("invoices", is_first=True), is_law=True)
    program, invoices = planned([law, raise_of("program")], facts_of(known))
    assert (program.start == invoices.start) is together
    assert bool(invoices.bought_with) is together


def test_whoever_saves_up_for_a_tool_saves_for_what_it_brings_too():
    known = {
        "till": facts(cost=3),
        "invoices": replace(facts(["till"], effort=1, cost=5), comes_with=("till",)),
    }
    # Together from 0 to 10: the cheap till, and the invoices by themselves.
    law = replace(raise_of("invoices", is_first=True), is_law=True)
    pace = Pace(money=1)
    plan = planned([law, raise_of("till")], facts_of(known), pace=pace)
    assert {step.start for step in plan} == {4}


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


def test_an_evening_of_one_question_does_not_wait_a_month_for_the_one_before():
    """Nor do options that are needed first; what takes longer is finished before the next."""
    small = replace(facts(effort=1), in_any_order=True)
    raises = [raise_of("safe", level) for level in range(3)]
    assert {step.start for step in planned(raises, facts_of({"safe": small}))} == {0}
    large = replace(small, effort=2)
    starts = [step.start for step in planned(raises, facts_of({"safe": large}))]
    assert starts == [0, 1, 2]
    levels = facts(effort=1)
    assert {step.start for step in planned(raises, facts_of({"safe": levels}))} == {0}
    longer = facts(effort=1, months=2)
    starts = [step.start for step in planned(raises, facts_of({"safe": longer}))]
    assert starts == [0, 2, 4]


def test_what_is_early_comes_right_after_what_is_wanted_most_and_what_is_ahead_last():
    known = {code: facts(effort=4) for code in ("ahead", "more", "most", "safe", "x")}
    raises = [
        replace(raise_of("ahead", gain=9), is_wanted=True, is_ahead=True),
        replace(raise_of("more", gain=5), is_wanted=True),
        replace(raise_of("most", gain=6), is_wanted=True),
        replace(raise_of("safe"), is_early=True),
        raise_of("x"),
    ]
    plan = planned(raises, facts_of(known), "micro")
    assert in_order(plan) == ["most", "safe", "more", "x", "ahead"]
