"""The page on which an owner asks one or several providers to get in touch."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access.actions import Action
from accounts.access.fetching import fetch
from accounts.access.visitors import visitor_of
from providers.errors import ProviderError
from providers.leads.asking.choices import candidates_of
from providers.leads.asking.forms import AskForms
from providers.leads.asking.services import ask_by_form
from providers.leads.describe import age_in_days, score_of, weak_pillars
from providers.leads.following import associations_of
from providers.leads.queries import closed_reason, live_lead, weakest_pillars
from providers.leads.states import CLOCKS, State
from providers.matching.plan import Plan
from providers.matching.queries import may_be_asked, shown_content
from providers.models import Lead, Solution
from providers.openings.services import note_opening
from providers.wording import problem
from registry.working_days import after
from survey.models import Result
from survey.results.queries import results

# Of a result, what its enterprise means to do.
PlanOf = Callable[[Result], Plan]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(
    request: HttpRequest,
    result_id: UUID,
    solution: str,
    plan_of: PlanOf,
) -> HttpResponse:
    """The owner agrees, provider by provider and box by box, to what goes to each.

    plan_of: what its suggestions go by; the page of them stands above, and so the address.
    """
    result = fetch(request, results(), Action.SHARE, public_id=result_id)
    entries = Solution.objects.select_related("provider__organisation")
    wanted = get_object_or_404(entries, slug=solution)
    now = timezone.now()
    if not may_be_asked(result, wanted, now):
        raise Http404

    note_opening(provider=wanted.provider, visitor=visitor_of(request), now=now)
    asked_for = None
    if not closed_for(result, wanted, now):
        plan = plan_of(result)
        asked_for = _forms(request, result, wanted, plan, now)
        if request.method == "POST" and asked_for.is_valid():
            leads = _ask(request, result, asked_for, plan)
            if leads:
                return _answer(request, leads)
    return _page(request, result, wanted, asked_for)


def closed_for(result: Result, wanted: Solution, now: datetime) -> str:
    open_lead = live_lead(result.organisation, wanted.provider, now)
    return closed_reason(open_lead, wanted, result.organisation, now)


def _forms(
    request: HttpRequest,
    result: Result,
    wanted: Solution,
    plan: Plan,
    now: datetime,
) -> AskForms:
    content, stored = shown_content(result, now, plan)
    return AskForms(
        request.POST if request.method == "POST" else None,
        _known_contact(request, stored.budget if stored else None),
        candidates_of(result, wanted, content, now),
        has_weak=bool(weakest_pillars(result)),
        associations=associations_of(result.organisation),
    )


def _page(
    request: HttpRequest,
    result: Result,
    wanted: Solution,
    asked_for: AskForms | None,
) -> HttpResponse:
    now = timezone.now()
    weakest = weakest_pillars(result)
    context = {
        "result": result,
        "provider": wanted.provider,
        "weak": weak_pillars(weakest, result, result.index),
        "score": score_of(result),
        "age": age_in_days(result, now),
        "hear_by": after(timezone.localdate(now), CLOCKS[State.SENT].days).day,
        "forms": asked_for,
    }
    # It may have been asked in another window meanwhile.
    if asked_for is None or asked_for.is_refused_alone:
        open_lead = live_lead(result.organisation, wanted.provider, now)
        closed = closed_reason(open_lead, wanted, result.organisation, now)
        context |= {"open_lead": open_lead, "closed": closed and problem(closed)}
        # Its form is gone: what was typed is given back beside the reason.
        context["typed"] = request.POST.get("message", "")
    return render(request, "providers/ask.html", context)


def _known_contact(request: HttpRequest, budget: int | None) -> dict:
    return {
        "contact_name": request.user.full_name,
        "contact_email": request.user.email,
        "budget": budget,
    }


def _ask(
    request: HttpRequest, result: Result, asked_for: AskForms, plan: Plan
) -> list[Lead]:
    """All that were ticked, or none of them: what stands against one is said beside it."""
    leads = []
    with transaction.atomic():
        for form in asked_for.asked:
            try:
                lead = ask_by_form(
                    result=result,
                    shared=asked_for.shared,
                    each=form,
                    plan=plan,
                    by=request.user,
                    now=timezone.now(),
                )
                leads.append(lead)
            except ProviderError as error:
                form.refuse(problem(error.code))
        if asked_for.with_errors:
            transaction.set_rollback(True)
            return []
    return leads


def _answer(request: HttpRequest, leads: list[Lead]) -> HttpResponse:
    if len(leads) == 1:
        text = _("Sent. We write to you as soon as the provider answers.")
        messages.success(request, text)
        return redirect("providers:asked", leads[0].public_id)
    text = ngettext(
        "Sent to %(count)s provider. We write to you as soon as one answers.",
        "Sent to %(count)s providers. We write to you as soon as one answers.",
        len(leads),
    )
    messages.success(request, text % {"count": len(leads)})
    return redirect("providers:requests")
