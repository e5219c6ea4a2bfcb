"""The indexes themselves, open to everybody: which there are, what each says, and how sure that is."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from survey.index_pages import head_of, page_of
from survey.models import IndexVersion
from survey.wording import AUDIENCES

IN_FORCE, PARTIAL = "in_force", "partial"


@login_not_required
@require_safe
def indexes(request: HttpRequest) -> HttpResponse:
    rows = sorted(
        map(_row, _newest()), key=lambda row: (row["decided"], row["head"]["audience"] == "sme"), reverse=True
    )
    return render(request, "survey/indexes.html", {"rows": rows})


@login_not_required
@require_safe
def index(request: HttpRequest, index_id: str) -> HttpResponse:
    version = next((one for one in _newest() if one.index_id == index_id), None)
    if version is None:
        raise Http404
    return render(request, "survey/index.html", {"row": _row(version)} | page_of(version))


def _newest() -> list[IndexVersion]:
    """The newest version of every index, a published one before a retired one; what is known in part included.

    Drafts are for administrators alone.
    """
    open_to_all = IndexVersion.objects.exclude(status=IndexVersion.Status.DRAFT)
    found = open_to_all.order_by("-status", "version")  # the last of an index stays
    return list({one.index_id: one for one in found}.values())


def _row(version: IndexVersion) -> dict:
    head = head_of(version)
    decision = head["decision"]
    return {
        "version": version,
        "head": head,
        "decided": date.fromisoformat(str(decision["date"])),
        "effective": date.fromisoformat(str(decision.get("effective", decision["date"]))),
        "audience": AUDIENCES[head["audience"]],
        "is_in_force": head["status"] == IN_FORCE,
        "is_partial": head["status"] == PARTIAL,
    }
