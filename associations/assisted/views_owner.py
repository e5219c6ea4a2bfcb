"""The owner's side: a link shows what was typed, to confirm, correct or refuse."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
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

from accounts.access.actions import Action, require
from accounts.access.links import fetch_invited, open_invitation
from accounts.access.visitors import person_of, visitor_of
from accounts.held import hold_by_link, is_claimed
from accounts.links.views import link_ended, silent_page
from associations.assisted import services, wording
from associations.assisted.queries import assisted_rounds, round_behind
from associations.errors import AssociationError
from associations.models import AssistedRound
from survey.answers.progress import progress_of
from survey.submission.overview import given_by_pillar


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return silent_page(request)
    assisted = round_behind(token)
    if assisted is None:
        return link_ended(request)
    open_invitation(request, assisted)
    return redirect("associations:assisted_confirm", assisted.public_id)


def _opened(request: HttpRequest, assisted_id) -> AssistedRound:
    """By the link; of an enterprise in an account by those who may send its rounds."""
    rows = assisted_rounds().filter(assessment__isnull=False)
    assisted = get_object_or_404(rows, public_id=assisted_id)
    enterprise = assisted.assessment.organisation
    if not is_claimed(enterprise):
        return fetch_invited(request, rows, public_id=assisted_id)
    require(visitor_of(request), Action.SUBMIT, enterprise)
    return assisted


@login_not_required
@never_cache
@require_safe
def confirm_page(request: HttpRequest, assisted_id) -> HttpResponse:
    assisted = _opened(request, assisted_id)
    context = {
        "assisted": assisted,
        "association": assisted.association,
        "enterprise": assisted.assessment.organisation,
        "typed": wording.typed_by(assisted),
        "days": services.KEPT_FOR.days,
    }
    if not assisted.is_open:
        return render(request, "associations/assisted/confirmed.html", context)
    assessment = assisted.assessment
    prefetch_related_objects([assessment], "answers__given_by", "figures")
    context["given"] = given_by_pillar(assessment, progress_of(assessment))
    return render(request, "associations/assisted/confirm.html", context)


@login_not_required
@never_cache
@require_POST
def decide(request: HttpRequest, assisted_id) -> HttpResponse:
    """Confirm, refuse, or go on with it oneself."""
    assisted = _opened(request, assisted_id)
    enterprise = assisted.assessment.organisation
    by, now = person_of(request), timezone.now()
    choice = request.POST.get("choice")
    try:
        if choice == "refuse":
            services.refuse(assisted=assisted, by=by, now=now)
            words = _("Refused. What was typed for you is deleted.")
            messages.success(request, words)
            return redirect("home")
        if choice == "confirm":
            services.confirm_by_link(assisted=assisted, by=by, now=now)
    except AssociationError as error:
        messages.info(request, wording.PROBLEMS[error.code])
        return redirect("associations:assisted_confirm", assisted_id)
    if not is_claimed(enterprise):
        hold_by_link(request, enterprise)
    if choice == "correct":
        return redirect("survey:review", assisted.assessment.public_id)
    return redirect("associations:assisted_confirm", assisted_id)
