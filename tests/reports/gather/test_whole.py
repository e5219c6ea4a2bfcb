import pytest

from accounts.access import Scope
from reports.gather.whole import contents_of
from survey.results.queries import results
from survey.results.services import submit
from survey.rounds.services import change_profile
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_organisation,
    make_result,
)
from tests.reports.reading import gathered

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_a_later_engine_does_not_change_what_an_old_report_says(real_result):
    real_result.total, real_result.level, real_result.pillar_levels = 200, 5, [5] * 6
    contents = gathered(real_result)
    assert (contents.total, contents.level.number, contents.distance) == (200, 5, None)


def test_a_report_keeps_the_name_the_enterprise_had_when_it_submitted(real_result):
    """The same verification code must go on vouching for what was printed."""
    named = real_result.enterprise_name
    following = make_assessment(
        real_result.organisation, real_result.index_version, round=2
    )
    change_profile(assessment=following, by=None, now=NOW, name="Công ty Đổi Tên")
    make_answers(following)
    renamed = submit(assessment=following, by=None, now=NOW)
    assert gathered(results().get(pk=real_result.pk)).name == named
    assert gathered(results().get(pk=renamed.pk)).name == "Công ty Đổi Tên"


def test_each_scope_sees_no_more_than_it_may(real_result):
    aggregate, pillars, answers, own = (
        gathered(real_result, scope=Scope(number)) for number in (1, 2, 3, 4)
    )
    assert aggregate.level == own.level
    assert aggregate.total == own.total
    assert not (aggregate.pillars)
    assert not (aggregate.distance)
    assert not (aggregate.gaps)
    assert not (aggregate.steps)
    assert not (aggregate.sector)
    assert [pillar.points for pillar in pillars.pillars] == real_result.pillar_points
    assert not any(pillar.criteria for pillar in pillars.pillars)
    assert not (pillars.gaps)
    assert not (pillars.strengths)
    assert not (pillars.steps)
    assert answers.pillars == own.pillars
    assert not (answers.history)
    assert answers.way == own.way
    assert (aggregate.way, pillars.way) == (None, None)
    assert not (answers.suggestions)


def test_gathering_takes_the_same_few_queries_however_many_rounds(
    real_index, django_assert_max_num_queries
):
    enterprise = make_organisation()
    for number in range(1, 6):
        result = make_result(make_assessment(enterprise, real_index, round=number))
    result = results().get(pk=result.pk)
    with django_assert_max_num_queries(4):
        contents_of(result, scope=Scope.OWN)
