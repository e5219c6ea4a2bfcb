"""Sharing with an association, and what an enterprise has allowed."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.forms import BoundField
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
from accounts.access.fetching import fetch, fetch_followed
from accounts.access.owners import owners_of
from accounts.access.scopes import (
    Item,
    Scope,
    require_item,
    scope_of_items,
    through_item,
)
from accounts.access.visitors import visitor_of
from accounts.models import Consent, Organisation
from accounts.services import EVERY_ROUND
from associations.assisted.queries import waiting_for
from associations.assisted.wording import typed_by
from associations.city import texts
from associations.city.queries import agencies
from associations.consents import queries, services
from associations.consents.forms import ShareForm
from associations.consents.sentences import opening_told
from associations.consents.texts import CURRENT, Lasting, scope_name
from indexes.offers import index_names
from survey.models import Result
from survey.results.openings import record_opening
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
        return _share(request, result, form)

    context = {
        "form": form,
        "result": result,
        "rows": _association_rows(form, choices, enterprise),
        "scopes": _rows(form["scope"], CURRENT.scopes.values()),
        "lasting": _rows(form["lasting"], CURRENT.lasting.values()),
        "joinable": list(filter(_is_joinable, choices)),
        "wording": CURRENT,
    }
    return render(request, "associations/consents/share.html", context)


def _share(request: HttpRequest, result: Result, form: ShareForm) -> HttpResponse:
    chosen = form.cleaned_data
    association = chosen["association"]
    is_for_round = chosen["lasting"] is Lasting.ROUND
    services.share_results(
        enterprise=result.organisation,
        association=association,
        scope=chosen["scope"],
        text_version=chosen["text_version"],
        with_contact=chosen["contact"],
        round_key=result.round_key if is_for_round else EVERY_ROUND,
        by=request.user,
        now=timezone.now(),
    )
    words = _("%(name)s may see what you have chosen.") % {"name": association.name}
    messages.success(request, words)
    return redirect("associations:consents")


def _association_rows(
    form: ShareForm, choices: Sequence[Organisation], enterprise: Organisation
) -> list[dict]:
    shares = {}
    for consent in queries.standing_shares(enterprise, timezone.now()):
        shares.setdefault(consent.grantee_id, []).append(_shared(consent))
    return [
        {"radio": radio, "association": each, "shared": shares.get(each.pk, [])}
        for radio, each in zip(form["association"], choices, strict=True)
    ]


def _is_joinable(association: Organisation) -> bool:
    return not association.belongs and not association.is_asked


def _rows(field: BoundField, texts: Iterable) -> list[dict]:
    pairs = zip(field, texts, strict=True)
    return [{"radio": radio, "text": text} for radio, text in pairs]


def _shared(consent: Consent) -> dict:
    return {
        "scope": scope_name(consent.text_version, scope_of_items(consent.items)),
        "round": consent.round,
    }


@never_cache
@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """Every member sees what the enterprise allows; only owners get the buttons."""
    visitor = visitor_of(request)
    enterprises = Organisation.objects.filter(kind=Organisation.Kind.ENTERPRISE)
    own = list(enterprises.filter(pk__in=visitor.roles))
    offices = agencies() if own else {}
    pages = []
    for page in queries.consents_given(own, timezone.now()):
        _tell_openings(page)
        _tell_indexes(page)
        agency = offices.get(page.enterprise.is_fictional)
        may_share = may(visitor, Action.SHARE, page.enterprise)
        pages.append({"page": page, "may_share": may_share, "agency": agency})
    typed = [{"assisted": each, "typed": typed_by(each)} for each in waiting_for(own)]
    context = {
        "typed": typed,
        "pages": pages,
        "held": list(visitor.held.enterprises()),
        "counting": texts.CURRENT,
    }
    return render(request, "associations/consents/allowed.html", context)


def _tell_openings(page: queries.EnterpriseConsents) -> None:
    now = timezone.now()
    for allowed in page.in_force:
        grantee = allowed.consent.grantee
        allowed.told = [opening_told(each, grantee, now) for each in allowed.openings]


def _tell_indexes(page: queries.EnterpriseConsents) -> None:
    """Two indexes each have a first round."""
    of_one_round = [each for each in page.in_force if each.consent.round]
    names = index_names() if of_one_round else {}
    for allowed in of_one_round:
        index = allowed.consent.index
        allowed.index = names.get(index, index)


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


@never_cache
@require_safe
def contact(request: HttpRequest, public_id) -> HttpResponse:
    """Whom to get in touch with, for an association that may know; each look is noted."""
    result, scope = fetch_followed(
        request, results(), Scope.AGGREGATE, public_id=public_id
    )
    visitor, enterprise = visitor_of(request), result.organisation
    require_item(visitor, enterprise, Item.CONTACT, result.round_key)
    record_opening(
        result=result,
        scope=scope,
        part="contact",
        by=visitor.user,
        now=timezone.now(),
        through=through_item(visitor, enterprise, Item.CONTACT, result.round_key),
    )
    context = {
        "result": result,
        "enterprise": enterprise,
        "owners": owners_of(enterprise),
    }
    return render(request, "associations/consents/contact.html", context)
