"""Targets to choose from: only what steps can reach, and plain words where they cannot."""

import pytest
from django.urls import reverse

from indexes.index.step_costs import costs_of
from roadmap.errors import RoadmapError
from roadmap.models import RoadmapStep
from roadmap.pages.goals import (
    Goal,
    describe_roadmap,
    goals_of,
    step_name,
)
from roadmap.planning.position import Position, Target
from roadmap.services import make_roadmap
from roadmap.steps.services import tick_step
from scoring.evaluate import evaluate
from survey.models import Result
from tests.builders import (
    NOW,
    make_assessment,
    make_provider,
    make_result,
    make_solution,
    make_version_of,
)
from tests.pages import assert_clean_page
from tests.reports.test_every_index import CASES, result_of
from tests.roadmap.positions import CODES, position_at, shop_at, small_with

pytestmark = pytest.mark.django_db
OUT_OF_REACH = "Với những câu có thể nâng thì chưa tới được mức chung 2"


def address(result: Result, name: str = "roadmap") -> str:
    return reverse(f"roadmap:{name}", args=[result.public_id])


def of_pillar(goals: list[Goal], code: str) -> list[int]:
    levels = []
    for goal in goals:
        if goal.code == code:
            levels += [level for level, _name in goal.options]
    return levels


def goal_of(goals: list[Goal], code: str) -> Goal:
    return next(goal for goal in goals if goal.code == code)


@pytest.fixture
def without_steps(monkeypatch):
    """An index that advises no step of any question but 1.1.1."""

    def costs(index):
        return [
            [None] * len(of) if code != "1.1.1" else of
            for code, of in zip(index.codes, costs_of(index), strict=True)
        ]

    monkeypatch.setattr("indexes.advice.advised.costs_of", costs)


@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_every_target_that_is_offered_can_be_reached(name, variant, by_group):
    position = Position(result_of(name, variant, by_group))
    rubric = position.index.rubric
    for goal in goals_of(position, Target()):
        for level, _name in goal.options:
            target = Target(None, {goal.code: level}) if goal.code else Target(level)
            after = evaluate(rubric, position.cheapest(target))
            reached = after.level
            if goal.code:
                reached = after.pillar_levels[rubric.pillars.index(goal.code)]
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
    assert "các việc dễ nhất để lên mức" not in page
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


# What a goal says, without the database


def test_the_overall_goal_stands_first_then_each_pillar_that_can_rise():
    overall, *pillars = goals_of(position_at([5, 5, 1, 1, 1, 1, 1]), Target())
    assert (overall.code, overall.field, overall.name) == ("", "muc", "")
    assert [(goal.code, goal.field) for goal in pillars] == [
        ("2", "tru-2"),
        ("3", "tru-3"),
    ]
    assert [goal.name for goal in pillars] == ["Con người", "Dữ liệu"]


def test_a_goal_offers_the_levels_above_where_it_stands_by_name():
    overall, pillar, *_others = goals_of(position_at(2), Target(4, {"1": 5}))
    assert (overall.now, overall.now_name) == (2, "Bắt đầu")
    assert overall.options == ((3, "Hình thành"), (4, "Nâng cao"), (5, "Dẫn dắt"))
    assert overall.chosen == 4
    assert overall.beyond is None
    assert pillar.chosen == 5


def test_a_next_level_out_of_reach_stands_beyond():
    position = position_at(1, small_with(CODES, advised=False))
    (overall,) = goals_of(position, Target())
    assert overall.options == ()
    assert overall.beyond == (2, "Bắt đầu")


def test_at_the_top_there_is_no_goal():
    assert goals_of(position_at(5), Target()) == []


@pytest.mark.parametrize(
    ("question", "name"),
    [("1.1.1", "Website: mức 1 → 2"), ("", "Họp cả nhà"), ("9.9.9", "Họp cả nhà")],
    ids=["of the index", "of the owner's own", "of a question given up"],
)
def test_a_step_bears_the_name_the_roadmap_gives_it_or_its_owners_words(question, name):
    position = position_at(1)
    step = RoadmapStep(question=question, text="Họp cả nhà", from_level=1, to_level=2)
    assert step_name(position, step) == name


def test_a_question_that_is_a_task_is_called_by_it_where_the_step_is_changed():
    step = RoadmapStep(question="3.1", from_level=0, to_level=1)
    name = step_name(shop_at(0), step)
    assert name.startswith("Học một buổi để biết nên làm gì trước: ")
    safety = RoadmapStep(question="2.4", from_level=0, to_level=1)
    assert step_name(shop_at(0), safety) == "Sao lưu dữ liệu định kỳ"


def test_providers_help_only_the_enterprise_itself_and_only_with_open_steps(result):
    make_solution(make_provider())
    position = Position(result)
    roadmap = make_roadmap(
        result=result,
        after=position.with_moves({"1.1.1": 2}),
        target=Target(),
        by=None,
        now=NOW,
    )
    (row,) = describe_roadmap(roadmap, position, NOW, is_own=True).steps
    assert [offer.suggestion.slug for offer in row.help.help.offers] == ["web"]
    for limits in ({"is_own": False}, {"is_own": True, "helped": False}):
        (row,) = describe_roadmap(roadmap, position, NOW, **limits).steps
        assert row.help is None
    tick_step(step=row.step, done=True, by=None, now=NOW)
    (row,) = describe_roadmap(roadmap, position, NOW, is_own=True).steps
    assert row.help is None
