"""What a provider is told of the enterprise that asks for it."""

import pytest
from django.utils import translation

from accounts.access import Scope
from providers.leads.describe import weak_pillars
from reports.gather.whole import contents_of
from reports.wording.results import share
from tests.providers.matching.examples import shop

pytestmark = pytest.mark.django_db


def test_weak_pillars_are_told_by_the_points_that_count_in_the_total():
    index, result = shop({"7.2.01-01": 1})
    with translation.override("en"):
        told = weak_pillars(index.rubric.pillars, result, index)
        assert sum(float(pillar.maximum) for pillar in told) == pytest.approx(
            100, abs=0.05
        )
        assert float(told[-1].points) > 1, "one tool of a list that weighs 60"
        shown = contents_of(result, scope=Scope.OWN).pillars
        assert [f"{pillar.points}/{pillar.maximum}" for pillar in told] == [
            share(pillar.points, pillar.maximum) for pillar in shown
        ]
