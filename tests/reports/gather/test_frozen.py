"""A result with its answers, read once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.gather.frozen import Frozen, colleague_of, percent
from survey.models import Answer, Respondent
from tests.builders import (
    make_answers,
    make_assessment,
    make_respondent,
    make_result,
    make_version_of,
)


@pytest.mark.parametrize(
    ("part", "whole", "value"),
    [
        (0, 10, Decimal(0)),
        (10, 10, Decimal(100)),
        (413, 1000, Decimal("41.3")),
        (1, 3, Decimal("33.3")),
        (0, 0, None),
    ],
)
def test_a_percent_is_rounded_to_a_decimal_and_of_nothing_there_is_none(
    part, whole, value
):
    assert percent(part, whole) == value


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_part_of_the_whole_is_between_nothing_and_all(part, rest):
    assert 0 <= percent(part, part + rest) <= 100


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (None, ""),
        (Answer(), ""),
        (Answer(given_by=Respondent(name="Chị Lan")), "Chị Lan"),
        (
            Answer(given_by=Respondent(name="Chị Lan"), state=Answer.State.CLEARED),
            "",
        ),
    ],
)
def test_an_answer_that_counts_bears_the_name_of_the_colleague_who_gave_it(
    answer, name
):
    assert colleague_of(answer) == name


@pytest.mark.django_db
class TestFrozen:
    def test_answers_are_at_hand_by_question(self):
        assessment = make_assessment()
        make_answers(assessment, level=2)
        frozen = Frozen(make_result(assessment))
        assert set(frozen.answers) == set(frozen.index.codes)
        assert frozen.answers["1.1.1"].level == 2

    def test_answers_that_are_no_longer_kept_are_none(self):
        frozen = Frozen(make_result())
        assert frozen.answers == {}

    def test_answers_are_read_once(self, django_assert_num_queries):
        frozen = Frozen(make_result())
        with django_assert_num_queries(1):
            _first, _again = frozen.answers, frozen.answers

    def test_ways_up_begin_with_what_is_decoded_already(self):
        frozen = Frozen(make_result())
        assert frozen.position.scored is frozen
        assert frozen.position.levels is frozen.levels

    def test_a_question_behind_an_answer_that_was_not_given_is_not_shown(self):
        shown = Frozen(make_result()).shown
        assert "1.1.1" in shown
        assert shown.isdisjoint({"1.1.2", "1.1.3"})

    def test_points_count_one_by_one_where_pillars_do_not_weigh(self):
        frozen = Frozen(make_result(make_assessment()))
        assert frozen.points(frozen.result.unit * 3, pillar=0) == 3

    def test_points_of_a_heavy_pillar_count_more_in_the_total(self):
        draft = make_assessment(
            index_version=make_version_of("dbi-2025-sme"), variant="retail"
        )
        frozen = Frozen(make_result(draft, level=1))
        whole = [
            frozen.points(maximum, pillar)
            for pillar, maximum in enumerate(frozen.result.pillar_maxima)
        ]
        assert sum(whole) == frozen.result.maximum_points
        assert len(set(whole)) > 1

    def test_the_colleague_is_read_with_the_answers(self, django_assert_num_queries):
        assessment = make_assessment()
        make_answers(assessment)
        colleague = make_respondent(assessment)
        assessment.answers.update(given_by=colleague)
        frozen = Frozen(make_result(assessment))
        with django_assert_num_queries(1):
            names = {colleague_of(answer) for answer in frozen.answers.values()}
        assert names == {colleague.name}
