"""Parts of the pages of a questionnaire, drawn the same everywhere.

What many see alike is drawn once a process, with holes for what differs: a page holds more parts
than anything else on the site, and is asked for most often.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from language.texts import spoken
from survey.answers.progress import Progress
from survey.answers.words import unit

# No text holds it: it is taken out of whatever is typed, and of documents.
HOLE = "\x02"
COUNTED = "\x03"

register = template.Library()


register.simple_tag(unit)


@register.simple_tag
def question_slots(slots: Iterable[dict]) -> SafeString:
    """The questions of a page, each in its place; `html` of those that were drawn before."""
    drawn = [
        slot.get("html") or render_to_string("survey/_slot.html", {"slot": slot})
        for slot in slots
    ]
    return mark_safe("\n".join(drawn))  # noqa: S308  our template


@register.simple_tag
def jump_list(pages: Iterable[dict]) -> SafeString:
    """All pages, as one jumps to them."""
    return mark_safe("\n".join(map(jump_line, pages)))  # noqa: S308  our template


@register.simple_tag
def jump_list_by_pillar(pages: Iterable[dict]) -> SafeString:
    """The same, where several are of one pillar under its name."""
    parts = []
    for pillar, of_pillar in groupby(pages, key=itemgetter("pillar")):
        lines = list(map(jump_line, of_pillar))
        if len(lines) > 1:
            around = _jump_pillar(pillar)
            lines = [around.replace(HOLE, "\n".join(lines))]
        parts += lines
    return mark_safe("\n".join(parts))  # noqa: S308  our templates


@lru_cache(maxsize=512)
def _jump_pillar(name: str) -> str:
    context = {"name": name, "pages": HOLE}
    return render_to_string("survey/_jump_pillar.html", context)


@register.simple_tag
def jump_here(pages: Iterable[dict]) -> SafeString:
    """The line of the page that is shown, exchanged after an answer was saved."""
    here = [jump_line(page, oob=True) for page in pages if page["is_current"]]
    return mark_safe("".join(here))  # noqa: S308  our template


def jump_line(page: dict, *, oob: bool = False) -> SafeString:
    items = [(name, value) for name, value in page.items() if name != "state_text"]
    # It is lazy, and a key has to be what it says.
    items.append(("state_text", str(page["state_text"])))
    return _jump_line(spoken(), tuple(items), oob)


@lru_cache(maxsize=4096)
def _jump_line(_reader_language: str, items: tuple, oob: bool) -> SafeString:
    context = {"page": dict(items), "oob": oob}
    return render_to_string("survey/_jump_line.html", context)


@register.simple_tag
def progress_part(
    progress: Progress, saved_at: str, oob: bool = False, counted_at: int = 0
) -> SafeString:
    """How far the round is, when that was counted, and when it was saved last."""
    counts = (progress.answered, progress.total, progress.minutes_left)
    drawn = _progress_part(spoken(), counts, saved_at != "", oob)
    drawn = drawn.replace(COUNTED, str(counted_at))
    return mark_safe(drawn.replace(HOLE, escape(saved_at)))  # noqa: S308  our template


@lru_cache(maxsize=4096)
def _progress_part(
    _reader_language: str, counts: tuple[int, int, int], is_saved: bool, oob: bool
) -> SafeString:
    answered, total, minutes_left = counts
    progress = {"answered": answered, "total": total, "minutes_left": minutes_left}
    saved_at = HOLE if is_saved else ""
    context = {
        "progress": progress,
        "saved_at": saved_at,
        "oob": oob,
        "counted_at": COUNTED,
    }
    return render_to_string("survey/_progress.html", context)


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
