"""Requests as the enterprise sees them: all of its own, each one, and what it does about it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action
from accounts.access.fetching import fetch
from accounts.access.scopes import Item
from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from accounts.pages import KeysFirst
from providers.leads.describe import answers_shown, steps_shown, weak_pillars
from providers.leads.digest import set_daily
from providers.leads.email import wants_daily
from providers.leads.following import (
    associations_of,
    associations_once_let,
    following,
    let_follow,
    stop_following,
)
from providers.leads.page import answered, context_of, file_of, waits
from providers.leads.queries import (
    contact_openings,
    leads_at,
    next_best,
    other_leads,
    requests_of_owner,
)
from providers.leads.states import ENTERPRISE, State
from providers.leads.views import PER_PAGE, offer_of
from providers.models import Lead

# The enterprise looks for somebody else.
LOOKS_ON = (State.DECLINED, State.RELEASED, State.EXPIRED, State.RETURNED)


@never_cache
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """All requests of the enterprises this person owns, what goes on first."""
    now = timezone.now()
    asked = requests_of_owner(visitor_of(request), now)
    page = KeysFirst(asked, PER_PAGE).get_page(request.GET.get("page"))
    for lead in page:
        lead.waits = waits(lead, ENTERPRISE, now)
    context = {"page": page, "is_daily": wants_daily(request.user)}
    return render(request, "providers/requests.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """The owner's own request: what was passed on, what came back, and the way to take it
    back.
    """
    now = timezone.now()
    lead = fetch(request, leads_at(now), Action.SHARE, public_id=lead_id)
    answer = answered(request, lead, ENTERPRISE, now)
    if answer.is_done:
        return redirect("providers:asked", lead.public_id)

    context = {
        **context_of(lead, ENTERPRISE, answer, now),
        "solution": offer_of(lead),
        "weak": weak_pillars(lead.weak_pillars, lead.result, lead.result.index),
        "answers": answers_shown(lead),
        "steps": steps_shown(lead),
        "score_shared": Item.AGGREGATE in lead.consent.items,
        "openings": contact_openings(lead),
        **_followers(lead, now),
        "others": other_leads(lead, now)[:PER_PAGE],
        "next_best": _who_else(lead, now),
    }
    return render(request, "providers/asked.html", context)


def _who_else(lead: Lead, now) -> list:
    return next_best(lead, now) if lead.shown_state in LOOKS_ON else []


def _followers(lead: Lead, now: datetime) -> dict:
    """Who follows it, and who could be let."""
    followed = list(following(lead, now))
    known = {consent.grantee_id for consent in followed}
    others = associations_of(lead.organisation)
    return {
        "followed": followed,
        "may_follow": [each for each in others if each.pk not in known],
    }


@require_POST
def lead_follower(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Let an association follow it, or no more."""
    now = timezone.now()
    lead = fetch(request, leads_at(now), Action.SHARE, public_id=lead_id)
    who = {"lead": lead, "by": request.user, "now": now}
    key = request.POST.get("association", "")
    if request.POST.get("deed") == "let":
        found = _named(key, associations_of(lead.organisation))
        let_follow(associations=[found], **who)
    else:
        # Also one that was stopped before, in another window: a second time changes nothing.
        known = associations_once_let(lead.organisation)
        stop_following(association=_named(key, known), **who)
    return redirect("providers:asked", lead.public_id)


def _named(key: str, associations: Iterable[Organisation]) -> Organisation:
    """Raises Http404."""
    for association in associations:
        if str(association.public_id) == key:
            return association
    raise Http404


@never_cache
@require_safe
def asked_file(request: HttpRequest, lead_id: UUID, file_id: UUID) -> HttpResponse:
    leads = leads_at(timezone.now())
    return file_of(fetch(request, leads, Action.SHARE, public_id=lead_id), file_id)


@require_POST
def lead_letters(request: HttpRequest) -> HttpResponse:
    """One letter a day, or each by itself: of this person alone."""
    set_daily(user=request.user, daily="daily" in request.POST)
    is_of_provider = request.POST.get("page") == "leads"
    return redirect("providers:leads" if is_of_provider else "providers:requests")
