"""Which roadmap and which reading count, and what steps come to."""

from datetime import timedelta

import pytest

from roadmap.models import Roadmap, RoadmapStep
from roadmap.queries import (
    already_there,
    earlier_roadmap,
    left_out_of,
    newer_result,
    newest_rescore,
    newest_roadmaps,
    open_steps_of,
    roadmap_of,
    steps_of,
    tops_of,
)
from survey.models import Result
from survey.results.freeze import frozen_result
from survey.results.queries import results
from tests.builders import (
    NOW,
    make_assessment,
    make_correction,
    make_organisation,
    make_own_step,
    make_result,
    make_roadmap_of,
    make_version_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def round_of(result: Result, number: int, days: int, **fields) -> Result:
    """Another round of the same enterprise, so many days later."""
    assessment = make_assessment(result.organisation, round=number, **fields)
    return make_result(assessment, level=1, created_at=NOW + timedelta(days=days))


def rescore_of(result: Result, days: int) -> Result:
    """The same round read again, so many days later."""
    levels = [1] * len(result.index.codes)
    rescore = frozen_result(
        assessment=result.assessment,
        levels=levels,
        digest="",
        now=NOW + timedelta(days=days),
    )
    rescore.rescored_from, rescore.engine_version = result, f"9.{days}"
    rescore.save()
    return rescore


def step(
    question: str = "", to_level: int | None = None, text: str = ""
) -> RoadmapStep:
    return RoadmapStep(question=question, from_level=0, to_level=to_level, text=text)


# Of one round


def test_a_round_without_a_roadmap_has_none(result):
    assert roadmap_of(result) is None


def test_the_roadmap_of_a_round_is_found_from_each_of_its_readings(result):
    roadmap = make_roadmap_of(result)
    rescore = rescore_of(result, 10)
    for reading in (result, rescore):
        kept = roadmap_of(reading)
        assert kept.pk == roadmap.pk
        assert kept.result is reading, "with this reading at hand"


def test_the_newest_reading_of_a_round_is_the_one_made_last(result):
    assert newest_rescore(result) == result
    first, last = rescore_of(result, 10), rescore_of(result, 20)
    for reading in (result, first, last):
        assert newest_rescore(reading) == last


def test_steps_stand_in_the_order_to_do_them(result):
    roadmap = make_roadmap_of(result, 5)
    roadmap.steps.update(horizon=6)
    last, first = roadmap.steps.order_by("order")[:2]
    RoadmapStep.objects.filter(pk=first.pk).update(horizon=0)
    RoadmapStep.objects.filter(pk=last.pk).update(horizon=24)
    steps = steps_of(roadmap)
    assert (steps[0], steps[-1]) == (first, last)
    middle = [each.order for each in steps[1:-1]]
    assert middle == sorted(middle)


@pytest.mark.parametrize(
    ("steps", "tops"),
    [
        ([], {}),
        ([step("1.1.1", 3)], {"1.1.1": 3}),
        ([step("1.1.1", 3), step("1.1.1", 5), step("1.1.1", 4)], {"1.1.1": 5}),
        ([step("1.1.1", 3), step("2.1.1", 2)], {"1.1.1": 3, "2.1.1": 2}),
        ([step(text="Họp cả nhà")], {}),
    ],
    ids=[
        "none",
        "one",
        "the highest of a question",
        "each by itself",
        "the owner's own",
    ],
)
def test_steps_lift_each_question_as_far_as_the_highest_of_them(steps, tops):
    assert tops_of(steps) == tops


# Between rounds


def test_the_newest_later_round_of_the_same_index_is_the_newer_result(result):
    second, third = round_of(result, 2, 30), round_of(result, 3, 60)
    other = make_version_of("dma")
    round_of(result, 4, 90, index_version=other)
    assert newer_result(result) == third
    assert newer_result(second) == third
    assert newer_result(third) is None


def test_another_enterprise_has_no_newer_result_for_this_one(result):
    make_result(make_assessment(), level=1, created_at=NOW + timedelta(days=30))
    assert newer_result(result) is None


def test_the_roadmap_before_is_the_newest_of_an_earlier_round(result):
    second, third = round_of(result, 2, 30), round_of(result, 3, 60)
    first_roadmap = make_roadmap_of(result)
    assert earlier_roadmap(third) == first_roadmap, "the round between has none"
    second_roadmap = make_roadmap_of(second)
    assert earlier_roadmap(third) == second_roadmap
    assert earlier_roadmap(second) == first_roadmap
    assert earlier_roadmap(result) is None


def test_for_a_first_round_nothing_is_asked(result, django_assert_num_queries):
    result = results().get(pk=result.pk)
    with django_assert_num_queries(0):
        assert earlier_roadmap(result) is None


def test_the_roadmap_before_a_correction_of_a_first_round_is_that_of_what_it_corrects(
    result,
):
    roadmap = make_roadmap_of(result)
    corrected = make_correction(result, level=1)
    corrected.assessment.submitted_at += timedelta(days=2)
    assert earlier_roadmap(corrected) == roadmap


def test_what_was_left_out_before_stays_so_until_this_round_says_otherwise(result):
    later = round_of(result, 2, 30)
    assert left_out_of(later, None) == set()
    before = make_roadmap_of(result)
    Roadmap.objects.filter(pk=before.pk).update(left_out=["2.1.1"])
    assert left_out_of(later, None) == {"2.1.1"}
    assert left_out_of(later, make_roadmap_of(later)) == set()


def test_a_roadmap_has_what_it_plans_leaves_out_and_its_owners_words(result):
    assert already_there(None) == (set(), set())
    roadmap = make_roadmap_of(result)
    roadmap.left_out = ["3.1.2"]
    planned = {each.question for each in roadmap.steps.all()}
    make_own_step(roadmap)
    questions, texts = already_there(roadmap)
    assert questions == {*planned, "3.1.2", ""}
    assert texts == {"Họp cả nhà"}


# Of many enterprises


def test_of_each_enterprise_the_roadmap_made_last_counts(result):
    second = round_of(result, 2, 30)
    make_roadmap_of(result)
    last = make_roadmap_of(second, now=NOW + timedelta(days=31))
    other = make_result(make_assessment(make_organisation(name="Tiệm may")), level=1)
    of_other = make_roadmap_of(other)
    without = make_organisation(name="Chưa có gì")
    enterprises = [result.organisation, other.organisation, without]
    assert newest_roadmaps(enterprises) == {
        result.organisation_id: last,
        other.organisation_id: of_other,
    }
    assert newest_roadmaps([without]) == {}


def test_a_roadmap_in_a_list_names_the_newest_reading_of_its_round(result):
    make_roadmap_of(result)
    rescore = rescore_of(result, 10)
    (roadmap,) = newest_roadmaps([result.organisation]).values()
    assert roadmap.reading == rescore.public_id


def test_many_roadmaps_take_as_many_queries_as_one(result, django_assert_num_queries):
    enterprises = [result.organisation]
    make_roadmap_of(result)
    for number in range(3):
        other = make_result(
            make_assessment(make_organisation(name=f"Quán {number}")), level=1
        )
        make_roadmap_of(other)
        enterprises.append(other.organisation)
    with django_assert_num_queries(2):
        for roadmap in newest_roadmaps(enterprises).values():
            assert list(roadmap.steps.all())


def test_open_are_the_steps_that_are_not_ticked_off():
    first, done, last = step("1.1.1", 2), step("2.1.1", 2), step(text="Họp cả nhà")
    done.done_at = NOW
    assert open_steps_of([first, done, last]) == [first, last]
