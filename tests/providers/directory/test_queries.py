"""Reads of the directory: tops of an index, vetted providers, what each offers."""

from datetime import date, timedelta

import pytest

from providers.directory.queries import (
    Wanted,
    provider_entries,
    question_tops,
    vetted_providers,
)
from tests.builders import (
    NOW,
    make_index_version,
    make_provider,
    make_solution,
    make_version_of,
)

pytestmark = pytest.mark.django_db


def slugs(wanted: Wanted = Wanted()) -> list[str]:  # noqa: B008 - frozen
    return [provider.slug for provider in vetted_providers(wanted, NOW)]


def test_an_index_that_is_not_published_has_no_tops():
    assert question_tops("small") is None


def test_the_highest_level_of_each_scored_question_is_known():
    make_index_version()
    tops = question_tops("small")
    assert tops["1.1.1"] == 5
    assert "1.1.3" not in tops, "free text earns nothing"


def test_tops_are_those_of_every_variant():
    version = make_version_of("dbi-2025-sme")
    tops = question_tops("dbi-2025-sme")
    assert len(version.variants) > 1
    for index in version.variants:
        assert set(index.codes) <= set(tops)


@pytest.mark.sql
@pytest.mark.parametrize(
    ("until", "is_listed"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 19), False),
        (None, False),
    ],
)
def test_who_is_vetted_today_is_listed(until, is_listed):
    make_solution(make_provider(vetted_until=until))
    assert slugs() == ["sao-mai"] * is_listed


@pytest.mark.sql
def test_the_day_is_vietnams():
    make_solution(make_provider(vetted_until=date(2026, 11, 20)))
    late = NOW.replace(hour=16, minute=59)
    assert vetted_providers(Wanted(), late).exists()
    assert not vetted_providers(Wanted(), late + timedelta(minutes=1)).exists()


@pytest.mark.sql
def test_who_offers_nothing_is_not_listed():
    make_provider()
    make_solution(make_provider("Kia", "kia"), is_active=False)
    assert slugs() == []


@pytest.mark.sql
@pytest.mark.parametrize(
    ("wanted", "listed"),
    [
        (Wanted(text="sao mai"), ["sao-mai"]),
        (Wanted(text="MAI sao"), ["sao-mai"]),
        (Wanted(text="sao hôm"), []),
        (Wanted(sector="I"), ["sao-mai"]),
        (Wanted(sector="A"), []),
        (Wanted(size="small"), ["sao-mai"]),
        (Wanted(size="medium"), []),
        (Wanted(area="web"), ["sao-mai"]),
        (Wanted(area="we"), []),
        (Wanted(sector="I", size="medium"), []),
    ],
)
def test_each_filter_leaves_what_fits(wanted, listed):
    make_solution(
        make_provider(),
        sectors=["G", "I"],
        sizes=["micro", "small"],
        improves=[{"capability": "web.site", "lift": 3}],
    )
    assert slugs(wanted) == listed


@pytest.mark.sql
def test_all_filters_hold_for_one_solution():
    provider = make_provider()
    make_solution(provider, "quan-an", sectors=["I"], sizes=["large"])
    make_solution(provider, "nong-trai", sectors=["A"], sizes=["small"])
    assert slugs(Wanted(sector="I")) == ["sao-mai"]
    assert slugs(Wanted(sector="I", size="small")) == []


@pytest.mark.sql
def test_only_what_fits_is_listed_below_a_provider_cheapest_first():
    provider = make_provider()
    make_solution(provider, "dat", price_from=3, price_to=9)
    make_solution(provider, "re", price_from=1, price_to=9)
    make_solution(provider, "nong-trai", sectors=["A"], price_from=0, price_to=9)
    (listed,) = vetted_providers(Wanted(sector="I"), NOW)
    assert [solution.slug for solution in listed.fitting] == ["re", "dat"]


@pytest.mark.sql
def test_an_entry_shows_what_is_on_offer_vetted_or_not():
    provider = make_provider(vetted_until=None)
    make_solution(provider, "dat", price_from=3, price_to=9)
    make_solution(provider, "re", price_from=1, price_to=9)
    make_solution(provider, "cu", is_active=False)
    entry = provider_entries().get(slug="sao-mai")
    assert [solution.slug for solution in entry.solutions.all()] == ["re", "dat"]
