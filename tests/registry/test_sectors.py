"""Sections of VSIC 2025, A to V: both names, and the group of sizes where the decree has one."""

import pytest

from registry.sector_names import SECTORS
from registry.sectors import sector, sectors


def test_22_sections_are_known_from_a_to_v():
    assert "".join(sectors()) == "ABCDEFGHIJKLMNOPQRSTUV"


def test_every_section_has_both_names_and_a_plain_one():
    assert set(SECTORS) == set(sectors())
    for known in sectors().values():
        assert known.name["vi"]
        assert known.name["en"]
        assert str(SECTORS[known.code])


@pytest.mark.parametrize(
    ("code", "has_group"), [("I", True), ("C", True), ("P", False)]
)
def test_public_administration_has_no_size(code, has_group):
    assert (sector(code).size_group is not None) is has_group


@pytest.mark.parametrize("code", ["", "Z", "a", "AA"])
def test_another_code_is_no_section(code):
    assert sector(code) is None
