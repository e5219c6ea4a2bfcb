"""What a provider is told of the enterprise that asks for it."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation

from accounts.access.scopes import Scope
from accounts.models import Organisation
from indexes.index.model import Index
from providers.leads.describe import age_in_days, enterprise_facts, weak_pillars
from reports.gather.frozen import Frozen
from reports.gather.whole import contents_of
from reports.wording.results import share
from tests.builders import NOW, small_document
from tests.providers.matching.examples import shop

VIETNAM_MIDNIGHT = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_weak_pillars_are_told_by_the_points_that_count_in_the_total():
    index, result = shop({"7.2.01-01": 1})
    with translation.override("en"):
        weakest = weak_pillars(index.rubric.pillars, result, index)
        assert sum(float(pillar.maximum) for pillar in weakest) == pytest.approx(
            100, abs=0.05
        )
        assert float(weakest[-1].points) > 1, "one tool of a list that weighs 60"
        shown = contents_of(Frozen(result), scope=Scope.OWN).pillars
        assert [f"{pillar.points}/{pillar.maximum}" for pillar in weakest] == [
            share(pillar.points, pillar.maximum) for pillar in shown
        ]


def weak(codes, **pillars):
    """Of a result with these points, maxima and levels of its pillars."""
    index = Index(small_document())
    columns = {"pillar_points": [3, 15, 0], "pillar_maxima": [10, 15, 10]}
    levels = {"pillar_levels": [2, 5, None], "unit": 1}
    return weak_pillars(codes, SimpleNamespace(**columns | levels | pillars), index)


def test_a_pillar_is_told_by_name_points_share_and_level():
    with translation.override("en"):
        (pillar,) = weak(["1"])
    assert (pillar.name, pillar.points, pillar.maximum) == ("Customers", "3", "10")
    assert (pillar.level, pillar.level_name) == (2, "Started")
    assert pillar.percent == 30


def test_pillars_are_told_in_the_order_in_which_they_were_passed_on():
    with translation.override("en"):
        names = [pillar.level for pillar in weak(["2", "1"])]
    assert names == [5, 2]


def test_a_pillar_that_the_index_does_not_have_is_left_out():
    assert weak(["9"]) == []
    assert weak([]) == []


def test_a_pillar_without_a_level_has_no_name_of_one():
    (pillar,) = weak(["3"])
    assert pillar.level is None
    assert pillar.level_name == ""


@pytest.mark.parametrize(
    ("sector", "size", "area", "facts"),
    [
        (
            "I",
            "small",
            "26737",
            {
                "sector": "Restaurants, cafés, hotels",
                "size": "Small enterprise",
                "area": "Tan Dinh Ward",
            },
        ),
        ("", "", "", {"sector": "", "size": "", "area": ""}),
        ("?", "?", "?", {"sector": "", "size": "", "area": ""}),
    ],
    ids=["known", "not told", "no longer on the lists"],
)
def test_an_enterprise_is_told_by_line_size_and_area(sector, size, area, facts):
    told = SimpleNamespace(
        sector="C", employees=80, revenue=1, capital=None, is_young=False
    )
    result = SimpleNamespace(
        sector=sector,
        size=size,
        area=area,
        assessment=told,
        organisation=Organisation(),
    )
    with translation.override("en"):
        assert enterprise_facts(result) == facts


@pytest.mark.parametrize(
    ("answered", "now", "days"),
    [
        (NOW, NOW, 0),
        (NOW - timedelta(days=9), NOW, 9),
        (VIETNAM_MIDNIGHT - timedelta(minutes=1), VIETNAM_MIDNIGHT, 1),
        (VIETNAM_MIDNIGHT, VIETNAM_MIDNIGHT + timedelta(hours=23), 0),
    ],
    ids=["now", "days", "over midnight", "the same day"],
)
def test_age_is_counted_by_vietnams_calendar(answered, now, days):
    assert age_in_days(SimpleNamespace(answered_at=answered), now) == days
