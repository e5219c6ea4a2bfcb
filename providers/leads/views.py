"""Requests as a provider sees them: the list, each one, and what it does about it."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action, may, require
from accounts.access.scopes import Item
from accounts.access.visitors import visitor_of
from accounts.pages import KeysFirst
from providers.directory.describe import Offer, offer
from providers.errors import ProviderError
from providers.leads.describe import (
    age_in_days,
    answers_shown,
    enterprise_facts,
    score_of,
    steps_shown,
    weak_pillars,
)
from providers.leads.email import wants_daily
from providers.leads.forms import LeadListForm
from providers.leads.page import answered, context_of, file_of
from providers.leads.queries import (
    count_of,
    has_taken_on,
    leads_at,
    leads_of,
)
from providers.leads.services import open_contact
from providers.leads.states import PROVIDER
from providers.models import Lead
from providers.staffed import staffed_providers
from providers.wording import problem

PER_PAGE = 20


@never_cache
@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    """Requests to the providers this person works for."""
    providers = staffed_providers(visitor_of(request))
    if not providers:
        raise Http404

    now = timezone.now()
    form = LeadListForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    count = count_of(providers, state, now)
    pages = KeysFirst(leads_of(providers, state, now), PER_PAGE, count=count)
    page = pages.get_page(request.GET.get("page"))
    for lead in page:
        # Of a request that ended, no more is told than that it was.
        is_live = lead.shown_state in Lead.LIVE
        lead.age = age_in_days(lead.result, now) if is_live else ""
    context = {
        "form": form,
        "page": page,
        "state": state,
        "providers": providers,
        "is_daily": wants_daily(request.user),
    }
    return render(request, "providers/leads.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """One request as the provider sees it. The contact details open by a POST, which is
    recorded.
    """
    now = timezone.now()
    lead = _lead_of(request, lead_id, now)
    contact, trouble = None, ""
    if request.POST.get("deed") == "contact":
        try:
            contact = open_contact(lead=lead, by=request.user, now=now)
        except ProviderError as error:
            trouble = problem(error.code)
    answer = answered(request, lead, PROVIDER, now)
    if answer.is_done:
        return redirect("providers:lead", lead.public_id)

    provider = lead.provider.organisation
    context = {**context_of(lead, PROVIDER, answer, now), **_told_of(lead, now)}
    context |= {"contact": contact, "trouble": trouble or context["trouble"]}
    context["may_answer"] = may(visitor_of(request), Action.FOLLOW_UP, provider)
    context["may_complain"] = context["may_answer"] and has_taken_on(lead)
    return render(request, "providers/lead.html", context)


def _lead_of(request: HttpRequest, lead_id: UUID, now: datetime) -> Lead:
    lead = get_object_or_404(leads_at(now), public_id=lead_id)
    provider = lead.provider.organisation
    require(visitor_of(request), Action.STAFF, provider)
    if request.method == "POST":
        require(visitor_of(request), Action.FOLLOW_UP, provider)
    return lead


def _told_of(lead: Lead, now: datetime) -> dict:
    told = {"age": age_in_days(lead.result, now), "solution": offer_of(lead)}
    # What a template is not given, it cannot show by mistake once the request has ended.
    if lead.shown_state not in Lead.LIVE:
        return told
    result, items = lead.result, lead.consent.items
    told["enterprise"] = enterprise_facts(result)
    told["weak"] = weak_pillars(lead.weak_pillars, result, result.index)
    told["score"] = score_of(result) if Item.AGGREGATE in items else None
    told["answers"] = answers_shown(lead) if Item.NAMED_ANSWERS in items else []
    told["steps"] = steps_shown(lead) if Item.NAMED_STEPS in items else []
    return told


def offer_of(lead: Lead) -> Offer | None:
    return offer(lead.solution) if lead.solution else None


@never_cache
@require_safe
def lead_file(request: HttpRequest, lead_id: UUID, file_id: UUID) -> HttpResponse:
    """A file of a request that goes on; the consent is asked for at each read."""
    lead = _lead_of(request, lead_id, timezone.now())
    if lead.shown_state not in Lead.LIVE:
        raise Http404
    return file_of(lead, file_id)
