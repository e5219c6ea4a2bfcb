"""Where an enterprise stands among others, read from the counted samples."""

import pytest

from accounts.access.scopes import Scope
from survey.models import BenchmarkCell
from tests.builders import (
    make_assessment,
    make_organisation,
    make_result,
    make_version_of,
)
from tests.reports.others import AREA, comparison_of, others
from tests.reports.reading import (
    page,
)
from tests.survey.benchmark.many import make_independent, make_many, refresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(enterprise):
    """At level 3 in accommodation and food, small, in former Bình Dương; it counts."""
    make_independent(enterprise)
    return make_result(make_assessment(enterprise, area=AREA))


def test_no_two_samples_are_offered_whose_difference_is_under_ten(result):
    others(31, area=AREA)
    others(5, area="")
    refresh()
    found = comparison_of(result)
    assert [one.breadth for one in found.options] == ["area"]
    others(25, area="")
    refresh()
    found = comparison_of(result)
    assert [one.breadth for one in found.options] == ["area", "size"]
    assert [one.count for one in found.options] == [32, 62]


@pytest.mark.parametrize(("count", "is_exact"), [(9, False), (28, False), (29, True)])
def test_below_thirty_only_who_stands_above_about_half_is_told(result, count, is_exact):
    others(count, 2, area=AREA)
    refresh()
    found = comparison_of(result)
    assert found.sample.is_exact is is_exact
    assert len(found.placements) == 1 + len(result.pillar_points)
    for placement in found.placements:
        assert (placement.spread is not None) is is_exact
        assert is_exact or placement.side == 1


def test_figures_of_more_go_before_about_half_of_few_which_can_be_chosen(result):
    others(11, 2, area=AREA)
    others(40, 4, sector="G")
    refresh()
    found = comparison_of(result)
    assert [one.breadth for one in found.options] == ["area", "all"]
    assert (found.sample.breadth, found.sample.missed) == ("all", ())
    chosen = comparison_of(result, breadth="area")
    assert (chosen.sample.count, chosen.sample.is_exact) == (10, False)


def test_the_side_is_that_of_the_middle_half(result):
    others(14, 3, area=AREA)
    others(5, 0, area=AREA)
    refresh()
    sides = {placement.side for placement in comparison_of(result).placements}
    assert sides == {0}


def test_the_part_of_the_enterprise_itself_is_known(result):
    others(20, 0, area=AREA)
    others(20, 5, area=AREA)
    refresh()
    total = comparison_of(result).placements[0]
    own = total.spread.parts[total.spread.own]
    assert own.holds(int(total.percent * 10))
    counts = [part.count for part in total.spread.parts if part.count]
    assert min(counts) >= 5


def test_who_has_no_account_sees_where_it_stands_and_that_it_does_not_count(result):
    others(30, 2, area=AREA)
    newcomer = make_result(make_assessment(make_organisation(), area=AREA), level=5)
    refresh()
    found = comparison_of(newcomer)
    assert not found.has_account
    assert found.placements[0].spread.rank.below == 31
    assert found.sample.count == 31
    assert comparison_of(result).has_account


def test_tools_of_an_industry_that_others_raised_are_named(owner_client, enterprise):
    """Each industry has tools of its own, which stand in no list of the index as a whole."""
    version = make_version_of("dbi-2025-sme")
    own = make_result(make_assessment(enterprise, version, variant="retail"), level=0)
    make_many(31, 0, 1, version=version, variant="retail")
    refresh("dbi-2025-sme")
    found = comparison_of(own)
    by_tool = own.assessment.index.tools.values()
    tools = {code for codes in by_tool for code in codes}
    cell = BenchmarkCell.objects.first()
    assert tools & set(cell.raised)
    assert len(found.raised) == 5
    assert page(owner_client, own, "compare")


def test_whoever_sees_the_answers_sees_no_more_of_those_who_rose(result):
    others(31, 1, 2, area=AREA)
    refresh()
    assert comparison_of(result).rises
    found = comparison_of(result, Scope.ANSWERS)
    assert (found.rises, found.raised) == (None, ())


def test_what_stands_at_the_top_already_is_not_said_to_be_raised_by_others(db):
    enterprise = make_organisation()
    top = make_result(make_assessment(enterprise), level=5)
    others(31, 1, 2)
    refresh()
    found = comparison_of(top)
    assert found.rises.count == 31
    assert found.raised == ()


def test_an_index_whose_pillars_have_changed_is_not_compared(result):
    others(11, area=AREA)
    refresh()
    BenchmarkCell.objects.update(pillars=["1", "x"])
    assert comparison_of(result) is None
