"""The page that tells people what programs can do here."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    # Loaded when somebody looks: the description costs what the pages can do without.
    sections = import_string("api.reading.sections")()
    return render(request, "api/docs.html", {"sections": sections})
