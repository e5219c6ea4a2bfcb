"""Icons: all of one kind, always beside a word, never a hole in a page."""

import re

import pytest
from django.template import Context, Template

from assessment.templatetags.icons import PATHS, SIZES, icon

COMMANDS = "MmLlHhVvCcSsAaZz"


@pytest.mark.parametrize("name", PATHS)
def test_every_icon_is_hidden_from_screen_readers_and_takes_no_focus(name):
    html = icon(name)
    assert 'aria-hidden="true"' in html
    assert 'focusable="false"' in html


@pytest.mark.parametrize("name", PATHS)
def test_every_icon_is_drawn_with_one_stroke_on_a_grid_of_24(name):
    html = icon(name)
    assert 'viewBox="0 0 24 24"' in html
    assert html.count("stroke-width") == 1
    assert 'stroke="currentColor"' in html


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_a_path_begins_somewhere_and_says_nothing_else(path):
    assert path.startswith("M")
    assert re.fullmatch(rf"[{COMMANDS}\d .,-]+", path)


@pytest.mark.parametrize(("size", "classes"), SIZES.items())
def test_an_icon_has_one_of_three_sizes(size, classes):
    assert f'class="{classes}"' in icon("check", size)


def test_an_unknown_size_fails_loudly():
    with pytest.raises(KeyError):
        icon("check", "enormous")


def test_an_unknown_icon_fails_loudly():
    with pytest.raises(KeyError):
        Template('{% load icons %}{% icon "unicorn" %}').render(Context())


def test_an_icon_is_not_escaped_in_a_page():
    html = Template('{% load icons %}{% icon "plus" "small" %}').render(Context())
    assert html == icon("plus", "small")
    assert html.startswith("<svg ")
