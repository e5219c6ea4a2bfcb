"""The owner's own list, letting go of it on a shared computer, taking an enterprise over."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.actions import Action, may
from accounts.access.fetching import fetch, fetch_enterprise
from accounts.access.visitors import person_of, visitor_of
from accounts.held import is_claimed
from accounts.models import Organisation
from language.formats import day, lasting
from registry.retention import kept_for
from survey.answers.progress import progress_of
from survey.errors import SurveyError
from survey.models import Assessment, PendingClaim
from survey.rounds import claims
from survey.rounds.queries import assessments, assessments_for_home
from survey.rounds.redirects import CONTINUE, came_from, result_url
from survey.rounds.retention import KEPT_FOR
from survey.wording import problem


@login_not_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Enterprises of the signed-in person, and those this browser started without an account."""
    visitor = visitor_of(request)
    enterprises = Organisation.objects.filter(kind=Organisation.Kind.ENTERPRISE)
    own = enterprises.filter(pk__in=visitor.roles)
    held = visitor.held.enterprises()
    rounds = _rounds_by_enterprise([*own, *held])
    rows = [_row(enterprise, rounds) for enterprise in own]
    rows += [_row(enterprise, rounds) | {"is_held": True} for enterprise in held]
    context = {
        "rows": rows,
        "kept_for": lasting(KEPT_FOR.days),
        "results_kept_for": lasting(kept_for("enterprises").days),
    }
    return render(request, "survey/mine.html", context)


def _rounds_by_enterprise(enterprises: Sequence[Organisation]) -> dict[int, list[dict]]:
    """Newest first."""
    assessments = assessments_for_home(enterprises)
    # Progress is counted from answers; what is submitted has its result.
    drafts = [each for each in assessments if each.state == Assessment.State.DRAFT]
    prefetch_related_objects(drafts, "answers")
    # Few indexes ask by the numbers of a round.
    by_facts = [each for each in drafts if each.index.asks_facts]
    prefetch_related_objects(by_facts, "figures")

    rounds = defaultdict(list)
    for assessment in assessments:
        rounds[assessment.organisation_id].append(_round(assessment))
    for own in rounds.values():
        has_sent = not all(each["is_draft"] for each in own)
        for each in own:
            is_own = not each["assessment"].is_being_typed
            each["may_discard"] = has_sent and each["is_draft"] and is_own
    return rounds


def _row(enterprise: Organisation, rounds: Mapping[int, list[dict]]) -> dict:
    own = rounds.get(enterprise.pk, [])
    return {
        "enterprise": enterprise,
        "rounds": own,
        "has_draft": any(each["is_draft"] for each in own),
    }


@login_not_required
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """On a shared computer: this browser lets go of all it held and opened without an account.

    Nothing is deleted.
    """
    if not request.user.is_authenticated:
        request.session.flush()
        words = _("Forgotten. This device no longer opens what was started on it.")
        messages.success(request, words)
    return redirect("survey:mine")


def _round(assessment: Assessment) -> dict:
    is_draft = assessment.state == Assessment.State.DRAFT
    result = next(iter(assessment.newest_results), None)
    level = result.level if result else None
    return {
        "assessment": assessment,
        "index": assessment.index,
        "is_draft": is_draft,
        "progress": progress_of(assessment) if is_draft else None,
        "result": result,
        "url": _draft_url(assessment) if is_draft else result_url(result),
        # Read anew, a result has the levels of a newer version than the one answered.
        "level_name": None if level is None else result.index.level_name(level),
    }


def _draft_url(assessment: Assessment) -> str:
    """To the first open page; a correction has none, so to the list of its answers.

    What is being typed leads from any page of it to where its owner decides.
    """
    if assessment.corrects_id or assessment.is_being_typed:
        return reverse("survey:review", args=[assessment.public_id])
    return reverse("survey:step", args=[assessment.public_id, CONTINUE])


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, public_id) -> HttpResponse:
    """Who began without an account takes the enterprise over after signing up."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    back = came_from(request)
    if request.user.is_authenticated and is_claimed(assessment.organisation):
        # Signing up has kept it already.
        return redirect(back or "survey:mine")
    if request.method == "POST" and request.user.is_authenticated:
        return _claim(request, assessment.organisation, back)

    # Signing up comes back here, and from here to where the visitor came from.
    query = f"?{urlencode({'next': back})}" if back else ""
    enterprise = assessment.organisation
    context = {
        "assessment": assessment,
        "enterprise": enterprise,
        "is_begun_here": may(visitor_of(request), Action.HAND_OVER, enterprise),
        "days": claims.OBJECT_WITHIN.days,
        "waits": _how_long(request, enterprise),
        "here": reverse("survey:claim", args=[public_id]) + query,
        "back": back,
    }
    return render(request, "survey/claim.html", context)


def _claim(request: HttpRequest, enterprise: Organisation, back: str) -> HttpResponse:
    waiting = None
    user, now = request.user, timezone.now()
    try:
        if may(visitor_of(request), Action.HAND_OVER, enterprise):
            claims.claim(organisation=enterprise, user=user, now=now)
        else:
            waiting = claims.ask_to_take_over(enterprise=enterprise, user=user, now=now)
    except SurveyError as error:
        messages.error(request, problem(error.code))
        return redirect("survey:mine")
    if waiting:
        messages.info(request, _waits(waiting))
        return redirect("survey:mine")
    _say_kept(request, enterprise)
    return redirect(back or "survey:mine")


def _how_long(request: HttpRequest, enterprise: Organisation) -> str:
    """Asked for already, as by signing up: nothing is left to press."""
    if not request.user.is_authenticated:
        return ""
    waiting = claims.waiting_for(
        enterprise=enterprise,
        user=request.user,
        now=timezone.now(),
    )
    return _waits(waiting) if waiting else ""


def _say_kept(request: HttpRequest, enterprise: Organisation) -> None:
    words = _("%(name)s is now in your account.")
    messages.success(request, words % {"name": enterprise.name})


def _waits(waiting: PendingClaim) -> str:
    """To who came by a link: until when it waits, and how to have it sooner."""
    name = waiting.organisation.name
    if waiting.binds_at is None:
        words = _(
            "%(name)s is promised to another account, from the device it began on."
        )
        return words % {"name": name}
    words = _(
        "%(name)s will be in your account on %(day)s, when you sign in then. To have it at "
        "once, agree on the device it began on. Until then you go on here as before."
    )
    return words % {"name": name, "day": day(waiting.binds_at)}


@login_not_required
@require_POST
def let_take_over(request: HttpRequest, public_id) -> HttpResponse:
    """The browser that began it agrees that another one puts it into an account."""
    enterprise = fetch_enterprise(request, Action.HAND_OVER, public_id)
    try:
        claims.let_take_over(
            enterprise=enterprise,
            asked_for=request.POST.get("asked_for", ""),
            by=person_of(request),
            now=timezone.now(),
        )
    except SurveyError as error:
        messages.info(request, problem(error.code))
    else:
        words = _("Saved to the account. Sign in with it to go on.")
        messages.success(request, words)
    return redirect("survey:mine")
