"""Tables of members, made in the background."""

from collections.abc import Sequence

import numpy as np
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access.scopes import Scope
from associations.cohort.behind import rows_behind
from associations.cohort.cells import cell_of
from associations.cohort.figures import Figures
from associations.cohort.looking import looked_at, narrowed_to
from associations.exports.columns import rows_of_table
from associations.exports.services import keep_file, note_openings
from associations.exports.workbook import About, text_of, workbook_of
from associations.models import Export
from background.performing import Job
from background.tasks import task
from language.formats import day, grouped


@task(in_one=False, title=gettext_lazy("A table of members"))
def make_table(job: Job, number: int) -> None:
    """Of what filters and consents allow when it is read; written to the log, then kept."""
    export = Export.objects.select_related("association", "asked_by").get(pk=number)
    if export.made_at is not None:
        return
    now = timezone.now()
    query = QueryDict(export.query)
    # Before anything is read, so that whatever ends later is seen to be later.
    export.read_at = now
    export.save(update_fields=["read_at"])
    looked = looked_at(export.association, query, now)
    figures = looked.figures
    content, rows = b"", 0
    # Nobody may be left when its turn comes.
    if figures is not None:
        chosen = rows_behind(looked, cell_of(query))
        job.say(0, 2 * chosen.size)
        with translation.override(export.language):
            about = _about(export, narrowed_to(looked, query), chosen.size)
            content, rows = _made(export, figures, chosen, about, job)
        note_openings(export=export, seen=_seen(figures, chosen), job=job, now=now)
    keep_file(export=export, content=content, rows=rows, job=job, now=timezone.now())


def _seen(figures: Figures, chosen: np.ndarray) -> list[tuple[int, int, Scope]]:
    columns, scope = figures.cohort.rows, figures.cohort.scope
    seen = []
    for row in chosen.tolist():
        of_row = int(columns.enterprise[row]), int(columns.result[row])
        seen.append((*of_row, Scope(int(scope[row]))))
    return seen


def _made(
    export: Export,
    figures: Figures,
    chosen: np.ndarray,
    about: About,
    job: Job,
) -> tuple[bytes, int]:
    def say(done: int) -> None:
        job.say(done, job.total)

    rows = rows_of_table(figures, chosen, say)
    if export.form == Export.Form.CSV:
        return text_of(figures, rows)
    return workbook_of(figures, rows, about)


def _about(export: Export, narrowed: Sequence[str], count: int) -> About:
    lines = [(_("Association"), export.association.name)]
    if narrowed:
        lines.append((_("Narrowed to"), " · ".join(narrowed)))
    who = _("Those who let the association see their results, as far as they allow")
    return About(
        [
            *lines,
            (_("As of"), day(timezone.localdate(export.read_at))),
            (_("Members in the table"), grouped(count)),
            (_("Who stands here"), who),
        ]
    )
