"""What is drawn once for all that look alike says of each what a template of its own would."""

import zlib
from dataclasses import dataclass, fields

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from assessment.templatetags.patterns import NumberError, patterned
from providers.matching.suggestion import Gap, Line, SuggestionDescription

TEXTS = st.sampled_from(["", "Phở & <b>Bún</b>", "100 %", "zq0hole", "{{ x }}", "Ưu"])
SLUGS = st.sampled_from(["pho", "bun-cha", "zq1hole"])
LANGUAGES = st.sampled_from(["vi", "en", "vi-hkd"])


def tuples(of) -> st.SearchStrategy:
    return st.lists(of, max_size=2).map(tuple)


def described() -> st.SearchStrategy[SuggestionDescription]:
    given: dict = dict.fromkeys(
        [field.name for field in fields(SuggestionDescription)], TEXTS
    )
    given |= dict.fromkeys(("slug", "provider_slug"), SLUGS)
    given |= dict.fromkeys(("reasons", "certificates", "left_out"), tuples(TEXTS))
    gaps = tuples(st.builds(Gap, TEXTS, TEXTS, TEXTS, TEXTS))
    given |= {"gaps": gaps, "yearly": st.integers(), "in_portfolio": st.booleans()}
    return st.builds(SuggestionDescription, **given)


@given(described(), TEXTS, st.booleans(), LANGUAGES)
@pytest.mark.parametrize("name", ["said", "lines"])
def test_it_says_what_the_template_says(name, suggestion, raises, is_first, language):
    template = f"roadmap/suggestions/{name}.html"
    given = {"suggestion": suggestion, "raises": raises, "is_first": is_first}
    with translation.override(language):
        assert patterned(template, **given) == render_to_string(template, given)


@given(tuples(st.builds(Line, SLUGS, TEXTS, TEXTS, TEXTS)), LANGUAGES)
def test_so_does_a_list(solutions, language):
    template = "roadmap/suggestions/named.html"
    with translation.override(language):
        drawn = patterned(template, solutions=solutions)
        assert drawn == render_to_string(template, {"solutions": solutions})


@dataclass(frozen=True)
class Price:
    name: str
    amount: int


@pytest.fixture
def drawn_with(tmp_path, settings):
    """A template of these words, drawn so of a price."""

    def draw(words: str, **given) -> str:
        # One name for each: what is drawn is kept by it.
        name = f"{zlib.crc32(words.encode())}.html"
        (tmp_path / name).write_text(words)
        [options] = settings.TEMPLATES
        settings.TEMPLATES = [{**options, "DIRS": [tmp_path]}]
        source = "{% load patterns %}{% patterned name price=price %}"
        return engines["django"].from_string(source).render({"name": name, **given})

    return draw


def test_a_number_is_told_instead_of_being_said_of_everything(drawn_with):
    price = Price("Phở", 50_000)
    assert drawn_with("{{ price.name }}", price=price) == "Phở"
    for words in ("{{ price.amount }}x", "{% if price.amount %}y{% endif %}"):
        with pytest.raises(NumberError):
            drawn_with(words, price=price)


def test_what_is_safe_already_is_left_alone(drawn_with):
    price = Price(mark_safe("<b>Phở</b>"), 0)
    assert drawn_with("<i>{{ price.name }}</i>", price=price) == "<i><b>Phở</b></i>"
