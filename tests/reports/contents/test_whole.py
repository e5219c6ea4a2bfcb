"""What is left of a report for whoever may see only a part of it."""

from dataclasses import replace

import pytest

from accounts.access.scopes import Scope
from reports.contents.whole import cut, for_partner
from tests.reports.records import (
    make_comparison,
    make_contents,
    make_criterion,
    make_indicator,
    make_pillar,
    make_roadmap,
    make_round,
    make_standing,
    make_step,
    make_suggested,
    make_unscored,
    make_way,
)

NAME = "Chị Lan Kế Toán"
OTHERS = [Scope.EVIDENCE, Scope.ANSWERS, Scope.PILLARS, Scope.AGGREGATE]
SEEING_ANSWERS = [Scope.EVIDENCE, Scope.ANSWERS]
NOT_SEEING_ANSWERS = [Scope.PILLARS, Scope.AGGREGATE]


@pytest.fixture
def contents():
    """Everything that a report may say, and a colleague's name wherever there is one."""
    indicator = make_indicator(criteria=(make_criterion(colleague=NAME),))
    return make_contents(
        pillars=(make_pillar(indicators=(indicator,)),),
        strengths=(indicator,),
        gaps=(indicator,),
        weakest=(indicator,),
        unscored=(
            make_unscored("7.1", colleague=NAME),
            make_unscored("7.2", is_profile=True),
        ),
        history=(make_round(),),
        suggested=make_suggested(),
        comparison=make_comparison(),
        roadmap=make_roadmap(),
    )


def test_the_enterprise_itself_sees_everything(contents):
    assert cut(contents, Scope.OWN) is contents


@pytest.mark.parametrize("scope", OTHERS)
@pytest.mark.parametrize(
    ("part", "nothing"),
    [("history", ()), ("suggested", None), ("roadmap", None)],
)
def test_what_is_of_no_concern_to_others_is_cut(contents, scope, part, nothing):
    assert getattr(contents, part)
    assert getattr(cut(contents, scope), part) == nothing


@pytest.mark.parametrize("scope", OTHERS)
def test_no_name_of_a_colleague_is_left(contents, scope):
    assert NAME in repr(contents)
    assert NAME not in repr(cut(contents, scope))


@pytest.mark.parametrize("scope", OTHERS)
def test_the_scope_is_that_of_the_reader(contents, scope):
    assert cut(contents, scope).scope is scope


@pytest.mark.parametrize("scope", OTHERS)
def test_level_points_grade_and_source_are_told_to_everybody(contents, scope):
    left = cut(contents, scope)
    for part in ("level", "total", "maximum", "percent", "grade", "source", "ladder"):
        assert getattr(left, part) == getattr(contents, part)


@pytest.mark.parametrize("scope", SEEING_ANSWERS)
def test_a_reader_of_answers_sees_them_with_what_is_strong_and_weak(contents, scope):
    left = cut(contents, scope)
    assert left.pillars[0].criteria[0].answer == "Có làm"
    assert [part.code for part in left.strengths] == ["1.1"]
    assert [part.code for part in left.gaps] == ["1.1"]
    assert left.steps == contents.steps
    assert left.way == contents.way


@pytest.mark.parametrize("scope", SEEING_ANSWERS)
def test_what_the_profile_holds_is_for_the_enterprise_alone(contents, scope):
    assert [question.code for question in cut(contents, scope).unscored] == ["7.1"]


@pytest.mark.parametrize("scope", NOT_SEEING_ANSWERS)
@pytest.mark.parametrize("part", ["strengths", "gaps", "weakest", "steps", "unscored"])
def test_without_answers_nothing_is_left_that_would_give_them_away(
    contents, scope, part
):
    assert getattr(contents, part)
    assert getattr(cut(contents, scope), part) == ()


@pytest.mark.parametrize("scope", NOT_SEEING_ANSWERS)
def test_without_answers_there_is_no_way_either(contents, scope):
    left = cut(replace(contents, standing=make_standing()), scope)
    assert (left.way, left.standing, left.even) == (None, None, None)


def test_a_reader_of_pillars_sees_their_points_but_not_what_they_are_made_of(contents):
    (pillar,) = cut(contents, Scope.PILLARS).pillars
    assert pillar == replace(contents.pillars[0], indicators=())


def test_a_reader_of_pillars_is_told_the_place_among_others_but_not_what_they_raised(
    contents,
):
    comparison = cut(contents, Scope.PILLARS).comparison
    assert comparison.placements == contents.comparison.placements
    assert (comparison.rises, comparison.raised) == (None, ())


def test_a_result_without_comparison_can_be_cut_too(contents):
    assert cut(replace(contents, comparison=None), Scope.PILLARS).comparison is None


def test_a_reader_of_the_overall_level_sees_no_pillar_and_no_profile(contents):
    left = cut(contents, Scope.AGGREGATE)
    assert (left.pillars, left.comparison, left.distance) == ((), None, None)
    assert (left.sector, left.area, left.size, left.answered) == ("", "", "", 0)


@pytest.mark.parametrize("scope", OTHERS)
def test_cutting_twice_takes_nothing_more(contents, scope):
    once = cut(contents, scope)
    assert cut(once, scope) == once


def test_the_narrower_scope_sees_nothing_that_the_wider_one_does_not(contents):
    by_steps = contents
    for scope in OTHERS:
        by_steps = cut(by_steps, scope)
        assert by_steps == cut(contents, scope)


def test_the_ladder_goes_from_the_lowest_to_the_highest_level():
    contents = make_contents()
    assert (contents.bottom, contents.top) == (0, 3)


def test_the_first_steps_are_the_first_of_the_easiest_way():
    contents = make_contents(way=make_way(5))
    assert contents.first_steps == contents.way.steps[:3]


def test_without_a_way_one_begins_with_the_cheapest_raise_of_each_gap():
    steps = (
        make_step("2.1.1", indicator="Web"),
        make_step("2.1.2", indicator="Web"),
        make_step("3.1.1", indicator="Dữ liệu"),
    )
    contents = make_contents(way=None, steps=steps)
    assert [step.code for step in contents.first_steps] == ["2.1.1", "3.1.1"]


def test_gaps_of_one_name_in_two_pillars_are_two_gaps():
    steps = (make_step("2.1.1", pillar="A"), make_step("3.1.1", pillar="B"))
    assert len(make_contents(way=None, steps=steps).first_steps) == 2


def test_with_nothing_to_raise_there_is_nothing_to_begin_with():
    assert make_contents(way=None, steps=()).first_steps == ()


@pytest.mark.parametrize("part", ["suggested", "steps", "unscored", "history"])
def test_a_bank_or_partner_gets_no_answer_plan_or_offer(contents, part):
    contents = replace(contents, steps=(make_step(),), way=make_way())
    assert getattr(contents, part)
    assert not getattr(for_partner(contents), part)


def test_a_bank_or_partner_is_shown_neither_roadmap_nor_way_nor_others(contents):
    told = {"way": make_way(), "standing": make_standing()}
    shown = for_partner(replace(contents, **told))
    assert (shown.roadmap, shown.way, shown.comparison) == (None, None, None)
    assert shown.standing is None


def test_a_bank_or_partner_sees_each_pillar_but_not_what_it_is_made_of(contents):
    shown = for_partner(contents)
    (before,) = contents.pillars
    assert before.indicators
    assert shown.pillars == (replace(before, indicators=()),)


def test_an_answer_that_is_alone_in_its_part_is_not_told_by_its_points(contents):
    alone = make_indicator(
        "6.1",
        name="Sao lưu",
        criteria=(make_criterion("6.1.1", answer="Không sao lưu"),),
    )
    contents = replace(
        contents,
        pillars=(make_pillar(indicators=(alone,)),),
        strengths=(alone,),
        gaps=(alone,),
    )
    assert "Sao lưu" in repr(contents)
    assert "Sao lưu" not in repr(for_partner(contents))


def test_what_a_partner_may_not_see_stays_cut(contents):
    shown = for_partner(cut(contents, Scope.AGGREGATE))
    assert shown.pillars == ()
    assert shown.is_for_partner
