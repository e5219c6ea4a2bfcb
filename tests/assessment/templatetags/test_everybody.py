"""What is drawn once for all readers of a language knows nothing of any of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, engines
from django.template.loader import get_template
from django.utils import translation

from assessment.templatetags.everybody import Everybody

MISSING = "«%s is missing»"


def parts() -> Iterator[tuple[str, Everybody]]:
    for file in sorted(Path(settings.BASE_DIR).glob("*/templates/**/*.html")):
        if "{% everybody %}" in file.read_text():
            name = file.relative_to(file.parents[0].root).as_posix()
            name = name.split("/templates/", 1)[1]
            nodes = get_template(name).template.nodelist.get_nodes_by_type(Everybody)
            assert nodes, name
            for node in nodes:
                yield name, node


def draw(source: str, **known) -> str:
    return engines["django"].engine.from_string(source).render(Context(known))


@pytest.mark.parametrize("language", ["vi", "en", "vi-hkd"])
def test_nothing_inside_is_known_only_to_a_page(language, monkeypatch):
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "string_if_invalid", MISSING)
    with translation.override(language):
        for name, node in parts():
            context = Context()
            with context.bind_template(get_template("base.html").template):
                assert "is missing»" not in node.draw(context), name


def test_it_is_drawn_once_in_each_language():
    template = engines["django"].engine.from_string(
        "{% load i18n %}{% everybody %}{% translate 'Send' %}{{ who }}{% endeverybody %}"
    )
    with translation.override("en"):
        assert template.render(Context({"who": "An"})) == "Send"
    with translation.override("vi"):
        assert template.render(Context({"who": "Bình"})) == "Gửi"
    [node] = template.nodelist.get_nodes_by_type(Everybody)
    assert node.drawn == {"en": "Send", "vi": "Gửi"}


def test_what_stands_around_it_is_drawn_for_each():
    source = "{{ who }}{% everybody %}, {% endeverybody %}{{ who }}"
    assert draw(source, who="An") == "An, An"
