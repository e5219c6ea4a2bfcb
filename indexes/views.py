"""The indexes themselves, open to everybody: which there are, what each says, how sure it is."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indexes.models import IndexVersion
from indexes.queries import open_versions
from indexes.rules_page import VERSION, head_of, page_of
from indexes.wording import AUDIENCES

IN_FORCE, PARTIAL = "in_force", "partial"


@login_not_required
@require_safe
def indexes(request: HttpRequest) -> HttpResponse:
    rows = [_row(version) for version in _newest()]
    rows.sort(key=_order, reverse=True)
    return render(request, "indexes/indexes.html", {"rows": rows})


def _order(row: dict) -> tuple[date, bool]:
    """By the day of the decision; of one day, what most firms are asked comes first."""
    return row["decided"], row["head"]["audience"] == "sme"


@login_not_required
@require_safe
def index(request: HttpRequest, index_id: str) -> HttpResponse:
    """The newest version, or the one asked for.

    What judged an old result can be read as long as the result.
    """
    versions = list(open_versions().filter(index_id=index_id))
    version = _asked_for(versions, request.GET.get(VERSION))
    others = [other for other in versions if other is not version]
    others.sort(key=lambda other: -other.version)
    context = {
        "row": _row(version),
        "is_current": version is versions[-1],
        "others": others,
        "version_name": VERSION,
    }
    return render(request, "indexes/index.html", context | page_of(version))


def _asked_for(versions: list[IndexVersion], number: str | None) -> IndexVersion:
    # From the end, so that without a number it is the newest.
    for version in reversed(versions):
        if number is None or str(version.version) == number:
            return version
    raise Http404


def _newest() -> list[IndexVersion]:
    """The newest version of every index; what is known in part included."""
    return list({version.index_id: version for version in open_versions()}.values())


def _row(version: IndexVersion) -> dict:
    head = head_of(version)
    decided = head["decision"]["date"]
    effective = head["decision"].get("effective", decided)
    return {
        "version": version,
        "head": head,
        "decided": date.fromisoformat(str(decided)),
        "effective": date.fromisoformat(str(effective)),
        "audience": AUDIENCES[head["audience"]],
        "is_in_force": head["status"] == IN_FORCE,
        "is_partial": head["status"] == PARTIAL,
        "is_retired": version.status == IndexVersion.Status.RETIRED,
    }
