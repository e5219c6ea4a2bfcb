"""The list behind any figure: also behind those that answers and the directory say."""

import numpy as np
from django.utils import timezone

from associations.cohort.cells import Cell, rows_in
from associations.cohort.figures import Figures
from associations.cohort.helping import Offers, could_serve
from associations.cohort.looking import Looked
from associations.cohort.needs import (
    missing_what_helps,
    questions_of_needs,
    who_chose,
)
from associations.cohort.queries import standing_consents


def rows_behind(looked: Looked, cell: Cell) -> np.ndarray:
    """Rows of those who stand in the cell, the weakest first; nobody where nobody shares."""
    figures = looked.figures
    if figures is None:
        return np.zeros(0, np.int64)
    rows = rows_in(figures, cell)
    for stands in _needing(looked, figures, cell):
        rows = rows[np.isin(rows, figures.answering[stands])]
    return rows


def _needing(looked: Looked, figures: Figures, cell: Cell) -> list[np.ndarray]:
    """(N,) each of those who share answers. What cannot be read narrows nothing."""
    needing = []
    if cell.chose and cell.chose[0] in questions_of_needs(figures):
        consents = standing_consents(looked.association, looked.sources.now)
        needing.append(who_chose(figures, consents, *cell.chose))
    if not cell.helped_by and not cell.provider:
        return needing
    offers = Offers(figures.cohort.shape, timezone.localdate(looked.sources.now))
    if cell.helped_by in offers.by_kind:
        needing.append(missing_what_helps(figures, offers, cell.helped_by))
    served = _served_by(figures, offers, cell.provider)
    return needing if served is None else [*needing, served]


def _served_by(figures: Figures, offers: Offers, slug: str) -> np.ndarray | None:
    owners, able = could_serve(figures, offers)
    for place, key in enumerate(owners.tolist()):
        if slug and offers.entries.providers[key].slug == slug:
            return able[:, place]
    return None
