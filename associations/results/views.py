"""The list of the staff: what is shared with an association."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_safe,
)

from accounts.access.scopes import Scope
from associations.belonging.queries import members_and_asking
from associations.consents.texts import scope_name
from associations.lists import own_association, page_of
from associations.results.forms import FilterForm
from associations.results.queries import shared_results
from associations.results.shares import share_of
from language.texts import in_language
from registry.sector_names import SECTORS
from survey.models import Result

# Short: the head of the column says what of.
SIZES = {
    "micro": gettext_lazy("Micro"),
    "small": gettext_lazy("Small"),
    "medium": gettext_lazy("Medium"),
    "large": gettext_lazy("Large"),
}
MORE_FILTERS = ("sector", "size", "area", "scope", "waiting")


@never_cache
@require_safe
def results(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id)
    form = FilterForm(request.GET)
    shared = shared_results(association, form.filters(), timezone.now())
    page = page_of(request, shared)
    asked = form.asked()
    members, asking = members_and_asking(association)
    context = {
        "association": association,
        "form": form,
        "page": page,
        "rows": list(map(_row, page)),
        "members": members,
        "asking": asking,
        "more": [form[name] for name in MORE_FILTERS],
        "more_open": any(name in asked for name in MORE_FILTERS),
        "is_filtered": any(name != "order" for name in asked),
    }
    return render(request, "associations/results/list.html", context)


def _row(result: Result) -> dict:
    index, level = result.index_version.index, result.level
    return {
        "result": result,
        "index": in_language(index.short_title),
        "percent": share_of(result),
        "level_name": "" if level is None else index.level_name(level),
        "sector": SECTORS.get(result.sector, ""),
        "size": SIZES.get(result.size, ""),
        "scope": scope_name(result.wording, Scope(result.scope)),
        # How many files there are is nothing for whoever may not see them.
        "waiting": result.waiting if result.scope == Scope.EVIDENCE else 0,
    }
