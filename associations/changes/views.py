"""Officers judge what providers want to say of prices, lifts and certificates: before and after."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action
from accounts.models import Organisation
from associations.changes.forms import JudgeForm
from associations.changes.queries import (
    changes_for,
    changes_to_judge,
    papers_of,
    providers_of,
)
from associations.lists import own_association, page_of
from providers.changes.describe import compared, versions_compared
from providers.changes.queries import versions_of
from providers.changes.services import judge_change
from providers.changes.wording import problem
from providers.errors import ProviderError
from providers.models import Change
from survey.evidence.handing import download


@never_cache
@require_safe
def changes(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id, Action.VET)
    page = page_of(request, changes_to_judge(association, request.user))
    context = {
        "association": association,
        "page": page,
        "rows": [(change, [row.label for row in compared(change)]) for change in page],
    }
    return render(request, "associations/changes/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id, change_id) -> HttpResponse:
    """One of them side by side, also when it was judged."""
    association = own_association(request, public_id, Action.VET)
    asked = get_object_or_404(changes_for(association), public_id=change_id)
    is_post = request.method == "POST"
    form = JudgeForm(request.POST if is_post else None)
    if is_post and form.is_valid() and _judge(request, association, asked, form):
        return redirect("associations:changes", public_id)
    context = {
        "association": association,
        "change": asked,
        "rows": compared(asked),
        "form": form,
        "is_waiting": asked.state == Change.State.PENDING,
    }
    return render(request, "associations/changes/change.html", context)


@never_cache
@require_safe
def entry_history(request: HttpRequest, public_id, slug: str) -> HttpResponse:
    """Every version of what a provider said, each beside the one before it."""
    association = own_association(request, public_id, Action.VET)
    provider = get_object_or_404(providers_of(association), slug=slug)
    page = page_of(request, versions_of(provider))
    context = {
        "association": association,
        "provider": provider,
        "page": page,
        "versions": versions_compared(page),
    }
    return render(request, "associations/changes/history.html", context)


@never_cache
@require_safe
def provider_file(request: HttpRequest, public_id, file_id) -> HttpResponse:
    association = own_association(request, public_id, Action.VET)
    paper = get_object_or_404(papers_of(association), public_id=file_id)
    return download(paper)


def _judge(
    request: HttpRequest, association: Organisation, asked: Change, form: JudgeForm
) -> bool:
    is_accepted = form.cleaned_data["answer"] == "accept"
    try:
        judge_change(
            change=asked,
            is_accepted=is_accepted,
            reason=form.cleaned_data["reason"],
            association=association,
            by=request.user,
            now=timezone.now(),
        )
    except ProviderError as error:
        field = "reason" if error.code == "change_reason_missing" else "answer"
        form.add_error(field, problem(error.code))
        return False
    words = _("Accepted.") if is_accepted else _("Declined.")
    messages.success(request, words)
    return True
