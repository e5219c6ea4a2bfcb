"""The advised way is found once for all pages of one result, and anew where anything differs."""

from dataclasses import fields, replace
from functools import lru_cache

import pytest

from indexes.advice.firm import Firm
from roadmap.errors import RoadmapError
from roadmap.planning import ways
from roadmap.planning.position import Position, Target
from roadmap.planning.ways import reasons_of, way_to
from survey.models import Answer
from tests.builders import NOW
from tests.roadmap.noodle_shop import make_noodle_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def searches(monkeypatch) -> list[Target]:
    """Every time that a way is looked for; nothing was found by tests before."""
    fresh = lru_cache(ways._shelf.__wrapped__)
    monkeypatch.setattr(ways, "_shelf", fresh)
    asked: list[Target] = []
    find = Position.plan

    def plan(self, target, start=None, without=()):
        asked.append(target)
        return find(self, target, start, without)

    monkeypatch.setattr(Position, "plan", plan)
    return asked


def test_two_readings_of_one_result_look_for_its_way_once(searches):
    result = make_noodle_shop()
    first, second = (way_to(Position(result), Target(2)) for _reading in range(2))
    assert len(searches) == 1
    assert first == second
    position = Position(result)
    after = position.plan(Target(2))
    assert list(first.after) == after
    assert list(first.steps) == position.planned(position.raises(after))


@pytest.mark.parametrize(
    ("field", "value"),
    [("wants", ["sell"]), ("ways", {"delivery": True}), ("revenue", 500_000_000)],
)
def test_what_the_firm_tells_anew_is_looked_for_anew(searches, field, value):
    result = make_noodle_shop()
    way_to(Position(result), Target(2))
    searches.clear()
    setattr(result.assessment, field, value)
    way = way_to(Position(result), Target(2))
    assert searches == [Target(2)]
    assert list(way.after) == Position(result).plan(Target(2))


@pytest.mark.parametrize("field", [each.name for each in fields(Firm)])
def test_no_two_firms_that_differ_in_anything_share_a_way(searches, field):
    others = {
        "ways": {"delivery": True, "stock": True},
        "wants": ["safe", "sell"],
        "size": "medium",
        "is_household": False,
        "is_above_threshold": True,
    }
    position = Position(make_noodle_shop())
    way_to(position, Target(2))
    searches.clear()
    position.firm = replace(position.firm, **{field: others.get(field, 1_234_567)})
    way_to(position, Target(2))
    assert searches == [Target(2)]


def test_what_is_left_out_what_is_had_and_another_target_are_ways_of_their_own(
    searches,
):
    result = make_noodle_shop()
    way = way_to(Position(result), Target(2))
    raised = {step.question for step in way.steps}
    searches.clear()
    (left, *_others) = sorted(raised - {"2.4"})
    without = way_to(Position(result), Target(2), {left})
    assert left not in {step.question for step in without.steps}
    way_to(Position(result), Target(3))
    Answer.objects.create(
        assessment=result.assessment,
        question="2.4",
        chosen=["full"],
        level=0,
        changed_at=NOW,
    )
    way_to(Position(result), Target(2))
    assert len(searches) == 3


def test_reasons_are_those_of_the_way_whoever_asks_for_them():
    result = make_noodle_shop()
    for target in (2, 3, 2):
        position = Position(result)
        after = position.plan(Target(target))
        expected = position.advised().reasons(after)
        assert reasons_of(position, after) == expected
        for others in (True, False):
            seen = Position(result, for_others=others)
            assert reasons_of(seen, after) == seen.advised().reasons(after)


def test_a_target_that_no_steps_reach_is_told_every_time(searches, monkeypatch):
    monkeypatch.setattr("indexes.advice.advised.cheapest_path", lambda *args: None)
    result = make_noodle_shop()
    for _reading in range(2):
        with pytest.raises(RoadmapError):
            way_to(Position(result), Target(5))
    assert len(searches) == 2
