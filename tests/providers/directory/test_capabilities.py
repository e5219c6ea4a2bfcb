"""What solutions can do, in one vocabulary; and the demo leaves nobody without help."""

from pathlib import Path

import pytest

from indexes.documents.reader import read
from providers.directory.capabilities import areas, capabilities, helpers_of
from tests.builders import NOW, index_document

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
INDEXES = ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"]


@pytest.fixture(scope="module")
def solutions():
    """Solutions of the demo whose provider is vetted and takes requests."""
    providers = read(FIXTURES / "demo" / "providers.yaml").data["providers"]
    usable = [row for row in providers if is_usable(row)]
    return [solution for row in usable for solution in row["solutions"]]


def is_usable(row: dict) -> bool:
    until = str(row["vetted_until"] or "")
    return until > str(NOW.date()) and row["capacity_per_month"] > 0


def helps(solutions, names, section, size, least):
    return any(
        part["capability"] in names and part["lift"] >= least
        for solution in solutions
        if section in (solution["sectors"] or [section])
        and size in (solution["sizes"] or [size])
        for part in solution["improves"]
    )


def test_every_capability_has_words_an_area_and_a_question():
    assert all(
        set(name) == {"vi", "en"}
        for name in [*capabilities().values(), *areas().values()]
    )
    assert {name.split(".")[0] for name in capabilities()} == set(areas())
    helping = set()
    for index_id in INDEXES:
        for helpers in helpers_of(index_id).values():
            by_option = helpers.values() if isinstance(helpers, dict) else [helpers]
            helping.update(*by_option)
    assert helping == set(capabilities())


def test_every_capability_is_on_offer_in_the_demo(solutions):
    offered = {
        part["capability"]
        for solution in solutions
        for part in solution["improves"]
        if part["lift"] >= 2
    }
    assert offered == set(capabilities())


def test_every_tool_of_every_industry_has_somebody_for_a_small_firm(solutions):
    helpers = helpers_of("dbi-2025-sme")
    for industry in index_document("dbi-2025-sme")["variants"]["list"]:
        for tool in industry["questions"]["7.2"]:
            for section in industry["vsic"]:
                assert helps(solutions, helpers[tool["code"]], section, "small", 2), (
                    section,
                    tool["code"],
                )


def test_every_criterion_of_a_large_manufacturer_has_somebody(solutions):
    for code, names in helpers_of("dbi-2025-large").items():
        assert helps(solutions, names, "C", "large", 1), code


@pytest.mark.parametrize("code", ["7.2.04-11", "7.2.09-08", "7.2.20-06", "7.2.20-07"])
def test_who_files_taxes_does_not_register_guests_vehicles_or_devices(code):
    helpers = helpers_of("dbi-2025-sme")
    assert set(helpers[code]).isdisjoint(helpers["7.2.12-02"])
