"""What the agency's people see and take along, and agreeing to be counted in it."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access.actions import Action, require
from accounts.access.fetching import fetch_enterprise
from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from associations.city.queries import (
    Only,
    agencies,
    cross_tables,
    index_choices,
    narrowings,
    only_of,
    published,
    table_of,
)
from associations.city.services import agree_to_be_counted
from associations.city.sheets import table_as_text, workbook_of
from associations.city.targets import series, targets
from associations.city.tiles import map_of
from associations.city.wording import DIMENSIONS, EXPLAINED, HEADS
from associations.errors import AssociationError
from associations.models import CityFigures
from language.formats import day as written_day
from tables import books, written

INDEX, DIMENSION, ONLY = "bo", "theo", "chi"


class Asked(NamedTuple):
    """Of an address: the cut, and what it is narrowed to."""

    dimension: str
    only: Only | None


def own_agency(request: HttpRequest, public_id) -> Organisation:
    offices = Organisation.objects.filter(kind=Organisation.Kind.AGENCY)
    agency = get_object_or_404(offices, public_id=public_id)
    require(visitor_of(request), Action.STAFF, agency)
    return agency


@never_cache
@require_safe
def figures(request: HttpRequest, public_id) -> HttpResponse:
    agency = own_agency(request, public_id)
    known = published(agency)
    told = chosen_index(request, known)
    context = {
        "agency": agency,
        "indexes": index_choices(known),
        "told": told,
        "targets": targets(),
        "series": series(),
    }
    if told is not None:
        context |= _shown(told, asked_of(request))
    return render(request, "associations/city/figures.html", context)


def _shown(told: CityFigures, asked: Asked) -> dict[str, object]:
    dimension, only = asked
    narrowed = table_of(told, dimension, only)
    table = narrowed or table_of(told, dimension)
    return {
        "table": table,
        "head": HEADS[dimension],
        "title": DIMENSIONS[dimension],
        "dimensions": DIMENSIONS.items(),
        "map": map_of(table) if dimension == "area" else None,
        "narrowings": narrowings(told, dimension),
        "only": only.word if only and narrowed else "",
        "is_too_few": narrowed is None,
        "query": urlencode(_query(told, dimension, only if narrowed else None)),
    }


def _query(told: CityFigures, dimension: str, only: Only | None) -> dict[str, str]:
    """What files are asked by, so that they show what the page shows."""
    query = {INDEX: told.index_id, DIMENSION: dimension}
    return query | {ONLY: only.word} if only else query


def asked_of(request: HttpRequest) -> Asked:
    asked = request.GET.get(DIMENSION, "")
    dimension = asked if asked in DIMENSIONS else "sector"
    return Asked(dimension, only_of(request.GET.get(ONLY, ""), dimension))


def chosen_index(
    request: HttpRequest, known: Mapping[str, CityFigures]
) -> CityFigures | None:
    """That of the address; else that in which most are counted."""
    most = max(known.values(), key=_enterprises, default=None)
    return known.get(request.GET.get(INDEX, ""), most)


def _enterprises(told: CityFigures) -> int:
    return told.figures["enterprises"]


@never_cache
@require_safe
def file(request: HttpRequest, public_id) -> HttpResponse:
    """The table that the page shows, with the same rows and nothing else."""
    agency = own_agency(request, public_id)
    told = chosen_index(request, published(agency))
    if told is None:
        raise Http404
    table = table_of(told, *asked_of(request))
    if table is None:
        raise Http404
    name = f"{told.index_id}-{table.dimension}-{told.day:%Y-%m-%d}.csv"
    return HttpResponse(
        table_as_text(table),
        content_type=f"{written.KIND}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@never_cache
@require_safe
def workbook(request: HttpRequest, public_id) -> HttpResponse:
    """All cuts at once, as the pages show them."""
    agency = own_agency(request, public_id)
    told = chosen_index(request, published(agency))
    if told is None:
        raise Http404
    tables = [table_of(told, dimension) for dimension in DIMENSIONS]
    [(_id, index)] = index_choices([told.index_id])
    as_of = _("As of %(day)s") % {"day": written_day(told.published_at)}
    about = [index, as_of, *map(str, EXPLAINED)]
    name = f"{told.index_id}-{told.day:%Y-%m-%d}.xlsx"
    return HttpResponse(
        workbook_of(tables, cross_tables(told), about),
        content_type=books.KIND,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def count_in(request: HttpRequest, public_id) -> HttpResponse:
    """By an owner who ticked the box; nothing is ticked before."""
    enterprise = fetch_enterprise(request, Action.SHARE, public_id)
    agency = agencies().get(enterprise.is_fictional)
    if agency is None:
        raise Http404
    if request.POST.get("agree") != "yes":
        messages.error(request, _("Tick the box first: without it nothing is agreed."))
        return redirect("associations:consents")
    try:
        agree_to_be_counted(
            enterprise=enterprise,
            agency=agency,
            text_version=request.POST.get("text_version", ""),
            by=request.user,
            now=timezone.now(),
        )
    except AssociationError:
        messages.error(request, _("The words have changed. Please read them again."))
        return redirect("associations:consents")
    messages.success(request, _("Thank you: the enterprise is counted from now on."))
    return redirect("associations:consents")
