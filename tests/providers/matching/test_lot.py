"""Nothing that a provider chooses brings it forward; and what was shown takes its turn."""

from datetime import date
from uuid import UUID

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from providers.matching.entries import Entries, OfProvider, OfSolution
from providers.matching.lot import Lot

FIRM = "7c0f6bd2-30c0-4f5b-8a4d-0a3c1d0b9f11"
NAMES = st.text(min_size=1, max_size=8)


def provider(pk: int, **fields) -> OfProvider:
    usual = {
        "pk": pk,
        "areas": (),
        "certificates": (),
        "online": True,
        "capacity_per_month": 5,
        "vetted_until": None,
        "paused_until": None,
        "rating_average": None,
        "rating_count": 0,
        "slug": f"nha-{pk}",
        "name": f"Nhà {pk}",
        "is_fictional": True,
        "public_id": UUID(int=pk * 7919),
        "tax_code": "",
    }
    return OfProvider(**usual | fields)


def solution(slug: str, of: OfProvider) -> OfSolution:
    return OfSolution(1, slug, "small", (), (), (), 1, "once", True, of.pk, of)


def standing(providers, offers=1, taken=None, seen=None, day="2026-11-20") -> list[int]:
    """Keys of the providers, as they are drawn."""
    solutions = [
        solution(f"{each.slug}-{number}", each)
        for each in providers
        for number in range(offers)
    ]
    # As the directory has them: in the order of names that providers choose.
    solutions.sort(key=lambda each: each.slug)
    lot = Lot(Entries(solutions), day, FIRM, taken or {}, seen or {})
    beside = lot.beside("q")
    order = sorted(range(len(solutions)), key=beside.__getitem__)
    return list(dict.fromkeys(solutions[row].provider_id for row in order))


FIVE = [provider(pk) for pk in range(1, 6)]
DRAWN = standing(FIVE)


@given(st.lists(NAMES, min_size=5, max_size=5, unique=True))
def test_names_and_short_names_move_nobody(names):
    renamed = [
        each._replace(name=name, slug=name)
        for each, name in zip(FIVE, names, strict=True)
    ]
    assert standing(renamed) == DRAWN


@given(st.permutations(FIVE), st.integers(1, 4))
def test_neither_the_order_of_the_directory_nor_how_much_one_offers(order, offers):
    assert standing(order, offers) == DRAWN


@given(
    st.sampled_from(FIVE),
    st.sampled_from(
        [
            {"certificates": ("ISO",)},
            {"areas": ("26734",)},
            {"online": False},
            {"vetted_until": date(2030, 1, 1)},
            {"rating_count": 90},
        ]
    ),
)
def test_nothing_else_that_it_says_of_itself_moves_it(one, said):
    others = [each for each in FIVE if each is not one]
    assert standing([*others, one._replace(**said)]) == DRAWN


@given(st.sampled_from(FIVE), st.integers(1, 30))
def test_to_be_several_branches_brings_nobody_forward(one, number):
    head = one._replace(tax_code="0312687878")
    branch = provider(
        90 + number,
        tax_code="0312687878-001",
        public_id=UUID(int=one.public_id.int + 1),
    )
    others = [each for each in FIVE if each is not one]
    both = standing([*others, head, branch])
    first_of_house = [key for key in both if key != branch.pk]
    assert first_of_house == DRAWN


@given(st.sampled_from(FIVE), st.integers(10, 1000))
def test_places_beyond_ten_bring_nobody_forward(one, places):
    others = [each for each in FIVE if each is not one]
    ten = standing([*others, one._replace(capacity_per_month=10)])
    assert standing([*others, one._replace(capacity_per_month=places)]) == ten


@given(st.sampled_from(FIVE), st.integers(1, 4))
def test_who_has_fewer_places_left_never_stands_further_ahead(one, taken):
    after = standing(FIVE, taken={one.pk: taken})
    assert after.index(one.pk) >= DRAWN.index(one.pk)
    rest = [key for key in after if key != one.pk]
    assert rest == [key for key in DRAWN if key != one.pk]


@given(st.lists(st.integers(0, 3), min_size=5, max_size=5))
def test_who_was_shown_less_often_stands_first(counts):
    seen = {"q": {each.pk: n for each, n in zip(FIVE, counts, strict=True)}}
    order = standing(FIVE, seen=seen)
    turns = [seen["q"][key] for key in order]
    assert turns == sorted(turns)
    # What was shown beside another question is no turn of this one.
    assert standing(FIVE, seen={"other": seen["q"]}) == DRAWN


def test_who_offers_nothing_any_more_has_no_turn():
    assert standing(FIVE, seen={"q": {77: 3}}) == DRAWN


def test_every_day_is_drawn_anew_and_the_same_day_the_same():
    days = [f"2026-12-{day:02}" for day in range(1, 29)]
    orders = [standing(FIVE, day=day) for day in days]
    assert orders == [standing(FIVE, day=day) for day in days]
    firsts = {order[0] for order in orders}
    assert firsts == {each.pk for each in FIVE}


def test_an_empty_directory_draws_nothing():
    lot = Lot(Entries([]), "2026-11-20", FIRM, {}, {})
    assert np.array_equal(lot.beside("q"), [])
