"""What is drawn once for all readers of a language knows nothing of any of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, TemplateSyntaxError, engines
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import mark_safe

from assessment.templatetags.everybody import MOST_LOOKS, Everybody

MISSING = "«%s is missing»"


def parts() -> Iterator[tuple[str, Everybody]]:
    for file in sorted(Path(settings.BASE_DIR).glob("*/templates/**/*.html")):
        if "{% everybody" in file.read_text():
            name = file.relative_to(file.parents[0].root).as_posix()
            name = name.split("/templates/", 1)[1]
            nodes = get_template(name).template.nodelist.get_nodes_by_type(Everybody)
            assert nodes, name
            for node in nodes:
                yield name, node


def looks(node: Everybody) -> Iterator[dict]:
    """What may decide how it looks: everything given, and nothing."""
    yield dict.fromkeys(node.deciding, "")
    yield dict.fromkeys(node.deciding, "given")


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
                for known in looks(node):
                    assert "is missing»" not in node.draw(context, known), name


def test_it_is_drawn_once_in_each_language():
    template = engines["django"].engine.from_string(
        "{% load i18n %}{% everybody %}{% translate 'Send' %}{{ who }}{% endeverybody %}"
    )
    with translation.override("en"):
        assert template.render(Context({"who": "An"})) == "Send"
    with translation.override("vi"):
        assert template.render(Context({"who": "Bình"})) == "Gửi"
    [node] = template.nodelist.get_nodes_by_type(Everybody)
    assert node.drawn == {("en",): "Send", ("vi",): "Gửi"}


def test_each_look_is_drawn_once_and_knows_nothing_else():
    template = engines["django"].engine.from_string(
        "{% everybody is_in=user.is_in here=page %}"
        "{% if is_in %}{{ here }}{% else %}out{% endif %}{{ user }}{{ page }}"
        "{% endeverybody %}"
    )
    for _again in range(2):
        for is_in, page, shown in (
            (True, "/a/", "/a/"),
            (True, "<b>", "&lt;b&gt;"),
            (True, mark_safe("<b>"), "&lt;b&gt;"),
            (False, "/a/", "out"),
        ):
            known = {"user": {"is_in": is_in}, "page": page}
            assert template.render(Context(known)) == shown
        assert template.render(Context({"page": "/a/"})) == "out"
    [node] = template.nodelist.get_nodes_by_type(Everybody)
    assert len(node.drawn) == 4


def test_nothing_that_leads_to_more_gets_inside():
    with pytest.raises(TypeError, match="who"):
        draw("{% everybody who=user %}{{ who }}{% endeverybody %}", user=object())
    with pytest.raises(TemplateSyntaxError):
        draw("{% everybody user %}{{ user }}{% endeverybody %}")


def test_what_differs_for_all_fills_no_memory():
    template = engines["django"].engine.from_string(
        "{% everybody name=name %}{{ name }}{% endeverybody %}"
    )
    for number in range(MOST_LOOKS + 5):
        assert template.render(Context({"name": f"n{number}"})) == f"n{number}"
    [node] = template.nodelist.get_nodes_by_type(Everybody)
    assert len(node.drawn) == MOST_LOOKS


def test_what_stands_around_it_is_drawn_for_each():
    source = "{{ who }}{% everybody %}, {% endeverybody %}{{ who }}"
    assert draw(source, who="An") == "An, An"
