"""Where an enterprise stands among others, read from the counted samples."""

import pytest

from accounts.access import Scope
from survey.models import BenchmarkCell
from tests.builders import (
    make_assessment,
    make_organisation,
    make_result,
    make_version_of,
)
from tests.reports.others import AREA, comparison_of, others, refresh
from tests.reports.reading import (
    page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(enterprise):
    """At level 3 in accommodation and food, small, in former Bình Dương."""
    return make_result(make_assessment(enterprise, area=AREA))


def test_no_two_samples_are_offered_whose_difference_is_under_ten(result):
    others(11, area=AREA)
    others(3, area="")
    refresh()
    assert [one.breadth for one in comparison_of(result).options] == ["area"]
    others(7, area="")
    refresh()
    assert [one.breadth for one in comparison_of(result).options] == ["area", "size"]


def test_tools_of_an_industry_that_others_raised_are_named(owner_client, enterprise):
    """Each industry has tools of its own, which stand in no list of the index as a whole."""
    version = make_version_of("dbi-2025-sme")
    answered = [make_assessment(enterprise, version, variant="retail")]
    answered += [
        make_assessment(make_organisation(), version, variant="retail")
        for _number in range(11)
    ]
    for first in answered[1:]:
        make_result(first, level=0)
        again = make_assessment(first.organisation, version, variant="retail", round=2)
        make_result(again, level=1)
    own = make_result(answered[0], level=0)
    refresh("dbi-2025-sme")
    found = comparison_of(own)
    tools = {code for codes in answered[0].index.tools.values() for code in codes}
    cell = BenchmarkCell.objects.first()
    assert tools & set(cell.raised)
    assert len(found.raised) == 5
    assert page(owner_client, own, "compare")


def test_whoever_sees_the_answers_sees_no_more_of_those_who_rose(result):
    others(11, 1, 2, area=AREA)
    refresh()
    found = comparison_of(result, Scope.ANSWERS)
    assert (found.rises, found.raised) == (None, ())


def test_what_stands_at_the_top_already_is_not_said_to_be_raised_by_others(db):
    enterprise = make_organisation()
    top = make_result(make_assessment(enterprise), level=5)
    others(11, 1, 2)
    refresh()
    found = comparison_of(top)
    assert found.rises.count == 11
    assert found.raised == ()


def test_an_index_whose_pillars_have_changed_is_not_compared(result):
    others(11, area=AREA)
    refresh()
    BenchmarkCell.objects.update(pillars=["1", "x"])
    assert comparison_of(result) is None
