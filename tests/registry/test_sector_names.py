"""Plain names of the sections: short, translated, the trades of small firms first."""

import pytest
from django.utils import translation

from registry.sector_names import SECTORS
from registry.sectors import sectors

LONGEST = 60  # characters that a phone shows of a choice


def names(language: str) -> list[str]:
    with translation.override(language):
        return [str(name) for name in SECTORS.values()]


def test_shops_and_restaurants_stand_before_what_few_small_firms_do():
    order = list(SECTORS)
    assert order[:3] == ["G", "I", "C"]
    assert order.index("G") < order.index("B")
    assert order[-2:] == ["P", "U"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_sections_have_one_name_and_each_fits_a_phone(language):
    shown = names(language)
    assert len(set(shown)) == len(sectors())
    assert all(0 < len(name) <= LONGEST for name in shown)


def test_every_name_is_translated():
    assert not set(names("vi")) & set(names("en"))


def test_a_plain_name_is_shorter_than_the_official_one_on_the_whole():
    official = sum(len(sector.name["vi"]) for sector in sectors().values())
    assert sum(map(len, names("vi"))) < official
