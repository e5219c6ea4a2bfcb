"""Where the enterprise stands among others, with the size of every sample."""

from django.utils.translation import gettext as _
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from reports import wording_compare as say
from reports.contents import Comparison
from reports.pdf.styles import PAGE_HEIGHT, WIDTH, labelled, paragraph
from reports.shapes_compare import places


def compare(found: Comparison | None) -> list[Flowable]:
    if found is None:
        return []
    parts: list[Flowable] = [
        CondPageBreak(PAGE_HEIGHT * 0.5),
        paragraph(_("Compared with others"), "h1"),
    ]
    if found.fictional:
        parts.append(paragraph(_("Compared within the demo: every enterprise here is fictional."), "quiet"))
    parts.append(paragraph(say.widened(found.sample) or say.size_of(found.sample)))
    if found.total:
        parts.append(labelled(f"{say.name(found.total)}:", f"{say.standing(found.total, found.sample.breadth)}."))
    note = _(
        "The dot is this enterprise; the band is the middle half of the others, "
        "the line in it the one in the middle. In brackets: how many enterprises are compared."
    )
    parts += [
        KeepTogether([places(found.places, WIDTH), Spacer(1, 6), paragraph(note, "quiet")]),
        paragraph(say.source(found), "quiet"),
        Spacer(1, 14),
    ]
    return parts
