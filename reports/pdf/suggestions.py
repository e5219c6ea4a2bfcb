"""Who can help, step by step, each in four lines."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from reports.contents.steps import HelpedStep, Suggested, Suggestion
from reports.pdf.styles import PAGE_HEIGHT, labelled, paragraph

# Steps with all that is said of who helps; those after them have a line each, so that a
# long plan stays a few pages.
IN_FULL = 3


def suggestions(suggested: Suggested | None) -> Iterator[Flowable]:
    if suggested is None:
        return
    yield CondPageBreak(PAGE_HEIGHT * 0.35)
    yield paragraph(_("Who can help"), "h1")
    if suggested.fictional:
        text = _("These providers are fictional: this is a demonstration.")
        yield paragraph(text, "quiet")
    yield from _steps(suggested.steps)
    for suggestion in suggested.beside:
        lines = list(_lines(suggestion))
        yield KeepTogether(lines)
    if suggested.support:
        explained = list(_support(suggested.support))
        yield KeepTogether(explained)


def _steps(steps: tuple[HelpedStep, ...]) -> Iterator[Flowable]:
    for step in steps[:IN_FULL]:
        yield from _step(step)
    later = steps[IN_FULL:]
    if later:
        yield paragraph(_("For the steps after these"), "h2")
        yield from map(_in_a_line, later)


def _step(step: HelpedStep) -> Iterator[Flowable]:
    # Torn in two, a reason would lose its name. A head stays with who comes first, and
    # how many more there are with who comes last.
    blocks = [list(_lines(suggestion)) for suggestion in step.suggestions] or [[]]
    blocks[0] = [*_head(step), *blocks[0]]
    if step.more:
        words = _more(step.more)
        blocks[-1].append(paragraph(words, "quiet"))
    yield from map(KeepTogether, blocks)


def _head(step: HelpedStep) -> Iterator[Flowable]:
    title = f"{step.name} – {step.when}"
    yield paragraph(title, "h2")
    if step.alone:
        yield paragraph(step.alone)
    if step.off:
        yield paragraph(step.off, "quiet")


def _in_a_line(step: HelpedStep) -> Flowable:
    """Who comes first."""
    label = f"{step.name}:"
    text = step.alone
    for suggestion in step.suggestions[:1]:
        text = _("%(solution)s, %(provider)s. First year: %(price)s.") % {
            "solution": suggestion.solution,
            "provider": suggestion.provider,
            "price": suggestion.first_year,
        }
        text = f"{text} {step.off}" if step.off else text
    return labelled(label, text, "item")


def _more(count: int) -> str:
    words = ngettext(
        "And %(count)s more, on the page of suggestions.",
        "And %(count)s more, on the page of suggestions.",
        count,
    )
    return words % {"count": count}


def _lines(suggestion: Suggestion) -> Iterator[Flowable]:
    solution = f"{suggestion.solution} –"
    yield labelled(solution, suggestion.provider, "line")
    for reason in suggestion.against:
        yield paragraph(reason, "line")
    yield paragraph(suggestion.raises, "line")
    price = _price(suggestion)
    yield labelled(_("First year:"), price, "line")
    if suggestion.why:
        yield paragraph(suggestion.why, "line")
    yield Spacer(1, 6)


def _price(suggestion: Suggestion) -> str:
    price = f"{suggestion.first_year}."
    if not suggestion.support:
        return price
    words = _("The State could pay up to %(most)s, if the supporting body agrees.")
    support = words % {"most": suggestion.support}
    return f"{price} {support}"


def _support(lines: tuple[str, ...]) -> Iterator[Flowable]:
    yield paragraph(_("What the State could pay"), "h2")
    text = _(
        "Decree 80/2021 may pay a part of the price. Each ceiling is for one year and for "
        "everything of its kind together. Nothing here is an award: the supporting body "
        "decides."
    )
    yield paragraph(text)
    for line in lines:
        text = f"• {line}"
        yield paragraph(text, "bullet")
