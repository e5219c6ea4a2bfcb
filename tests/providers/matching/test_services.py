"""Suggestions are stored as they were shown."""

from datetime import timedelta

import pytest

from providers.matching.services import recommend
from providers.models import Recommendation
from tests.builders import (
    NOW,
    make_result,
    make_solution,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_a_stored_recommendation_stays_as_it_was_when_the_directory_changes():
    solution = make_solution()
    result = make_result(level=1)
    stored = recommend(result=result, now=NOW)
    was = stored.content
    solution.name, solution.price_from, solution.price_to = (
        {"vi": "Khác", "en": "Other"},
        1,
        2,
    )
    solution.save()
    solution.provider.vetted_until = None
    solution.provider.save()
    stored.refresh_from_db()
    assert stored.content == was
    again = recommend(result=result, now=NOW + timedelta(days=1))
    assert again.pk != stored.pk
    assert result.recommendations.count() == 2


def test_asked_again_with_nothing_changed_the_same_recommendation_is_kept():
    make_solution()
    result = make_result(level=1)
    first = recommend(result=result, now=NOW, budget=50_000_000)
    recommend(result=result, now=NOW, budget=60_000_000)
    again = recommend(result=result, now=NOW + timedelta(hours=1), budget=50_000_000)
    assert again.pk == first.pk
    assert Recommendation.objects.count() == 2
    assert result.recommendations.first() == first
