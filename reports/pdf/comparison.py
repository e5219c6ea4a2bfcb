"""Where the enterprise stands among others, with the size of every sample."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from reportlab.platypus import Flowable

from reports.contents.comparison import Comparison
from reports.pdf.comparison_chart import placements
from reports.pdf.styles import WIDTH, Together, paragraph
from reports.wording import comparison as words


def comparison(compared: Comparison | None) -> Iterator[Flowable]:
    if compared is None:
        return
    parts = [
        paragraph(_("Compared with others"), "h1"),
        paragraph(_sample(compared)),
        placements(compared.placements, WIDTH),
        paragraph(_note(compared), "quiet"),
    ]
    yield Together(parts)


def _sample(compared: Comparison) -> str:
    text = words.widened(compared.sample) or words.size_of(compared.sample)
    if not compared.fictional:
        return text
    demo = _("Compared within the demo: every enterprise here is fictional.")
    return f"{text} {demo}"


def _note(compared: Comparison) -> str:
    """How the chart is to be read, who counts, and when that last changed."""
    sentences = [*_how_to_read(compared), words.coarseness(compared)]
    if any(map(words.beside, compared.placements)):
        sentences.append(_("In brackets: how many enterprises are compared."))
    sentences += [words.source(compared), _own_part(compared)]
    return " ".join(filter(None, sentences))


def _how_to_read(compared: Comparison) -> Iterator[str]:
    if any(placement.spread for placement in compared.placements):
        yield _(
            "The dot is this enterprise; the band is the middle half of the others, "
            "the line in it the one in the middle."
        )
    else:
        yield _("The dot is this enterprise.")


def _own_part(compared: Comparison) -> str:
    if compared.has_account:
        return ""
    return _("This enterprise does not count for others: it has no account.")
