"""The flow of personal data, open to everybody: as a page, and as files for the impact dossier."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from language.texts import in_language
from privacy.inventory.files import as_csv, as_json
from privacy.inventory.flows import Flow, flows_by_person
from privacy.retention.wording import cited, term_in_words
from tables.written import KIND

NAME = "du-lieu-ca-nhan"
FILES = {"csv": (as_csv, KIND), "json": (as_json, "application/json")}


@login_not_required
@require_safe
def data_flow(request: HttpRequest) -> HttpResponse:
    groups = [
        {"who": in_language(group.who), "rows": list(map(_row, group.flows))}
        for group in flows_by_person()
    ]
    return render(request, "privacy/data_flow.html", {"groups": groups})


def _row(flow: Flow) -> dict:
    return {
        "data": in_language(flow.data),
        "purpose": in_language(flow.purpose),
        "ground": in_language(flow.ground.what),
        "law": cited(flow.ground.law),
        "term": term_in_words(flow.kept),
        "seen": map(in_language, flow.seen),
        "goes": map(in_language, flow.goes),
    }


@login_not_required
@require_safe
def data_flow_file(request: HttpRequest, ending: str) -> HttpResponse:
    if ending not in FILES:
        raise Http404
    write, kind = FILES[ending]
    headers = {"Content-Disposition": f'attachment; filename="{NAME}.{ending}"'}
    content_type = f"{kind}; charset=utf-8"
    return HttpResponse(write(), content_type=content_type, headers=headers)
