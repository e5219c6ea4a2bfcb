"""Targets to choose from: only what steps can reach, and plain words where they cannot."""

import pytest
from django.urls import reverse

from indexes.index.step_costs import costs_of
from roadmap.errors import RoadmapError
from roadmap.pages.goals import Goal, goals_of
from roadmap.planning.position import Position, Target
from scoring.evaluate import evaluate
from survey.models import Result
from tests.builders import make_assessment, make_result, make_version_of
from tests.pages import assert_clean_page
from tests.reports.test_every_index import CASES, result_of

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
OUT_OF_REACH = "Với những câu có thể nâng thì chưa tới được mức chung 2"


def address(result: Result, name: str = "roadmap") -> str:
    return reverse(f"roadmap:{name}", args=[result.public_id])


def of_pillar(goals: list[Goal], code: str) -> list[int]:
    return [
        level for goal in goals if goal.code == code for level, _name in goal.options
    ]


@pytest.fixture
def without_steps(monkeypatch):
    """An index that advises no step of any question but 1.1.1."""

    def costs(index):
        return [
            [None] * len(of) if code != "1.1.1" else of
            for code, of in zip(index.codes, costs_of(index), strict=True)
        ]

    monkeypatch.setattr("roadmap.planning.position.costs_of", costs)


@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_every_target_that_is_offered_can_be_reached(name, variant, by_group):
    position = Position(result_of(name, variant, by_group))
    for goal in goals_of(position, Target()):
        for level, _name in goal.options:
            target = Target(None, {goal.code: level}) if goal.code else Target(level)
            after = evaluate(position.index.rubric, position.cheapest(target))
            reached = (
                after.pillar_levels[position.index.rubric.pillars.index(goal.code)]
                if goal.code
                else after.level
            )
            assert reached >= level


def test_what_no_advised_step_reaches_is_not_offered_unless_it_is_the_target_already():
    result = make_result(
        make_assessment(
            index_version=make_version_of("dbi-2025-sme"), variant="retail"
        ),
        level=0,
    )
    position = Position(result)
    highest = position.highest.pillar_levels[position.index.rubric.pillars.index("5")]
    top = position.index.rubric.bands[-1].level
    assert highest < top, "its questions 5.2 and 5.3 are not advised"
    offered = of_pillar(goals_of(position, Target()), "5")
    assert all(level <= highest for level in offered)
    kept = of_pillar(goals_of(position, Target(None, {"5": top})), "5")
    assert kept == [*offered, top]
    for level in range(highest + 1, top + 1):
        with pytest.raises(RoadmapError, match="unreachable"):
            position.cheapest(Target(None, {"5": level}))


@pytest.mark.parametrize("view", ["roadmap", "what_if"])
def test_where_the_next_level_is_out_of_reach_the_page_says_so_and_offers_none(
    owner, result, without_steps, view
):
    response = owner.client.get(address(result, view))
    assert_clean_page(response)
    page = response.content.decode()
    assert OUT_OF_REACH in page
    assert 'name="muc"' not in page


def test_the_result_page_promises_no_level_that_steps_cannot_reach(
    owner, result, without_steps
):
    page = owner.client.get(
        reverse("reports:result", args=[result.public_id])
    ).content.decode()
    assert "Các việc nhẹ nhất để lên mức" not in page
    assert "Các việc xếp theo thứ tự" in page


@pytest.mark.parametrize("view", ["roadmap", "what_if"])
def test_at_the_top_level_with_a_pillar_that_no_step_raises_it_says_that_nothing_leads_higher(
    owner, view
):
    draft = make_assessment(
        owner.organisation,
        index_version=make_version_of("dbi-2025-sme"),
        variant="retail",
    )
    rubric = draft.index.rubric
    levels = [
        2 if question.code in ("5.2", "5.3") else question.top
        for question in rubric.questions
    ]
    result = make_result(draft, levels=levels)
    position = Position(result)
    assert position.next_level is None
    assert not position.is_at_top
    page = owner.client.get(address(result, view)).content.decode()
    assert "Không còn câu nào nâng được mà lên được mức cao hơn" in page
    assert "Mọi trụ cột đều đã ở mức cao nhất" not in page


def test_to_take_something_back_is_advised_only_where_that_would_help(
    result, without_steps
):
    position = Position(result)
    with pytest.raises(RoadmapError) as error:
        position.cheapest(Target(5), without={"2.1.1"})
    assert error.value.code == "unreachable"


def test_to_take_something_back_is_advised_where_the_target_can_be_reached_with_it(
    result,
):
    position = Position(result)
    with pytest.raises(RoadmapError) as error:
        position.cheapest(Target(None, {"1": 5}), without=position.counted)
    assert error.value.code == "unreachable_without"
