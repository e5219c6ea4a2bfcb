"""Where the enterprise stands among others, with the size of every sample."""

from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, KeepTogether

from reports.contents.comparison import Comparison
from reports.pdf.comparison_chart import places
from reports.pdf.styles import WIDTH, paragraph
from reports.wording import comparison as say


def compare(found: Comparison | None) -> list[Flowable]:
    if found is None:
        return []
    said = say.widened(found.sample) or say.size_of(found.sample)
    if found.fictional:
        said += f" {_('Compared within the demo: every enterprise here is fictional.')}"
    note = _(
        "The dot is this enterprise; the band is the middle half of the others, the line in it the one in the middle."
    )
    if not all(say.is_counted(place) for place in found.places):
        note += f" {_('In brackets: how many enterprises are compared.')}"
    parts = [
        paragraph(_("Compared with others"), "h1"),
        paragraph(said),
        places(found.places, WIDTH),
        paragraph(f"{note} {say.source(found)}", "quiet"),
    ]
    return [KeepTogether(parts)]
