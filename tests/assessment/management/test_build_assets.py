import os
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
        missing = [letter for letter in VIETNAMESE if ord(letter) not in known]
        assert missing == []
        assert not set(range(0x1EA0, 0x1EFA)) - set(known)
        assert file.stat().st_size < 30_000


def test_figures_have_one_width(folder):
    for weight in build_assets.WEIGHTS:
        with TTFont(folder / f"be-vietnam-figures-{weight}.woff2") as font:
            names = font.getBestCmap()
            advances = font["hmtx"]
        widths = {advances[names[ord(digit)]][0] for digit in build_assets.DIGITS}
        assert len(widths) == 1


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


def test_building_is_done_again_when_it_is_forced(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    call_command("build_assets", stdout=StringIO())
    again = StringIO()
    call_command("build_assets", force=True, stdout=again)
    assert "Fonts built" in again.getvalue()


def test_fonts_that_were_never_built_are_not_current(tmp_path):
    assert not build_assets.is_current(tmp_path)


def test_fonts_older_than_what_they_are_cut_from_are_not_current(tmp_path):
    stylesheet = tmp_path / "fonts.css"
    stylesheet.touch()
    assert build_assets.is_current(tmp_path)
    os.utime(stylesheet, (0, 0))
    assert not build_assets.is_current(tmp_path)


def test_every_weight_has_a_face_to_be_cut_from():
    for weight in build_assets.WEIGHTS:
        assert build_assets.source_of(weight).is_file()
