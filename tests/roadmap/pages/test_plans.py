"""What is needed first beside the quickest way up, each with what it takes and reaches."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmap.errors import RoadmapError
from roadmap.models import Roadmap
from roadmap.pages.plans import find_of, is_better_at_something, plans_of
from roadmap.planning.plan import Pace
from roadmap.planning.position import Position, Target
from roadmap.queries import tops_of
from roadmap.wording import NOT_QUICKER, WAYS
from tests.builders import NOW, index_document
from tests.roadmap.positions import position_at

pytestmark = pytest.mark.django_db
ADVISED, FASTEST = Roadmap.Way.ADVISED, Roadmap.Way.FASTEST


def ways(plans) -> list[str]:
    return [plan.way for plan in plans]


def tops(plan) -> dict[str, int]:
    return tops_of(row.step for row in plan.description.steps)


def test_where_both_are_the_same_there_is_one_plan(result):
    assert ways(plans_of(Position(result), Target(2), NOW)) == [ADVISED]


def test_where_points_pull_elsewhere_both_stand_side_by_side_need_first(result, advice):
    position = Position(result)
    advised, fastest = plans_of(position, Target(2), NOW)
    assert (advised.way, fastest.way) == (ADVISED, FASTEST)
    assert advised.level >= 2
    assert fastest.level >= 2
    assert advised.level_name
    assert tops(advised)["2.1.2"] == 3
    assert tops(fastest).get("2.1.2", 1) < 3
    assert not Roadmap.objects.exists(), "nothing of it is kept"


def test_the_second_is_called_quicker_only_where_it_is(result, advice):
    for target in (2, 3, 4, 5):
        plans = plans_of(Position(result), Target(target), NOW)
        if len(plans) == 2:
            advised, fastest = plans
            is_quicker = fastest.finish < advised.finish
            assert (fastest.title == str(WAYS[FASTEST][0])) is is_quicker
            assert fastest.title in (str(WAYS[FASTEST][0]), str(NOT_QUICKER[0]))


def test_a_second_plan_that_is_better_at_nothing_is_not_shown(result, advice):
    """A factory read of a 'least effort' that took longer and cost more."""
    advised, fastest = plans_of(Position(result), Target(2), NOW)
    worse = replace(fastest, finish=advised.finish, most=advised.most + 1)
    worse = replace(worse, steps=advised.steps)
    assert not is_better_at_something(worse, advised)
    for better in ("finish", "most", "steps"):
        less = getattr(advised, better) - 1
        assert is_better_at_something(replace(worse, **{better: less}), advised)


@pytest.mark.parametrize("rest", [1, 2, 3])
@pytest.mark.parametrize("wants", [["spend", "time"], ["sell"], []])
def test_whoever_sees_two_plans_has_something_to_choose(rest, wants):
    profile = {"size": "large", "wants": wants}
    position = position_at(rest, index_document("dbi-2025-large"), **profile)
    for target in position.higher_levels:
        plans = plans_of(position, Target(target), NOW)
        assert plans[0].way == ADVISED
        for other in plans[1:]:
            first = plans[0]
            is_less = other.finish < first.finish or other.most < first.most
            assert is_less or other.steps < first.steps


def test_a_plan_says_how_long_it_takes_at_the_pace_given(result, advice):
    position = Position(result)
    quick, *_ = plans_of(position, Target(2), NOW)
    slow, *_ = plans_of(position, Target(2), NOW, pace=Pace(hours=1))
    assert slow.finish > quick.finish
    assert str(slow.finish) in slow.months


def test_a_plan_is_of_the_target_and_without_what_is_left_out(result):
    target = Target(3, {"1": 3})
    plan, *_others = plans_of(Position(result), target, NOW, {"2.1.1"})
    description = plan.description
    assert description.roadmap.target == 3
    assert description.level_name == "Hình thành"
    assert description.pillars == [("Khách hàng", 3)]
    assert [code for code, _name in description.left_out] == ["2.1.1"]
    assert not description.falls_short
    assert description.done == 0
    assert "2.1.1" not in {row.step.question for row in description.steps}


def test_a_plan_needs_a_target_that_can_be_reached(result):
    position = Position(result)
    with pytest.raises(RoadmapError) as nothing:
        plans_of(position, Target(), NOW)
    assert nothing.value.code == "nothing_asked"
    with pytest.raises(RoadmapError) as too_little:
        plans_of(position, Target(2), NOW, position.counted)
    assert too_little.value.code == "unreachable_without"


def test_the_answers_are_read_once_for_both_plans(result, advice):
    with CaptureQueriesContext(connection) as queries:
        assert len(plans_of(Position(result), Target(2), NOW)) == 2
    of_answers = [row for row in queries if 'FROM "survey_answer"' in row["sql"]]
    assert len(of_answers) == 1


def test_without_a_target_what_is_needed_first_is_a_plan(result, advice):
    (plan,) = plans_of(Position(result), Target(), NOW)
    assert plan.way == ADVISED
    assert {row.step.question for row in plan.description.steps} == {"2.1.1", "2.1.2"}


def test_a_way_is_found_as_it_is_shown(result, advice):
    position = Position(result)
    assert find_of(position, ADVISED)(Target(2)) == position.plan(Target(2))
    assert find_of(position, FASTEST)(Target(2)) == position.cheapest(Target(2))
