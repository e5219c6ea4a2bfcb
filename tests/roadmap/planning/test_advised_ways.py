"""What is advised from where a result stands: the floor, what applies, what is wanted."""

import pytest

from roadmap.errors import RoadmapError
from roadmap.planning.position import Target
from scoring.evaluate import evaluate
from tests.roadmap.positions import position_at, problem_of


def test_what_is_needed_first_is_planned_whatever_it_earns(advice):
    position = position_at(1)
    after = position.plan(Target(2))
    assert after[position.place["2.1.1"]] == 2
    assert evaluate(position.index.rubric, after).level >= 2


def test_the_quickest_way_up_knows_no_floor_and_no_wants(advice):
    position = position_at([5, 5, 1, 5, 5, 5, 5], wants=["safe"])
    target = Target(None, {"3": 5})
    assert position.cheapest(target) == position.levels
    assert position.plan(target) == [5, 5, 2, 5, 5, 5, 5]


@pytest.mark.parametrize("way", ["plan", "cheapest"])
def test_no_way_leads_through_what_does_not_apply(advice, way):
    position = position_at(1, ways={"delivery": False, "stock": True})
    after = getattr(position, way)(Target(None, {"3": 3}))
    assert after[position.place["3.1.1"]] == 1
    assert after[position.place["3.1.2"]] > 1
    shut = position_at(1, ways={"delivery": False, "stock": False})
    with pytest.raises(RoadmapError, match="unreachable"):
        getattr(shut, way)(Target(None, {"3": 3}))
    assert not shut.is_reachable(Target(None, {"3": 3}))


def test_what_serves_what_is_wanted_is_planned_before_what_takes_as_much(advice):
    # Neither leads far beyond where the whole stands.
    levels = [2, 2, 2, 3, 1, 2, 2]
    target = Target(None, {"2": 3})
    wanted = position_at(levels, wants=["sell"]).plan(target)
    assert wanted == [2, 2, 2, 3, 2, 2, 2]
    safe = position_at(levels, wants=["safe"]).plan(target)
    assert safe == [2, 2, 3, 3, 1, 2, 2]


def test_without_a_target_what_is_needed_first_is_a_plan_of_its_own(advice):
    position = position_at([1, 1, 0, 1, 1, 1, 1])
    assert position.plan(Target()) == [1, 1, 2, 3, 1, 1, 1]
    assert problem_of(position_at(3), Target(), way="plan") == "nothing_asked"


def test_what_is_left_out_is_not_needed_first(advice):
    without = {"2.1.1", "2.1.2"}
    problem = problem_of(position_at(1), Target(), way="plan", without=without)
    assert problem == "nothing_asked"


def test_only_what_is_needed_first_is_marked_so(advice):
    position = position_at([1, 1, 0, 1, 1, 1, 1])
    raises = position.raises([2, 1, 3, 1, 1, 1, 1])
    first = [(each.question, each.from_level) for each in raises if each.is_first]
    assert first == [("2.1.1", 0), ("2.1.1", 1)]


def test_to_others_is_advised_nothing_that_the_enterprise_told_for_itself(advice):
    profile = {"ways": {"delivery": False}, "wants": ["sell"], "revenue": 5 * 10**9}
    own, others = position_at(1, **profile), position_at(1, for_others=True, **profile)
    assert (own.firm.wants, others.firm.wants) == (["sell"], ())
    assert own.advised().applies("3.1.1") is False
    assert others.advised().applies("3.1.1") is None
    assert others.firm.revenue is None


def test_a_step_costs_what_a_firm_of_this_size_pays(advice):
    position = position_at(1)
    facts = position.facts("2.1.1")
    assert (facts.cost_low, facts.cost_high) == (1_000_000, 3_000_000)
    index = position.index.step_facts("1.1.1")
    plain = position.facts("1.1.1")
    assert (plain.cost_low, plain.cost_high) == (index.cost_low, index.cost_high)


def test_where_the_size_is_not_known_the_range_of_the_index_stands(advice):
    position = position_at(1, size="")
    index = position.index.step_facts("2.1.1")
    assert position.facts("2.1.1").cost_high == index.cost_high
