"""One text in both languages: two fields in a form, one value in a row."""

from types import SimpleNamespace

import pytest

from language.fields import LineField
from language.forms import InBothLanguages
from language.texts import LANGUAGES


class Asked(InBothLanguages):
    IN_BOTH = ("about",)

    name = LineField(max_length=20)
    about_vi = LineField(max_length=20)
    about_en = LineField(max_length=20, required=False)


def test_whoever_hears_the_form_hears_each_field_in_its_language():
    fields = Asked().fields
    for language in LANGUAGES:
        assert fields[f"about_{language}"].widget.attrs["lang"] == language
    assert "lang" not in fields["name"].widget.attrs


@pytest.mark.parametrize("text", [{"vi": "Phần mềm"}, {"vi": "Sổ", "en": "A book"}])
def test_what_is_said_is_what_is_asked_about_again(text):
    given = Asked.split(SimpleNamespace(about=text))
    assert given == {"about_vi": text["vi"], "about_en": text.get("en", "")}
    form = Asked(given | {"name": "Sao"})
    assert form.is_valid()
    assert form.texts("about") == text


def test_of_nothing_said_nothing_is_kept():
    assert Asked.split(SimpleNamespace(about={})) == {"about_vi": "", "about_en": ""}
    form = Asked({})
    assert set(form.errors) == {"name", "about_vi"}
