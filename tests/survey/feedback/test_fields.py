"""The fields of the question at the end are drawn once for all who are spoken to alike."""

import pytest
from django.utils import translation

from language.texts import spoken_to
from survey.feedback import fields
from survey.feedback.fields import blank_fields


@pytest.mark.parametrize(
    ("language", "question"),
    [("vi", "Trang này có ích"), ("en", "Was this useful to you?")],
)
def test_they_are_in_the_language_of_the_reader(language, question):
    with translation.override(language):
        assert question in blank_fields()


def test_they_are_drawn_once_for_each_way_of_speaking(monkeypatch):
    drawn = []
    fields._blank_in.cache_clear()

    def draw(_template: str, _context: dict) -> str:
        drawn.append(translation.get_language())
        return "fields"

    monkeypatch.setattr(fields, "render_to_string", draw)
    household = spoken_to("vi", is_household=True)
    for tongue in ("vi", "en", household, "vi", "en", household):
        with translation.override(tongue):
            assert blank_fields() == "fields"
    assert drawn == ["vi", "en", household]
    fields._blank_in.cache_clear()


def test_nothing_is_filled_in():
    html = blank_fields()
    assert 'name="useful"' in html
    assert 'name="missing"' in html
    assert "checked" not in html
    assert "</textarea>" in html
