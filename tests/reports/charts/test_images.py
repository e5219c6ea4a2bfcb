"""The radar and the bars as images for slides."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from accounts.brakes.heavy import TooBusyError
from reports.charts import images
from reports.charts.drawing import draw
from reports.charts.images import chart_image, picture_of
from reports.charts.picture import Picture
from reports.contents.whole import Contents
from tests.reports.records import make_contents, make_pillar

SVG = "{http://www.w3.org/2000/svg}"


def drawn(contents: Contents, kind: str, form: str) -> bytes:
    """As the process of its own draws it, with what is sent there."""
    sent = picture_of(contents, kind, form).to_json()
    return draw(Picture.from_json(sent))


@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_process_of_its_own_draws_it_and_knows_no_key(form, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "nothing for who draws")
    contents = make_contents()
    assert chart_image(contents, "bars", form) == drawn(contents, "bars", form)
    assert "SECRET_KEY" not in images._NEEDED


def test_who_waits_too_long_is_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(images, "LONGEST_WAIT", 0)
    with pytest.raises(TooBusyError):
        chart_image(make_contents(), "bars", "svg")


@pytest.mark.parametrize("kind", ["radar", "bars"])
def test_an_image_is_a_real_picture(kind):
    contents = make_contents()
    png = drawn(contents, kind, "png")
    assert png.startswith(b"\x89PNG")
    assert len(png) > 10_000

    root = ElementTree.fromstring(drawn(contents, kind, "svg"))
    assert root.tag == f"{SVG}svg"
    assert len(list(root.iter(f"{SVG}path"))) > 10


@pytest.mark.parametrize("kind", ["radar", "bars"])
def test_the_same_contents_give_the_same_picture(kind):
    contents = make_contents()
    first, again = (drawn(contents, kind, "png") for _turn in range(2))
    assert first == again


@pytest.mark.parametrize(
    "name",
    ["Giá $\\frac$ rẻ", "$x^$", "--><script>alert(1)</script>", "<b>&amp;</b> %s {0}"],
)
def test_a_name_like_a_formula_or_markup_is_drawn_as_it_stands(name):
    image = drawn(make_contents(name=name), "bars", "svg")
    ElementTree.fromstring(image)
    assert b"<script" not in image


@pytest.mark.parametrize("kind", ["radar", "bars"])
def test_the_image_follows_the_values(kind):
    pillars = [make_pillar(code, percent=Decimal(10)) for code in "123"]
    lower = make_contents(pillars=tuple(pillars))
    assert drawn(make_contents(), kind, "png") != drawn(lower, kind, "png")


@pytest.mark.parametrize("kind", ["radar", "bars"])
def test_a_pillar_that_does_not_apply_is_drawn_too(kind):
    unknown = make_pillar("2", percent=None, level=None, to_next=None)
    contents = make_contents(pillars=(make_pillar("1"), unknown, make_pillar("3")))
    assert drawn(contents, kind, "png").startswith(b"\x89PNG")


def test_a_very_long_name_is_cut_short_on_the_picture():
    long, longer = "Công ty " * 20, "Công ty " * 30
    first = drawn(make_contents(name=long), "bars", "png")
    assert first == drawn(make_contents(name=longer), "bars", "png")
