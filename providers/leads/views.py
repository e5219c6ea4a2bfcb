"""Pages of a request to be contacted: the enterprise asks and withdraws, the provider
answers.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action, may, require
from accounts.access.fetching import fetch
from accounts.access.scopes import Item
from accounts.access.visitors import visitor_of
from accounts.pages import KeysFirst
from accounts.ratelimit import is_limited
from providers.directory.describe import Offer, offer
from providers.errors import ProviderError
from providers.leads.describe import (
    WeakPillar,
    age_in_days,
    enterprise_facts,
    weak_pillars,
)
from providers.leads.forms import AskForm, DeclineForm, LeadListForm
from providers.leads.queries import (
    closed_reason,
    contact_openings,
    has_taken_on,
    leads_at,
    leads_of,
    live_lead,
    other_leads,
    staffed_providers,
    weakest_pillars,
)
from providers.leads.services import (
    accept_lead,
    ask_provider,
    decline_lead,
    open_contact,
    withdraw_lead,
)
from providers.matching.plan import Plan
from providers.matching.queries import may_be_asked, recommendation_of
from providers.models import Lead, Solution
from providers.openings.services import note_opening
from providers.wording import problem, trouble_with
from survey.models import Result
from survey.results.queries import results

# Of a result, what its enterprise means to do.
PlanOf = Callable[[Result], Plan]

PER_PAGE = 20
A_DAY = 3  # requests of one enterprise to one provider


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(
    request: HttpRequest,
    result_id: UUID,
    solution: str,
    plan_of: PlanOf,
) -> HttpResponse:
    """The owner agrees, box by box, to what goes to this provider.

    plan_of: what its suggestions go by; the page of them stands above, and so the address.
    """
    result = fetch(request, results(), Action.SHARE, public_id=result_id)
    entries = Solution.objects.select_related("provider__organisation")
    wanted = get_object_or_404(entries, slug=solution)
    now = timezone.now()
    if not may_be_asked(result, wanted, now):
        raise Http404

    note_opening(provider=wanted.provider, visitor=visitor_of(request), now=now)
    stored = recommendation_of(result)
    budget = stored.budget if stored else None
    form = AskForm(request.POST or None, initial=_known_contact(request, budget))
    open_lead = live_lead(result.organisation, wanted.provider, now)
    closed = closed_reason(open_lead, wanted, result.organisation, now)
    if request.method == "POST" and not closed and form.is_valid():
        try:
            lead = _ask(request, result, wanted, form, plan_of(result))
        except ProviderError as error:
            closed = error.code
            # It may have been asked in another window meanwhile.
            open_lead = live_lead(result.organisation, wanted.provider, now)
        else:
            text = _("Sent. We write to you as soon as the provider answers.")
            messages.success(request, text)
            return redirect("providers:asked", lead.public_id)

    context = _ask_context(result, wanted, now)
    context |= {
        "form": form,
        "open_lead": open_lead,
        "closed": problem(closed) if closed else "",
    }
    return render(request, "providers/ask.html", context)


def _known_contact(request: HttpRequest, budget: int | None) -> dict:
    return {
        "contact_name": request.user.full_name,
        "contact_email": request.user.email,
        "budget": budget,
    }


def _ask(
    request: HttpRequest,
    result: Result,
    solution: Solution,
    form: AskForm,
    plan: Plan,
) -> Lead:
    # Each request is a letter to the provider: asking and withdrawing in turn must not
    # become many.
    pair = f"{result.organisation.public_id} {solution.provider.slug}"
    if is_limited("ask", pair, most=A_DAY, seconds=86400):
        raise ProviderError("asked_too_often")
    clean = form.cleaned_data
    return ask_provider(
        result=result,
        solution=solution,
        contact=form.contact,
        items=form.items,
        text_version=clean["text_version"],
        budget=clean["budget"],
        message=clean["message"],
        plan=plan,
        by=request.user,
        now=timezone.now(),
    )


def _ask_context(result: Result, solution: Solution, now: datetime) -> dict:
    weakest = weakest_pillars(result)
    return {
        "result": result,
        "solution": offer(solution),
        "provider": solution.provider,
        "weak": weak_pillars(weakest, result, result.index),
        "age": age_in_days(result, now),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """The owner's own request: what was passed on, what came back, and the way to take it
    back.
    """
    now = timezone.now()
    lead = fetch(request, leads_at(now), Action.SHARE, public_id=lead_id)
    if request.method == "POST":
        withdraw_lead(lead=lead, by=request.user, now=now)
        text = _(
            "Withdrawn. The provider can no longer see anything about your enterprise."
        )
        messages.success(request, text)
        return redirect("providers:asked", lead.public_id)

    context = {
        "lead": lead,
        "is_live": lead.shown_state in Lead.LIVE,
        "solution": _offer_of(lead),
        "weak": _weak_pillars_of(lead),
        "contact_shared": Item.CONTACT in lead.consent.items,
        "openings": contact_openings(lead),
        "others": other_leads(lead, now)[:PER_PAGE],
    }
    return render(request, "providers/asked.html", context)


def _offer_of(lead: Lead) -> Offer | None:
    return offer(lead.solution) if lead.solution else None


def _weak_pillars_of(lead: Lead) -> list[WeakPillar]:
    return weak_pillars(lead.weak_pillars, lead.result, lead.result.index)


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
    pages = KeysFirst(leads_of(providers, state, now), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    for lead in page:
        # Of a request that ended, no more is told than that it was.
        is_live = lead.shown_state in Lead.LIVE
        lead.age = age_in_days(lead.result, now) if is_live else ""
    context = {"form": form, "page": page, "state": state, "providers": providers}
    return render(request, "providers/leads.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """One request as the provider sees it. The contact details open by a POST, which is
    recorded.
    """
    now = timezone.now()
    lead = get_object_or_404(leads_at(now), public_id=lead_id)
    provider = lead.provider.organisation
    require(visitor_of(request), Action.STAFF, provider)
    if request.method == "POST":
        require(visitor_of(request), Action.FOLLOW_UP, provider)
    action = request.POST.get("deed", "")
    form = DeclineForm(request.POST if action == "decline" else None)
    contact, trouble = None, ""
    try:
        if action == "contact":
            contact = open_contact(lead=lead, by=request.user, now=now)
        elif _decide(request, lead, action, form, now):
            return redirect("providers:lead", lead.public_id)
    except ProviderError as error:
        # Shown with what was typed: a reason that comes too late is not lost.
        trouble = trouble_with(error.code, error.params)

    context = _lead_context(lead, now)
    context |= {"form": form, "contact": contact, "trouble": trouble}
    context["may_answer"] = may(visitor_of(request), Action.FOLLOW_UP, provider)
    context["may_complain"] = context["may_answer"] and has_taken_on(lead)
    return render(request, "providers/lead.html", context)


def _decide(
    request: HttpRequest, lead: Lead, action: str, form: DeclineForm, now: datetime
) -> bool:
    """Whether the provider has accepted or declined."""
    if action == "accept":
        accept_lead(lead=lead, by=request.user, now=now)
        text = _(
            "Accepted. The enterprise has been told."
            " You can open its contact details now."
        )
    elif action == "decline" and form.is_valid():
        reason = form.cleaned_data["reason"]
        decline_lead(lead=lead, reason=reason, by=request.user, now=now)
        text = _("Declined. The enterprise has been told why.")
    else:
        return False
    messages.success(request, text)
    return True


def _lead_context(lead: Lead, now: datetime) -> dict:
    context = {
        "lead": lead,
        "is_live": lead.shown_state in Lead.LIVE,
        "age": age_in_days(lead.result, now),
        "solution": _offer_of(lead),
    }
    # What a template is not given, it cannot show by mistake once the request has ended.
    if context["is_live"]:
        context["enterprise"] = enterprise_facts(lead.result)
        context["weak"] = _weak_pillars_of(lead)
    return context
