"""What an enterprise says is not for it: the easiest way goes around it, until it is taken back."""

import re

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap
from roadmap.planning.position import Position, Target
from roadmap.queries import steps_of
from roadmap.steps.carrying import carry_over
from survey.models import Result
from tests.builders import NOW, make_assessment, make_result, make_roadmap_of
from tests.reports.test_every_index import result_of
from tests.roadmap.noodle_shop import make_noodle_shop
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db


def address(result: Result, name: str = "roadmap", *more: object) -> str:
    return reverse(f"roadmap:{name}", args=[result.public_id, *more])


def raised(position: Position, after: list[int]) -> set[str]:
    return {one.question for one in position.raises(after)}


def test_the_easiest_way_goes_around_what_is_left_out(result):
    position = Position(result)
    first = raised(position, position.cheapest(Target(2)))
    around = raised(position, position.cheapest(Target(2), without=first))
    assert around
    assert not around & first


def test_where_no_way_is_left_it_says_so(result):
    position = Position(result)
    with pytest.raises(RoadmapError, match="unreachable_without"):
        position.cheapest(Target(2), without=position.counted)


def test_a_tool_is_not_proposed_when_one_it_builds_on_is_left_out():
    position = Position(result_of("dbi-2025-sme", "retail", False))
    position.levels = [min(level, 0) for level in position.levels]
    questions = position.index.questions
    base = next(
        base
        for code in position.counted
        for base in questions[code].get("builds_on", ())
    )
    for level in position.index.rubric.levels[1:]:
        try:
            way = raised(position, position.cheapest(Target(level), without={base}))
        except RoadmapError:
            continue
        assert base not in way
        assert not [
            code for code in way if base in questions[code].get("builds_on", ())
        ]


@pytest.mark.sql
def test_left_out_at_a_step_it_stays_away_until_taken_back(owner, result):
    roadmap = make_roadmap_of(result)
    step = roadmap.steps.first()
    assert (
        owner.client.post(address(result, "leave_out", step.public_id)).status_code
        == 302
    )
    text = owner.client.get(address(result)).content.decode()
    assert f"viec-{step.public_id}" not in text
    assert "Tìm đường khác" in text
    owner.client.post(address(result), {"muc": "2"})
    roadmap.refresh_from_db()
    assert roadmap.left_out == [step.question]
    assert not roadmap.steps.filter(question=step.question).exists()
    owner.client.post(address(result, "take_back"), {"bo": step.question})
    roadmap.refresh_from_db()
    assert roadmap.left_out == []
    owner.client.post(address(result), {"muc": "2"})
    assert roadmap.steps.filter(question=step.question).exists()
    actions = AuditEvent.objects.filter(
        action__in=["roadmap.left_out", "roadmap.taken_back"]
    )
    assert actions.count() == 2


def test_before_there_is_a_roadmap_steps_are_left_out_of_the_one_to_make(owner, result):
    position = Position(result)
    code = next(iter(sorted(raised(position, position.cheapest(Target(2))))))
    assert (
        f'name="bo" value="{code}" form="form"'
        in owner.client.get(address(result)).content.decode()
    )
    owner.client.post(address(result), {"muc": "2", "bo": [code, "9.9.9"]})
    roadmap = Roadmap.objects.get()
    assert roadmap.left_out == [code]
    assert not roadmap.steps.filter(question=code).exists()


def test_in_what_if_it_is_ticked_kept_with_the_roadmap_and_shown_again(owner, result):
    position = Position(result)
    code = next(iter(sorted(raised(position, position.cheapest(Target(2))))))
    page = owner.client.post(
        address(result, "what_if"), {"muc": "2", "dien": "1", "bo": code}
    ).content.decode()
    filled = {
        name: int(level)
        for name, level in re.findall(r'name="q-([\d.]+)" value="(\d+)" checked', page)
    }
    assert filled[code] == position.level(code)
    assert f'name="bo" value="{code}" checked' in page
    owner.client.post(
        address(result, "save"),
        {**{f"q-{one}": filled[one] for one in filled}, "bo": code},
    )
    assert Roadmap.objects.get().left_out == [code]
    assert (
        f'name="bo" value="{code}" checked'
        in owner.client.get(address(result, "what_if")).content.decode()
    )


def test_a_question_that_is_raised_is_not_kept_as_left_out(owner, result):
    owner.client.post(
        address(result, "save"), {"q-1.1.1": "3", "bo": ["1.1.1", "2.1.1"]}
    )
    roadmap = Roadmap.objects.get()
    assert {step.question for step in roadmap.steps.all()} == {"1.1.1"}
    assert roadmap.left_out == ["2.1.1"]


@pytest.mark.sql
def test_it_goes_along_into_the_next_round(result):
    roadmap = make_roadmap_of(result, 3)
    Roadmap.objects.filter(pk=roadmap.pk).update(left_out=["2.1.1"])
    roadmap.refresh_from_db()
    roadmap.steps.filter(question="2.1.1").delete()
    newer = make_result(make_assessment(result.organisation, round=2), level=1)
    assert carry_over(roadmap=roadmap, result=newer, by=None, now=NOW).left_out == [
        "2.1.1"
    ]


def test_what_is_wanted_besides_comes_into_the_roadmap_with_one_press(owner, result):
    roadmap = make_roadmap_of(result)
    position = Position(result)
    planned = {step.question for step in roadmap.steps.all()}
    code = next(
        code
        for code in position.counted
        if code not in planned and position.level(code) < position.top(code)
    )
    for _time in range(2):
        owner.client.post(address(result, "take_up"), {"them": code})
    (step,) = roadmap.steps.filter(question=code)
    assert step.from_level == position.level(code) == step.to_level - 1
    count = roadmap.steps.count()
    owner.client.post(address(result, "take_up"), {"them": "nothing"})
    assert roadmap.steps.count() == count


def test_what_is_wanted_besides_comes_along_when_the_roadmap_is_made(client):
    """From the preview of the plan, where it is ticked; what is no such thing changes nothing."""
    result = make_noodle_shop()
    hold(client, result.assessment)
    page = client.get(address(result)).content.decode()
    wanted = re.findall(r'name="them" value="([^"]+)" form="form"', page)
    assert wanted
    asked = {"muc": "2", "them": [*wanted, "nothing"]}
    looked_at = client.post(address(result), asked | {"xem": "1"}).content.decode()
    assert looked_at.count('form="form"\n              checked>') == len(wanted)
    client.post(address(result), asked)
    steps = steps_of(Roadmap.objects.get())
    assert {step.question for step in steps[-len(wanted) :]} == set(wanted)
