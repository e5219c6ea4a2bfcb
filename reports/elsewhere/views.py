"""One set of answers under several decisions, and starting another one with what is known."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access.actions import Action, may
from accounts.access.fetching import fetch_scoped
from accounts.access.scopes import Scope
from accounts.access.visitors import visitor_of
from reports.elsewhere.cards import cards_of, elsewhere_of, own_rows
from survey.errors import SurveyError
from survey.results.queries import results
from survey.rounds.redirects import LEADS_TO_DRAFT
from survey.rounds.services import start_under
from survey.wording import problem

INDUSTRY = "nganh"  # in the address and the form: the variant of the other index


@login_not_required
@never_cache
@require_safe
def elsewhere(request: HttpRequest, public_id) -> HttpResponse:
    result, _scope = fetch_scoped(request, results(), Scope.OWN, public_id=public_id)
    total, rows = own_rows(result)
    context = {
        "result": result,
        "enterprise": result.organisation,
        "index": result.index,
        "total": total,
        "rows": rows,
        "cards": cards_of(result, request.GET.get(INDUSTRY, "")),
        "may_write": may(visitor_of(request), Action.WRITE, result.organisation),
        "industry": INDUSTRY,
    }
    return render(request, "reports/elsewhere.html", context)


@login_not_required
@require_POST
def start(request: HttpRequest, public_id, index_id: str) -> HttpResponse:
    """A draft under the other index.

    What is known for certain is copied, each answer to be confirmed.
    """
    result, _scope = fetch_scoped(request, results(), public_id=public_id)
    visitor = visitor_of(request)
    if not may(visitor, Action.WRITE, result.organisation):
        raise PermissionDenied

    other = elsewhere_of(result, index_id, request.POST.get(INDUSTRY, ""))
    if other is None:
        raise Http404
    if other.estimate is None:
        messages.info(request, _("Please choose the industry first."))
        return redirect("reports:elsewhere", public_id)

    try:
        draft = start_under(
            assessment=result.assessment,
            version=other.version,
            reading=other.estimate,
            by=visitor.user,
            now=timezone.now(),
        )
    except SurveyError as error:
        if error.code in LEADS_TO_DRAFT:
            messages.info(request, problem(error.code))
            return redirect("survey:review", public_id=error.params["draft"])
        messages.error(request, _("This index is no longer offered."))
        return redirect("reports:elsewhere", public_id)

    text = _(
        "What is known was copied. "
        "Please confirm or change each answer; until then it does not count."
    )
    messages.info(request, text)
    return redirect("survey:step", public_id=draft.public_id, step="tiep")
