"""Sharing with an association, and what an enterprise has allowed."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action, may, require
from accounts.access.fetching import fetch
from accounts.access.scopes import scope_of_items
from accounts.access.visitors import visitor_of
from accounts.models import Consent, Organisation
from associations.consents import queries, services
from associations.consents.forms import ShareForm
from associations.consents.texts import CURRENT, Texts, scope_name
from survey.results.queries import results


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, public_id) -> HttpResponse:
    result = fetch(request, results(), Action.SHARE, public_id=public_id)
    enterprise = result.organisation
    choices = queries.associations_for(enterprise)
    initial = {"text_version": CURRENT.id}
    form = ShareForm(request.POST or None, associations=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _share(request, enterprise, form)

    context = {
        "form": form,
        "result": result,
        "rows": _association_rows(form, choices, enterprise),
        "scopes": _scope_rows(form),
        "joinable": list(filter(_is_joinable, choices)),
        "wording": CURRENT,
    }
    return render(request, "associations/consents/share.html", context)


def _share(
    request: HttpRequest, enterprise: Organisation, form: ShareForm
) -> HttpResponse:
    association = form.cleaned_data["association"]
    services.share_results(
        enterprise=enterprise,
        association=association,
        scope=form.cleaned_data["scope"],
        text_version=form.cleaned_data["text_version"],
        by=request.user,
        now=timezone.now(),
    )
    words = _("%(name)s may see what you have chosen.") % {"name": association.name}
    messages.success(request, words)
    return redirect("associations:consents")


def _association_rows(
    form: ShareForm, choices: Sequence[Organisation], enterprise: Organisation
) -> list[dict]:
    shares = queries.standing_shares(enterprise, timezone.now())
    return [
        {"radio": radio, "association": each, "shared": _shared(shares.get(each.pk))}
        for radio, each in zip(form["association"], choices, strict=True)
    ]


def _is_joinable(association: Organisation) -> bool:
    return not association.belongs and not association.is_asked


def _scope_rows(form: ShareForm) -> list[dict]:
    texts = CURRENT.scopes.values()
    pairs = zip(form["scope"], texts, strict=True)
    return [{"radio": radio, "text": text} for radio, text in pairs]


def _shared(consent: Consent | None) -> Texts:
    if consent is None:
        return {}
    return scope_name(consent.text_version, scope_of_items(consent.items))


@never_cache
@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """Every member sees what the enterprise allows; only owners get the buttons."""
    visitor = visitor_of(request)
    enterprises = Organisation.objects.filter(kind=Organisation.Kind.ENTERPRISE)
    own = list(enterprises.filter(pk__in=visitor.roles))
    pages = [
        {"page": page, "may_share": may(visitor, Action.SHARE, page.enterprise)}
        for page in queries.consents_given(own, timezone.now())
    ]
    context = {"pages": pages, "held": list(visitor.held.enterprises())}
    return render(request, "associations/consents/allowed.html", context)


@require_POST
def withdraw(request: HttpRequest, public_id) -> HttpResponse:
    consents = Consent.objects.select_related("enterprise", "grantee")
    consent = get_object_or_404(consents, public_id=public_id)
    # Of any purpose: that to a provider is taken back on the same page.
    require(visitor_of(request), Action.SHARE, consent.enterprise)
    services.take_back(consent=consent, by=request.user, now=timezone.now())
    words = _("Withdrawn. %(name)s sees nothing of this any more.")
    messages.success(request, words % {"name": consent.grantee.name})
    return redirect("associations:consents")
