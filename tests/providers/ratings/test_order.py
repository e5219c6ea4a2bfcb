"""What ratings change in the order of suggestions, and that what was stored stays as it was."""

from decimal import Decimal

import pytest

from providers.matching.entries import USUAL_COUNT, USUAL_RATING, quality_of
from providers.matching.kept.replay import replayed
from providers.matching.services import recommend
from providers.models import Provider
from providers.ratings.queries import counted
from scoring.matching import shrunk_rating
from tests.builders import NOW, make_provider, make_solution
from tests.providers.ratings.world import make_rating


def rated(average: str | None, count: int) -> Provider:
    value = None if average is None else Decimal(average)
    return Provider(rating_average=value, rating_count=count)


def test_the_prior_is_what_is_published():
    assert (USUAL_RATING, USUAL_COUNT) == (4.0, 20)


def test_without_ratings_a_provider_is_a_usual_one():
    assert quality_of(rated(None, 0)) == USUAL_RATING


@pytest.mark.parametrize(
    ("average", "count", "expected"),
    [
        # (5 × 1 + 4 × 20) ÷ 21 and so on.
        ("5.00", 1, 85 / 21),
        ("1.00", 1, 81 / 21),
        ("4.60", 40, 264 / 60),
        ("4.00", 500, 4.0),
    ],
)
def test_few_ratings_count_for_little(average, count, expected):
    assert quality_of(rated(average, count)) == pytest.approx(expected, abs=1e-12)


def test_one_happy_customer_does_not_outrank_forty():
    assert quality_of(rated("5.00", 1)) < quality_of(rated("4.60", 40))


@pytest.mark.parametrize("stars", [1.0, 2.5, 5.0])
def test_with_ever_more_ratings_it_comes_to_what_they_say(stars):
    far = [
        abs(shrunk_rating(stars, count, USUAL_RATING, USUAL_COUNT) - stars)
        for count in (1, 10, 100, 1000)
    ]
    assert far == sorted(far, reverse=True)
    assert far[-1] < 0.1


@pytest.mark.django_db
def test_the_page_tells_what_the_order_goes_by(ask, owner, provider):
    make_rating(ask(), owner)
    provider.refresh_from_db()
    told = counted(provider)
    assert told.in_order == quality_of(provider)
    assert (told.usual, told.usual_count) == (USUAL_RATING, USUAL_COUNT)


@pytest.mark.django_db
@pytest.mark.sql
def test_what_was_suggested_before_a_rating_is_replayed_bit_by_bit(
    result, ask, owner, provider
):
    make_solution(make_provider("Nhà khác", "khac"), "khac")
    lead = ask()
    stored = recommend(result=result, plan=None, now=NOW, by=owner)
    make_rating(lead, owner)
    provider.refresh_from_db()
    assert provider.rating_count == 1
    replay = replayed(stored)
    assert replay.is_equal
    assert replay.digest == stored.digest
