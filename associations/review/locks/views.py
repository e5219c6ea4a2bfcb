"""The periods that are closed, each with its reason and document."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action
from accounts.models import Organisation
from associations.errors import AssociationError
from associations.lists import own_association, page_of
from associations.review.assignments.parts import parts_of
from associations.review.locks.forms import LockForm
from associations.review.locks.queries import locks_of
from associations.review.locks.services import lock_period
from associations.review.wording import problem
from survey.errors import SurveyError
from survey.evidence.handing import download
from survey.evidence.services import judge_file
from survey.wording import problem as problem_of_file

BESIDE = {
    "reason_missing": "reason",
    "days_turned": "last_day",
    "period_not_over": "last_day",
    "locked_already": "first_day",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def locks(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id, Action.MANAGE)
    is_sent = request.method == "POST"
    form = LockForm(request.POST, request.FILES) if is_sent else LockForm()
    if is_sent and form.is_valid() and _lock(request, association, form):
        messages.success(
            request, _("Locked. Nothing of these days is reviewed any more.")
        )
        return redirect("associations:review_locks", public_id)
    page = page_of(request, locks_of(association))
    context = {
        **parts_of(request, association),
        "association": association,
        "form": form,
        "page": page,
    }
    return render(request, "associations/review/locks.html", context)


def _lock(request: HttpRequest, association: Organisation, form: LockForm) -> bool:
    days = form.cleaned_data
    try:
        file = judge_file(days["file"].read(), days["file"].name)
        lock_period(
            association=association,
            first_day=days["first_day"],
            last_day=days["last_day"],
            reason=days["reason"],
            file=file,
            by=request.user,
            now=timezone.now(),
        )
    except SurveyError as error:
        form.add_error("file", problem_of_file(error.code, **error.params))
        return False
    except AssociationError as error:
        words = problem(error.code, **error.params)
        form.add_error(BESIDE.get(error.code), words)
        return False
    return True


@never_cache
@require_safe
def lock_file(request: HttpRequest, public_id, lock_id) -> HttpResponse:
    association = own_association(request, public_id, Action.MANAGE)
    lock = get_object_or_404(locks_of(association), public_id=lock_id)
    return download(lock)
