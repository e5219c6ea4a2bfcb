"""Pages of a request to be contacted: the enterprise asks and withdraws, the provider answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Action, Item, fetch, require, visitor_of
from accounts.ratelimit import is_limited
from providers.directory import describe as directory_describe
from providers.errors import ProviderError
from providers.leads import describe as leads_describe
from providers.leads import queries as leads_queries
from providers.leads.forms import AskForm, DeclineForm, LeadListForm
from providers.leads.services import (
    accept_lead,
    ask_provider,
    decline_lead,
    open_contact,
    withdraw_lead,
)
from providers.matching import queries as matching_queries
from providers.models import Lead, Solution
from providers.wording import problem
from survey.models import Result
from survey.results.queries import results

PER_PAGE = 20
A_DAY = 3  # requests of one enterprise to one provider


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, result_id, solution: str) -> HttpResponse:
    """The owner agrees, box by box, to what goes to this provider."""
    result = fetch(request, results(), Action.SHARE, public_id=result_id)
    wanted = get_object_or_404(
        Solution.objects.select_related("provider__organisation"), slug=solution
    )
    now = timezone.now()
    content, _stored = matching_queries.shown_content(result, now)
    if not matching_queries.shows(
        content, wanted
    ) and not matching_queries.may_be_asked(result, wanted, now):
        raise Http404
    form = AskForm(
        request.POST or None, initial=_known_contact(request, content["budget"])
    )
    closed = leads_queries.closed_reason(result.organisation, wanted, now)
    if request.method == "POST" and not closed and form.is_valid():
        try:
            lead = _ask(request, result, wanted, form)
        except ProviderError as error:
            closed = error.code
        else:
            messages.success(
                request, _("Sent. We write to you as soon as the provider answers.")
            )
            return redirect("providers:asked", lead.public_id)
    context = {
        "result": result,
        "solution": directory_describe.offer(wanted),
        "provider": wanted.provider,
        "form": form,
        "closed": problem(closed) if closed else "",
        "standing": leads_queries.live_lead(result.organisation, wanted.provider, now),
        "weak": leads_describe.weak_pillars(
            leads_queries.weakest_pillars(result), result, result.index
        ),
        "age": leads_describe.age_in_days(result, now),
    }
    return render(request, "providers/ask.html", context)


def _known_contact(request: HttpRequest, budget: int | None) -> dict:
    return {
        "contact_name": request.user.full_name,
        "contact_email": request.user.email,
        "budget": budget,
    }


def _ask(
    request: HttpRequest, result: Result, solution: Solution, form: AskForm
) -> Lead:
    """Each request is a letter to the provider: asking and withdrawing in turn must not become many."""
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
        by=request.user,
        now=timezone.now(),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, lead_id) -> HttpResponse:
    """The owner's own request: what was passed on, what came back, and the way to take it back."""
    now = timezone.now()
    lead = fetch(request, leads_queries.leads(now), Action.SHARE, public_id=lead_id)
    if request.method == "POST":
        withdraw_lead(lead=lead, by=request.user, now=now)
        messages.success(
            request,
            _(
                "Withdrawn. The provider can no longer see anything about your enterprise."
            ),
        )
        return redirect("providers:asked", lead.public_id)
    context = {
        "lead": lead,
        "is_live": lead.shown_state in Lead.LIVE,
        "solution": directory_describe.offer(lead.solution) if lead.solution else None,
        "weak": leads_describe.weak_pillars(
            lead.weak_pillars, lead.result, lead.result.index
        ),
        "contact_shared": Item.CONTACT in lead.consent.items,
        "openings": leads_queries.contact_openings(lead),
        "others": leads_queries.leads_asked_by(lead.organisation, now).exclude(
            pk=lead.pk
        )[:PER_PAGE],
    }
    return render(request, "providers/asked.html", context)


@never_cache
@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    """Requests to the providers this person works for."""
    own = leads_queries.staffed_providers(visitor_of(request))
    if not own:
        raise Http404
    now = timezone.now()
    form = LeadListForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    page = Paginator(leads_queries.leads_of(own, state, now), PER_PAGE).get_page(
        request.GET.get("page")
    )
    for lead in page:
        # Of a request that ended, no more is told than that it was.
        lead.age = (
            leads_describe.age_in_days(lead.result, now)
            if lead.shown_state in Lead.LIVE
            else ""
        )
    return render(
        request,
        "providers/leads.html",
        {"form": form, "page": page, "state": state, "providers": own},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, lead_id) -> HttpResponse:
    """One request as the provider sees it. The contact details open by a POST, which is recorded."""
    now = timezone.now()
    found = get_object_or_404(leads_queries.leads(now), public_id=lead_id)
    require(visitor_of(request), Action.STAFF, found.provider.organisation)
    action = request.POST.get("deed", "") if request.method == "POST" else ""
    form = DeclineForm(request.POST if action == "decline" else None)
    contact, trouble = None, ""
    try:
        if action == "accept":
            accept_lead(lead=found, by=request.user, now=now)
            messages.success(
                request,
                _(
                    "Accepted. The enterprise has been told. You can open its contact details now."
                ),
            )
            return redirect("providers:lead", found.public_id)
        if action == "decline" and form.is_valid():
            decline_lead(
                lead=found, reason=form.cleaned_data["reason"], by=request.user, now=now
            )
            messages.success(request, _("Declined. The enterprise has been told why."))
            return redirect("providers:lead", found.public_id)
        if action == "contact":
            contact = open_contact(lead=found, by=request.user, now=now)
    except ProviderError as error:
        trouble = problem(error.code)
    context = _lead_context(found, form, now) | {"contact": contact, "trouble": trouble}
    return render(request, "providers/lead.html", context)


def _lead_context(found: Lead, form: DeclineForm, now) -> dict:
    is_live = found.shown_state in Lead.LIVE
    return {
        "lead": found,
        "form": form,
        "is_live": is_live,
        "age": leads_describe.age_in_days(found.result, now),
        "solution": directory_describe.offer(found.solution)
        if found.solution
        else None,
        "enterprise": leads_describe.enterprise_facts(found.result)
        if is_live
        else None,
        "weak": leads_describe.weak_pillars(
            found.weak_pillars, found.result, found.result.index
        )
        if is_live
        else [],
    }
