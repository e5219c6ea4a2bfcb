"""The 168 units of the city are named as they are called, in Vietnamese order."""

import pytest

from language.collation import sort_key
from registry.areas import area, areas, areas_by_former_province, former_provinces


def test_the_city_has_168_units_of_three_former_provinces():
    assert len(areas()) == 168
    assert [len(units) for _name, units in areas_by_former_province()] == [102, 36, 30]


def test_every_unit_belongs_to_exactly_one_former_province():
    units = [unit for _name, part in areas_by_former_province() for unit in part]
    assert sorted(unit.code for unit in units) == sorted(areas())


def test_units_stand_in_vietnamese_order():
    names = [unit.name["vi"].split(" ", 1)[1] for unit in areas().values()]
    bare = [name.removeprefix("khu ") for name in names]
    assert bare == sorted(bare, key=sort_key)


@pytest.mark.parametrize(
    ("kind", "vietnamese", "english"),
    [
        ("ward", "Phường ", " Ward"),
        ("commune", "Xã ", " Commune"),
        ("special_zone", "Đặc khu ", " Special Zone"),
    ],
)
def test_a_unit_is_called_by_its_kind(kind, vietnamese, english):
    units = [unit for unit in areas().values() if unit.kind == kind]
    assert units
    assert all(unit.name["vi"].startswith(vietnamese) for unit in units)
    assert all(unit.name["en"].endswith(english) for unit in units)


def test_a_unit_is_found_by_its_code():
    code = next(iter(areas()))
    assert area(code) == areas()[code]
    assert area("99999") is None
    assert area("") is None


def test_former_provinces_are_named_in_both_languages():
    names = former_provinces()
    assert len(names) == 3
    assert {unit.former_province for unit in areas().values()} == set(names)
    for name in names.values():
        assert name["vi"]
        assert name["en"].isascii()
