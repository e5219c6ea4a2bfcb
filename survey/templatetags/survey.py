"""Number fields of a question, drawn the same everywhere."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from language.texts import spoken
from survey.answers.words import unit

register = template.Library()


register.simple_tag(unit)


@register.simple_tag
def jump_line(page: dict, oob: bool = False) -> SafeString:
    """A page in the list of all of them: many see it alike, so that it is drawn once a process."""
    items = [(name, value) for name, value in page.items() if name != "state_text"]
    # It is lazy, and a key has to be what it says.
    items.append(("state_text", str(page["state_text"])))
    return _jump_line(spoken(), tuple(items), bool(oob))


@lru_cache(maxsize=4096)
def _jump_line(_reader_language: str, items: tuple, oob: bool) -> SafeString:
    context = {"page": dict(items), "oob": oob}
    return render_to_string("survey/_jump_line.html", context)


@register.inclusion_tag("survey/_number.html")
def number_field(card, name: str) -> dict:
    """The numerator, own denominator or count of a question."""
    face, is_whole = card.face, name == "denominator"
    labels = {"numerator": face.numerator, "denominator": face.denominator}
    unit_code = face.denominator_unit if is_whole else face.numerator_unit
    return {
        "name": f"{card.code}-{name}",
        "label": labels.get(name, _("Number")),
        "unit_code": unit_code,
        "unit": unit(unit_code),
        "value": card.values.get(name, ""),
        "error": card.errors.get(f"{card.code}-{name}"),
        "anchor": card.anchor,
    }


@register.inclusion_tag("survey/_number.html")
def figure_field(card) -> dict:
    """A number of the round, asked or corrected beside the question that uses it."""
    figure = card.figure
    return {
        "name": f"figure-{figure.name}",
        "label": figure.label,
        "hint": figure.help,
        "unit_code": figure.unit,
        "unit": unit(figure.unit),
        "value": figure.shown,
        "error": figure.error,
        "anchor": card.anchor,
        # Several questions of a page may offer the same number, each with a field of its own.
        "suffix": f"-{card.anchor}",
    }
