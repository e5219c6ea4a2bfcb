"""The owner's side: a link shows what was typed, to confirm, go on with or refuse."""

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

from accounts.access.actions import Action, may, require
from accounts.access.fetching import speak_to
from accounts.access.visitors import person_of, visitor_of
from accounts.held import hold_by_link, is_claimed
from accounts.links.views import link_ended, silent_page
from associations.assisted import services, wording
from associations.assisted.links import had_opened, has_opened, remember_opening
from associations.assisted.queries import (
    assisted_of,
    assisted_rounds,
    opens_by_link,
    round_behind,
)
from associations.assisted.shown import digest_of, profile_of
from associations.errors import AssociationError
from associations.models import AssistedRound
from survey.answers.progress import progress_of
from survey.rounds.queries import assessments
from survey.submission.overview import given_by_pillar


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return silent_page(request)
    assisted = round_behind(token, timezone.now())
    if assisted is None:
        return link_ended(request)
    remember_opening(request, assisted)
    return redirect("associations:assisted_confirm", assisted.public_id)


@login_not_required
@never_cache
@require_safe
def typed_for_you(request: HttpRequest, assessment_id) -> HttpResponse:
    """Where every page of a round leads that is being typed: there its owner decides first."""
    draft = get_object_or_404(assessments(), public_id=assessment_id)
    require(visitor_of(request), Action.SUBMIT, draft.organisation)
    assisted = assisted_of(draft)
    if assisted is None or not assisted.is_open:
        return redirect("survey:review", assessment_id)
    return redirect("associations:assisted_confirm", assisted.public_id)


def _opened(request: HttpRequest, assisted_id) -> AssistedRound | None:
    """For who may send rounds of the enterprise; in no account also by the link.

    None for a link that ended since; 404 for everybody else.
    """
    rows = assisted_rounds().filter(assessment__isnull=False)
    assisted = get_object_or_404(rows, public_id=assisted_id)
    enterprise, visitor = assisted.assessment.organisation, visitor_of(request)
    if not may(visitor, Action.SUBMIT, enterprise):
        # 404 as for a stranger: that there is such a round is told to nobody who did
        # not come by its link.
        if is_claimed(enterprise) or not had_opened(request, assisted):
            require(visitor, Action.SUBMIT, enterprise)
        if not has_opened(request, assisted) or not opens_by_link(assisted):
            return None
    speak_to(enterprise)
    return assisted


@login_not_required
@never_cache
@require_safe
def confirm_page(request: HttpRequest, assisted_id) -> HttpResponse:
    assisted = _opened(request, assisted_id)
    if assisted is None:
        return link_ended(request)
    assessment = assisted.assessment
    context = {
        "assisted": assisted,
        "association": assisted.association,
        "enterprise": assessment.organisation,
        "typed": wording.typed_by(assisted),
        "is_kept": may(visitor_of(request), Action.SUBMIT, assessment.organisation),
    }
    if assisted.is_confirmed:
        return render(request, "associations/assisted/confirmed.html", context)
    if not assisted.is_open:
        return redirect("survey:review", assessment.public_id)
    # Before progress and checksum, which read the same rows.
    prefetch_related_objects([assessment], "answers__given_by", "figures")
    progress = progress_of(assessment)
    context |= {
        "given": given_by_pillar(assessment, progress),
        "profile": profile_of(assessment),
        "open": progress.open,
        "shown": digest_of(assessment),
    }
    return render(request, "associations/assisted/confirm.html", context)


@login_not_required
@never_cache
@require_POST
def decide(request: HttpRequest, assisted_id) -> HttpResponse:
    """Confirm, refuse, or go on with it oneself; after a code was read out, see the result."""
    assisted = _opened(request, assisted_id)
    if assisted is None:
        return link_ended(request)
    choice = request.POST.get("choice")
    try:
        _decide(request, assisted, choice)
    except AssociationError as error:
        messages.info(request, wording.TO_OWNERS[error.code])
        return redirect("associations:assisted_confirm", assisted_id)
    if choice == "refuse":
        messages.success(request, _("Refused. What was typed for you is deleted."))
        return redirect("home")
    _hold(request, assisted)
    if choice == "confirm":
        return redirect("associations:assisted_confirm", assisted_id)
    return redirect("survey:review", assisted.assessment.public_id)


def _decide(
    request: HttpRequest,
    assisted: AssistedRound,
    choice: str | None,
) -> None:
    """Raises AssociationError."""
    of_owner = {
        "assisted": assisted,
        "by": person_of(request),
        "now": timezone.now(),
    }
    if choice == "refuse":
        services.refuse(**of_owner)
    elif choice == "confirm":
        shown = request.POST.get("shown", "")
        services.confirm_by_link(shown=shown, **of_owner)
    elif choice == "correct":
        services.take_up(**of_owner)
    # A code was read out meanwhile: the button then only leads on to the result.
    elif not assisted.is_confirmed:
        raise AssociationError("over")


def _hold(request: HttpRequest, assisted: AssistedRound) -> None:
    """Whoever came by the link goes on in this browser."""
    enterprise = assisted.assessment.organisation
    is_held = may(visitor_of(request), Action.SUBMIT, enterprise)
    if not is_held and not is_claimed(enterprise):
        hold_by_link(request, enterprise)
