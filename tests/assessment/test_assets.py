from io import StringIO

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from assessment.management.commands import build_assets

VIETNAMESE = "ẴẵẶặỂểỖỗƯưƠơĐđÝỳỹ₫“”–…·0123456789,.%"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("fonts")
    build_assets.build(made)
    return made


def test_the_fonts_hold_every_vietnamese_letter_and_stay_small(folder):
    for weight in build_assets.WEIGHTS:
        file = folder / f"be-vietnam-pro-{weight}.woff2"
        with TTFont(file) as font:
            known = font.getBestCmap()
        assert [letter for letter in VIETNAMESE if ord(letter) not in known] == []
        assert not set(range(0x1EA0, 0x1EFA)) - set(known)
        assert file.stat().st_size < 30_000


def test_figures_have_one_width(folder):
    for weight in build_assets.WEIGHTS:
        with TTFont(folder / f"be-vietnam-figures-{weight}.woff2") as font:
            names = font.getBestCmap()
            assert (
                len({font["hmtx"][names[ord(digit)]][0] for digit in "0123456789"}) == 1
            )


def test_the_stylesheet_names_every_file(folder):
    text = (folder / "fonts.css").read_text(encoding="utf-8")
    for file in folder.glob("*.woff2"):
        assert file.name in text
    assert text.count("font-display: swap") == 6


def test_building_twice_builds_once(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    first, second = StringIO(), StringIO()
    call_command("build_assets", stdout=first)
    call_command("build_assets", stdout=second)
    assert "Fonts built" in first.getvalue()
    assert "up to date" in second.getvalue()
