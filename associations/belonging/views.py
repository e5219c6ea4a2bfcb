"""Belonging to an association: asked for by an enterprise, granted by the association."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access.actions import Action, may
from accounts.access.fetching import fetch_enterprise
from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from accounts.ratelimit import asker_of, is_limited, slow_down
from associations.belonging import queries, services
from associations.belonging.forms import AskForm
from associations.email import tell_owners_of_membership
from associations.errors import AssociationError
from associations.lists import associations, back_to_list, own_association, page_of
from associations.models import Affiliation
from language.texts import in_language
from registry.areas import area
from registry.sector_names import SECTORS

ASKED_A_DAY = 20  # by one person: an association must not be buried in requests
A_DAY = 24 * 3600  # seconds


@require_POST
def ask_to_join(request: HttpRequest, enterprise_id) -> HttpResponse:
    enterprise = fetch_enterprise(request, Action.SHARE, enterprise_id)
    form = AskForm(request.POST, associations=list(associations()))
    if not form.is_valid():
        messages.warning(request, _("Choose the association first."))
        return redirect("associations:consents")
    if is_limited("ask-to-join", asker_of(request), most=ASKED_A_DAY, seconds=A_DAY):
        return slow_down(request)

    association = form.cleaned_data["association"]
    affiliation = services.ask_to_join(
        association=association,
        enterprise=enterprise,
        by=request.user,
        now=timezone.now(),
    )
    if affiliation.state == Affiliation.State.ASKED:
        words = _("Asked. %(name)s decides; nothing is shared by asking.")
        messages.success(request, words % {"name": association.name})
    return redirect("associations:consents")


@require_POST
def take_request_back(
    request: HttpRequest, enterprise_id, association_id
) -> HttpResponse:
    enterprise, association = _parties(request, enterprise_id, association_id)
    try:
        services.take_request_back(
            association=association,
            enterprise=enterprise,
            by=request.user,
            now=timezone.now(),
        )
    except AssociationError:
        words = _(
            "%(association)s has answered this request already; see below how it stands."
        )
        messages.info(request, words % {"association": association.name})
    else:
        words = _("Taken back: %(enterprise)s no longer asks %(association)s.")
        _say(request, words, enterprise, association)
    return redirect("associations:consents")


@require_POST
def leave(request: HttpRequest, enterprise_id, association_id) -> HttpResponse:
    enterprise, association = _parties(request, enterprise_id, association_id)
    services.leave(
        association=association,
        enterprise=enterprise,
        by=request.user,
        now=timezone.now(),
    )
    words = _("%(enterprise)s does not belong to %(association)s any more.")
    _say(request, words, enterprise, association)
    return redirect("associations:consents")


def _parties(
    request: HttpRequest, enterprise_id, association_id
) -> tuple[Organisation, Organisation]:
    """The enterprise, which only its owner speaks for, and the association."""
    enterprise = fetch_enterprise(request, Action.SHARE, enterprise_id)
    association = get_object_or_404(associations(), public_id=association_id)
    return enterprise, association


def _say(
    request: HttpRequest,
    words: str,
    enterprise: Organisation,
    association: Organisation,
) -> None:
    names = {
        "enterprise": enterprise.name,
        "association": association.name,
    }
    messages.success(request, words % names)


@never_cache
@require_safe
def requests(request: HttpRequest, public_id) -> HttpResponse:
    """Who asks to belong to the association, with what the enterprise agreed to tell it."""
    association = own_association(request, public_id)
    asked = queries.requests_to(association)
    page = page_of(request, asked)
    context = {
        "association": association,
        "page": page,
        "rows": list(map(description_of, page)),
        "may_answer": may(visitor_of(request), Action.FOLLOW_UP, association),
    }
    return render(request, "associations/belonging/requests.html", context)


def description_of(affiliation: Affiliation) -> dict:
    """What an enterprise agreed to tell an association when it asked to belong."""
    enterprise = affiliation.enterprise
    unit = area(enterprise.area)
    return {
        "enterprise": enterprise,
        "since": affiliation.since,
        "sector": SECTORS.get(enterprise.sector, ""),
        "area": in_language(unit.name) if unit else "",
    }


@require_POST
def answer_request(request: HttpRequest, public_id, enterprise_id) -> HttpResponse:
    association = own_association(request, public_id, Action.FOLLOW_UP)
    affiliation = get_object_or_404(
        Affiliation.objects.select_related("association", "enterprise"),
        association=association,
        enterprise__public_id=enterprise_id,
    )
    answer = request.POST.get("answer")
    if answer not in ("grant", "decline"):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    try:
        answered = services.answer_request(
            affiliation=affiliation,
            is_granted=answer == "grant",
            by=request.user,
            now=timezone.now(),
        )
    except AssociationError:
        messages.info(request, _("This request was answered or taken back already."))
    else:
        _say_what_was_answered(request, answered)
    return back_to_list(request, "requests", public_id)


def _say_what_was_answered(request: HttpRequest, answered: Affiliation) -> None:
    """To the staff on the page, to the owners by a letter."""
    if answered.state == Affiliation.State.ACTIVE:
        words = _("%(name)s belongs to the association now.")
    else:
        words = _("Declined: %(name)s does not belong to the association.")
    messages.success(request, words % {"name": answered.enterprise.name})
    tell_owners_of_membership(answered)
