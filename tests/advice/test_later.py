"""What a consultant laughs at is in no plan of a typical firm, and what he misses has a reason."""

import pytest

from roadmap.advising.archetypes import archetypes

FIRMS = {firm.id: firm for firm in archetypes()}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("accountants", "7.2.12-20"),  # the first two steps are just that
        ("noodle-shop", "2.1"),
        ("corner-shop", "2.1"),
        ("guest-house", "2.1"),
        ("coffee-chain", "7.2.13-14"),  # comes with the software of a chain
    ],
)
def test_nothing_is_told_as_a_wish_that_is_none(name, code):
    assert code not in FIRMS[name].counsel.wanted


@pytest.mark.parametrize(
    ("name", "code", "why"),
    [
        ("car-garage", "7.2.04-06", "had"),
        ("coffee-chain", "7.2.13-09", "dear"),
        ("hotel", "7.2.09-01", "there"),
    ],
)
def test_what_comes_to_mind_at_once_is_left_out_with_its_reason(name, code, why):
    assert (code, why) in FIRMS[name].counsel.left_out
