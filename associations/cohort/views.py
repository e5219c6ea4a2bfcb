"""Hội viên của chúng ta: the members of an association as a whole, and what they need."""

from urllib.parse import urlencode

import numpy as np
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.scopes import Scope
from associations.cohort import pages
from associations.cohort.behind import rows_behind
from associations.cohort.cells import KINDS, Cell, cell_of, tells_answers
from associations.cohort.city import city_beside
from associations.cohort.figures import Figures
from associations.cohort.forms import CohortForm
from associations.cohort.helping import Offers
from associations.cohort.levels import level_counts, table_by, table_by_round
from associations.cohort.listed import Listed, listed, names_of
from associations.cohort.looking import Looked, looked_at
from associations.cohort.needs import (
    Hole,
    asked_needs,
    categories,
    holes,
    serving,
)
from associations.cohort.queries import standing_consents
from associations.cohort.words import (
    cell_names,
    criterion_names,
    points_between,
    tenths_text,
)
from associations.lists import PAGE, PER_PAGE, own_association
from survey.results.openings import record_openings

OTHER = "2"  # behind the words of the second of two groups


def _looked_at(request: HttpRequest, public_id) -> Looked:
    association = own_association(request, public_id)
    return looked_at(association, request.GET, timezone.now())


@never_cache
@require_safe
def cohort(request: HttpRequest, public_id) -> HttpResponse:
    looked = _looked_at(request, public_id)
    context = looked.context
    if looked.figures is not None and len(looked.figures):
        context |= _described(looked)
    return render(
        request,
        "associations/cohort/whole.html",
        context,
    )


def _described(looked: Looked) -> dict:
    figures = looked.figures
    day = timezone.localdate(looked.sources.now)
    city = city_beside(
        figures,
        is_fictional=looked.association.is_fictional,
    )
    levels, rounds = level_counts(figures), table_by_round(figures)
    tables = [table_by(figures, kind) for kind in KINDS]
    return {
        "levels": levels,
        "tables": tables,
        "rounds": rounds,
        "hides": any(table.hides for table in (levels, *tables, rounds) if table),
        "pillars": figures.cohort.shape.pillars,
        "heat": pages.heat_lines(figures),
        "missed": pages.missed_lines(
            figures,
            Offers(figures.cohort.shape, day),
        ),
        "best": _best(figures),
        "change": pages.change_described(figures),
        "pair": Cell(is_pair=True),
        "city": city,
        "own_total": figures.middle.sample,
        "own_pillars": figures.sharing(Scope.PILLARS).size,
        "beside": pages.city_lines(figures, city) if city else [],
    }


def _best(figures: Figures) -> list[dict]:
    """Who rose most, by name: their level and total are shared by all who stand here."""
    rows = figures.cohort.rows
    after = np.array(
        [after for _before, after, _gain in figures.best],
        np.int64,
    )
    names = names_of(rows.result[after])
    best = []
    for before, row, gain in figures.best:
        best.append(
            {
                "result": names[int(rows.result[row])],
                "before": tenths_text(int(rows.tenths[before, 0])),
                "after": tenths_text(int(rows.tenths[row, 0])),
                "by": points_between(0, gain),
            }
        )
    return best


@never_cache
@require_safe
def members_in_cell(request: HttpRequest, public_id) -> HttpResponse:
    """The list behind a figure: as many as the figure says, the weakest first."""
    looked = _looked_at(request, public_id)
    cell = cell_of(request.GET)
    taken = urlencode(looked.form.asked() | cell.query())
    context = looked.context | {"cell": cell, "page": None, "taken": taken}
    if looked.figures is not None:
        rows = rows_behind(looked, cell)
        page = _page(request, rows)
        found = _listed(looked.figures, page)
        if tells_answers(looked.figures, cell):
            _note_openings(request, looked, found)
        context |= {
            "page": page,
            "rows": found,
            "heading": cell_names(looked.figures, cell),
        }
    return render(
        request,
        "associations/cohort/list.html",
        context,
    )


def _note_openings(request: HttpRequest, looked: Looked, found: list[Listed]) -> None:
    """For each firm whose name stands under a criterion: that is to know one of its answers."""
    record_openings(
        seen=[(each.result, each.scope) for each in found],
        part="answers",
        by=request.user,
        now=looked.sources.now,
        through=[str(looked.association.public_id)],
    )


def _page(request: HttpRequest, rows: np.ndarray) -> Page:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get(PAGE))


def _listed(figures: Figures, page: Page) -> list[Listed]:
    return listed(
        figures,
        np.asarray(page.object_list, np.int64),
    )


@never_cache
@require_safe
def beside(request: HttpRequest, public_id) -> HttpResponse:
    """Two groups of members next to each other."""
    looked = _looked_at(request, public_id)
    figures = looked.figures
    context = looked.context
    if figures is not None:
        form = CohortForm(
            request.GET,
            indexes=(),
            rounds=figures.cohort.rounds,
            suffix=OTHER,
        )
        other = Figures(
            figures.cohort,
            form.filters(figures.filters.index),
        )
        middle = other.middle
        total = middle.quartiles[1] if middle.quartiles else None
        context |= {
            "other_form": form,
            "other": other,
            "beside": pages.beside_lines(
                figures,
                middle.pillars,
                total,
            ),
            "levels": [level_counts(each) for each in (figures, other)],
            "samples": [
                [each.middle.sample, each.sharing(Scope.PILLARS).size]
                for each in (figures, other)
            ],
        }
    return render(
        request,
        "associations/cohort/beside.html",
        context,
    )


@never_cache
@require_safe
def needs(request: HttpRequest, public_id) -> HttpResponse:
    """What holds members back, and what the directory has for them."""
    looked = _looked_at(request, public_id)
    figures = looked.figures
    context = looked.context
    if figures is not None and figures.answering.size:
        day = timezone.localdate(looked.sources.now)
        offers = Offers(figures.cohort.shape, day)
        consents = standing_consents(looked.association, looked.sources.now)
        context |= {
            "sample": figures.answering.size,
            "asked_needs": asked_needs(figures, consents),
            "categories": categories(figures, offers),
            "serving": serving(figures, offers),
            "holes": [_hole(figures, hole) for hole in holes(figures, offers)],
        }
    return render(
        request,
        "associations/cohort/needs.html",
        context,
    )


def _hole(figures: Figures, hole: Hole) -> dict:
    name, pillar = criterion_names(figures, hole.code)
    return {
        "hole": hole,
        "name": name,
        "pillar": pillar,
        "cell": Cell(missed=hole.code),
    }
