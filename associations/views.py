"""Sharing with an association, what an enterprise has allowed, and the list the association's staff work with."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access import (
    Action,
    Scope,
    fetch,
    may,
    require,
    scope_of_items,
    visitor_of,
)
from accounts.models import Consent, Organisation
from associations import queries, services
from associations.consent_texts import CURRENT, Texts, scope_name
from associations.forms import FilterForm, ShareForm
from language.texts import in_language
from registry.sector_names import SECTORS
from survey.models import Result
from survey.results.queries import results as all_results

PER_PAGE = 25
SIZES = {  # short: the head of the column says what of
    "micro": gettext_lazy("Micro"),
    "small": gettext_lazy("Small"),
    "medium": gettext_lazy("Medium"),
    "large": gettext_lazy("Large"),
}
MORE_FILTERS = ("nganh", "quymo", "diaban", "phamvi")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, public_id) -> HttpResponse:
    result = fetch(request, all_results(), Action.SHARE, public_id=public_id)
    enterprise = result.organisation
    choices = queries.associations_for(enterprise)
    form = ShareForm(
        request.POST or None, associations=choices, initial={"text_version": CURRENT.id}
    )
    if request.method == "POST" and form.is_valid():
        association = form.cleaned_data["association"]
        services.share_results(
            enterprise=enterprise,
            association=association,
            scope=form.cleaned_data["scope"],
            text_version=form.cleaned_data["text_version"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(
            request,
            _("%(name)s may see what you have chosen.") % {"name": association.name},
        )
        return redirect("associations:consents")
    shares = queries.standing_shares(enterprise, timezone.now())
    rows = [
        {"radio": radio, "association": each, "shared": _shared(shares.get(each.pk))}
        for radio, each in zip(form["association"], choices, strict=True)
    ]
    scopes = [
        {"radio": radio, "text": text}
        for radio, text in zip(form["scope"], CURRENT.scopes.values(), strict=True)
    ]
    context = {
        "form": form,
        "result": result,
        "rows": rows,
        "scopes": scopes,
        "wording": CURRENT,
    }
    return render(request, "associations/share.html", context)


def _shared(consent: Consent | None) -> Texts:
    return (
        scope_name(consent.text_version, scope_of_items(consent.items))
        if consent
        else {}
    )


@never_cache
@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """Every member sees what the enterprise allows; only owners get the buttons."""
    visitor = visitor_of(request)
    own = Organisation.objects.filter(
        pk__in=visitor.roles, kind=Organisation.Kind.ENTERPRISE
    )
    pages = [
        {"page": page, "may_share": may(visitor, Action.SHARE, page.enterprise)}
        for page in queries.consents_given(list(own), timezone.now())
    ]
    return render(request, "associations/consents.html", {"pages": pages})


@require_POST
def withdraw(request: HttpRequest, public_id) -> HttpResponse:
    consent = get_object_or_404(
        Consent.objects.select_related("enterprise", "grantee"), public_id=public_id
    )
    require(visitor_of(request), Action.SHARE, consent.enterprise)
    services.take_back(consent=consent, by=request.user, now=timezone.now())
    messages.success(
        request,
        _("Withdrawn. %(name)s sees nothing of this any more.")
        % {"name": consent.grantee.name},
    )
    return redirect("associations:consents")


@require_POST
def leave(request: HttpRequest, enterprise_id, association_id) -> HttpResponse:
    enterprise = get_object_or_404(
        Organisation, public_id=enterprise_id, kind=Organisation.Kind.ENTERPRISE
    )
    require(visitor_of(request), Action.SHARE, enterprise)
    association = get_object_or_404(queries.associations(), public_id=association_id)
    services.leave(
        association=association,
        enterprise=enterprise,
        by=request.user,
        now=timezone.now(),
    )
    messages.success(
        request,
        _(
            "%(enterprise)s has left %(association)s. Its results are closed to the association."
        )
        % {"enterprise": enterprise.name, "association": association.name},
    )
    return redirect("associations:consents")


@never_cache
@require_safe
def results(request: HttpRequest, public_id) -> HttpResponse:
    association = get_object_or_404(queries.associations(), public_id=public_id)
    require(visitor_of(request), Action.STAFF, association)
    form = FilterForm(request.GET)
    found = queries.shared_results(association, form.filters(), timezone.now())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    kept = {
        name: value
        for name, value in request.GET.items()
        if name in form.fields and value
    }
    context = {
        "association": association,
        "form": form,
        "page": page,
        "rows": [_row(result) for result in page],
        "members": queries.members_count(association),
        "more": [form[name] for name in MORE_FILTERS],
        "more_open": any(name in kept for name in MORE_FILTERS),
        "is_filtered": any(name != "xep" for name in kept),
        "kept": f"{urlencode(kept)}&" if kept else "",
    }
    return render(request, "associations/results.html", context)


def _row(result: Result) -> dict:
    index = result.index_version.index
    return {
        "result": result,
        "index": in_language(index.short_title),
        "level_name": index.level_name(result.level)
        if result.level is not None
        else "",
        "sector": SECTORS.get(result.sector, ""),
        "size": SIZES.get(result.size, ""),
        "scope": scope_name(result.wording, Scope(result.scope)),
        "waiting": result.waiting if result.scope == Scope.EVIDENCE else 0,
    }
