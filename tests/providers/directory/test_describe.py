"""A solution in words: what it costs, for whom it is made, what it can do."""

from datetime import date

import pytest
from django.utils import translation

from providers.directory.capabilities import capabilities
from providers.directory.describe import area_names, offer
from providers.models import Solution


def solution(**fields) -> Solution:
    facts = {
        "slug": "web",
        "name": {"vi": "Trang web", "en": "Website"},
        "what": {"vi": "Làm trang web.", "en": "A website is made."},
        "kind": "service",
        "improves": [],
        "price_from": 5_000_000,
        "price_to": 5_000_000,
        "price_unit": "once",
    }
    return Solution(**facts | fields)


def test_an_offer_speaks_the_language_of_the_reader():
    assert offer(solution()).name == "Trang web"
    with translation.override("en"):
        english = offer(solution(delivery_days=20))
    assert (english.name, english.what) == ("Website", "A website is made.")
    assert english.kind == "Service"
    assert english.price == "5 million dong, paid once"
    assert english.delivery == "ready in about 20 days"


def test_what_is_not_told_is_empty():
    bare = offer(solution())
    assert (bare.delivery, bare.sectors, bare.sizes, bare.can) == ("", "", "", "")
    assert bare.confirmed is None
    assert bare.raises == 0


def test_limits_are_named():
    with translation.override("en"):
        limited = offer(solution(sectors=["I"], sizes=["micro", "small"]))
    assert limited.sectors == "Restaurants, cafés, hotels"
    assert limited.sizes == "Micro-enterprise and Small enterprise"


def test_the_day_of_a_price_is_kept():
    confirmed = date(2026, 9, 15)
    assert offer(solution(price_confirmed=confirmed)).confirmed == confirmed


@pytest.mark.parametrize(
    ("improves", "can", "raises"),
    [
        ([{"capability": "web.site", "lift": 3}], ["web.site"], 0),
        ([{"question": "1.1.1", "lift": 2}], [], 1),
        (
            [
                {"capability": "web.site", "lift": 3},
                {"question": "1.1.1", "lift": 2},
                {"capability": "customers.crm", "lift": 1},
            ],
            ["web.site", "customers.crm"],
            1,
        ),
        ([{"capability": "web.forgotten", "lift": 3}], [], 0),
    ],
    ids=["capability", "question", "both", "no longer in the vocabulary"],
)
def test_capabilities_are_named_and_questions_counted(improves, can, raises):
    names = capabilities()
    described = offer(solution(improves=improves))
    assert described.can == ", ".join(names[code]["vi"] for code in can)
    assert described.raises == raises


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        ([], ""),
        (["26737"], "Tan Dinh Ward"),
        (["26737", "25747"], "Tan Dinh Ward, Thu Dau Mot Ward"),
    ],
)
def test_areas_are_named_in_the_order_of_the_provider(codes, names):
    with translation.override("en"):
        assert area_names(codes) == names
