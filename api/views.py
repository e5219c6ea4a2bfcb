"""The pages that tell people what programs can do here."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from accounts.site import at_site
from api.entry import DESCRIPTION
from api.examples import SECTIONS
from api.limits import MOST
from api.wording import told_problems


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    # Loaded when somebody looks: the description costs what the pages can do without.
    sections = import_string("api.reading.sections")()
    context = {
        "sections": sections,
        "problems": told_problems(),
        "most": MOST,
        "description": DESCRIPTION,
    }
    return render(request, "api/docs.html", context)


@login_not_required
@require_safe
def examples(request: HttpRequest) -> HttpResponse:
    context = {"sections": SECTIONS, "site": at_site("")}
    return render(request, "api/examples.html", context)
