"""The indexes themselves, open to everybody: which there are, what each says, and how sure that is."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indexes.models import IndexVersion
from indexes.rules_page import VERSION, head_of, page_of
from indexes.wording import AUDIENCES

IN_FORCE, PARTIAL = "in_force", "partial"


@login_not_required
@require_safe
def indexes(request: HttpRequest) -> HttpResponse:
    rows = sorted(
        map(_row, _newest()),
        key=lambda row: (row["decided"], row["head"]["audience"] == "sme"),
        reverse=True,
    )
    return render(request, "indexes/indexes.html", {"rows": rows})


@login_not_required
@require_safe
def index(request: HttpRequest, index_id: str) -> HttpResponse:
    """The newest version, or the one asked for: what judged an old result can be read as long as the result."""
    found = list(_open_to_all().filter(index_id=index_id))
    asked = request.GET.get(VERSION)
    shown = (
        found if asked is None else [one for one in found if str(one.version) == asked]
    )
    if not shown:
        raise Http404
    version = shown[-1]
    context = {
        "row": _row(version),
        "is_current": version is found[-1],
        "others": sorted(
            (one for one in found if one is not version), key=lambda one: -one.version
        ),
        "version_name": VERSION,
    }
    return render(request, "indexes/index.html", context | page_of(version))


def _newest() -> list[IndexVersion]:
    """The newest version of every index; what is known in part included."""
    return list({one.index_id: one for one in _open_to_all()}.values())


def _open_to_all() -> QuerySet[IndexVersion]:
    """Every version, the newest of an index last, a published one after a retired one.

    Drafts are for administrators alone.
    """
    return IndexVersion.objects.exclude(status=IndexVersion.Status.DRAFT).order_by(
        "-status", "version"
    )


def _row(version: IndexVersion) -> dict:
    head = head_of(version)
    decision = head["decision"]
    return {
        "version": version,
        "head": head,
        "decided": date.fromisoformat(str(decision["date"])),
        "effective": date.fromisoformat(
            str(decision.get("effective", decision["date"]))
        ),
        "audience": AUDIENCES[head["audience"]],
        "is_in_force": head["status"] == IN_FORCE,
        "is_partial": head["status"] == PARTIAL,
        "is_retired": version.status == IndexVersion.Status.RETIRED,
    }
