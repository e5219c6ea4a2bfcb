"""What members see of a campaign: the silent page of their link, the first page, a poster's page.

Looking at a personal link opens nothing and tells nothing; its button leads away from it.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.actions import Action, may
from accounts.access.owners import own_enterprises
from accounts.access.visitors import person_of, visitor_of
from accounts.errors import DomainError
from accounts.held import hold, hold_by_link, is_claimed
from accounts.links.views import link_ended, silent_page
from accounts.models import Organisation
from accounts.ratelimit import asker_of, is_limited, slow_down
from associations.consents.texts import CURRENT
from associations.errors import AssociationError
from associations.invitations import consent_text, starting
from associations.invitations.forms import BeginForm, NameForm
from associations.invitations.links import opened_turn, remember_opening
from associations.invitations.posters import begin_by_poster
from associations.invitations.starting import Beginning
from associations.invitations.wording import PROBLEMS
from associations.models import Campaign, Invitation
from language.texts import as_written
from survey.errors import SurveyError
from survey.models import Assessment
from survey.rounds.origins import device_of, origin_of, remember_device
from survey.rounds.redirects import CONTINUE
from survey.wording import problem

POSTER_STARTS = 300  # an hour from one place: a hall full of firms shares one network
NEW = "moi"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return silent_page(request)
    try:
        invitation = starting.open_link(token=token, now=timezone.now())
    except AssociationError:
        return link_ended(request)
    remember_opening(request, invitation)
    return redirect("associations:welcome", invitation.public_id)


def _opened(request: HttpRequest, invitation_id) -> Invitation:
    """What this browser opened by its link; to others there is nothing."""
    invitation = get_object_or_404(starting.invitations(), public_id=invitation_id)
    if opened_turn(request, invitation) is None:
        raise Http404
    return invitation


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, invitation_id) -> HttpResponse:
    invitation = _opened(request, invitation_id)
    form = BeginForm(request.POST or None)
    if request.method == "POST" and "go_on" in request.POST:
        return _go_on(request, invitation)
    if request.method == "POST" and form.is_valid():
        begun = _begin(request, invitation, form)
        if begun:
            return begun
    now = timezone.now()
    context = {
        **_of_campaign(invitation.campaign, form),
        "invitation": invitation,
        "member": invitation.member,
        "begun": invitation.assessment,
        "may_go_on": _may_go_on(request, invitation),
        "consents": starting.consents_of(invitation, now),
        "own": own_enterprises(visitor_of(request)),
        "is_open": starting.is_open(invitation.campaign, now),
    }
    return render(request, "associations/invitations/welcome.html", context)


def _of_campaign(campaign: Campaign, form: BeginForm) -> dict:
    scopes = {int(scope): text for scope, text in CURRENT.scopes.items()}
    choices = [(radio, scopes.get(int(radio.data["value"]))) for radio in form["scope"]]
    return {
        "campaign": campaign,
        "association": campaign.association,
        "words": as_written(campaign.welcome) if campaign.welcome else "",
        "form": form,
        "choices": choices,
        "agree": consent_text.AGREE,
        "rights": consent_text.RIGHTS,
        "minutes": campaign.index_version.index.minutes,
    }


def _chosen_enterprise(request: HttpRequest) -> Organisation | None:
    chosen = request.POST.get("enterprise", "")
    for enterprise in own_enterprises(visitor_of(request)):
        if str(enterprise.public_id) == chosen:
            return enterprise
    return None


def _may_go_on(request: HttpRequest, invitation: Invitation) -> bool:
    assessment = invitation.assessment
    if assessment is None:
        return False
    if may(visitor_of(request), Action.WRITE, assessment.organisation):
        return True
    return starting.goes_on(invitation, opened_turn(request, invitation))


def _begin(
    request: HttpRequest,
    invitation: Invitation,
    form: BeginForm,
) -> HttpResponse | None:
    device = device_of(request)
    try:
        assessment = starting.begin(
            invitation=invitation,
            beginning=_beginning(request, form, device, invitation),
            now=timezone.now(),
        )
    except (AssociationError, SurveyError) as error:
        return _not_begun(request, form, error)
    invitation.assessment = assessment
    invitation.refresh_from_db(fields=["started_turn"])
    response = _go_on(request, invitation)
    remember_device(response, device)
    return response


def _not_begun(
    request: HttpRequest,
    form: Form,
    error: DomainError,
) -> HttpResponse | None:
    """Why; where a round is being typed for the firm, to where its owner decides first."""
    words = PROBLEMS.get(error.code) or problem(error.code)
    if error.code != "being_typed":
        form.add_error(None, words)
        return None
    messages.info(request, words)
    return redirect("survey:review", public_id=error.params["draft"])


def _beginning(
    request: HttpRequest,
    form: BeginForm,
    device: str,
    invitation: Invitation | None,
) -> Beginning:
    return Beginning(
        by=person_of(request),
        enterprise=_chosen_enterprise(request),
        origin=origin_of(request, device),
        turn=opened_turn(request, invitation) if invitation else None,
        scope=form.cleaned_data["scope"],
    )


def _go_on(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """To the round, where this browser may answer it; else to the page that says why not."""
    if not _may_go_on(request, invitation):
        return redirect("associations:welcome", invitation.public_id)
    assessment = invitation.assessment
    enterprise = assessment.organisation
    is_held = may(visitor_of(request), Action.WRITE, enterprise)
    if not is_held and not is_claimed(enterprise):
        hold_by_link(request, enterprise)
    return _to_round(assessment)


def _to_round(assessment: Assessment) -> HttpResponse:
    # What the association knows is a beginning; the rest the firm tells itself.
    if assessment.employees is None and assessment.submitted_at is None:
        return redirect("survey:profile", assessment.public_id)
    return redirect("survey:step", public_id=assessment.public_id, step=CONTINUE)


@login_not_required
@require_POST
def withdraw(request: HttpRequest, invitation_id) -> HttpResponse:
    invitation = _opened(request, invitation_id)
    if not _may_go_on(request, invitation):
        raise Http404
    starting.take_back_all(
        invitation=invitation,
        by=person_of(request),
        now=timezone.now(),
    )
    words = _("Withdrawn. %(name)s sees nothing of this any more.")
    name = invitation.campaign.association.name
    messages.success(request, words % {"name": name})
    return redirect("associations:welcome", invitation.public_id)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def poster_page(request: HttpRequest, code: str) -> HttpResponse:
    """Behind the QR code of a poster: whoever comes says who it is."""
    campaigns = Campaign.objects.select_related("association", "index_version")
    campaign = get_object_or_404(campaigns, code=code)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asker = asker_of(request)
        if is_limited("poster-start", asker, most=POSTER_STARTS, seconds=3600):
            return slow_down(request)
        begun = _begin_by_poster(request, campaign, form)
        if begun:
            return begun
    context = {
        **_of_campaign(campaign, form),
        "is_open": starting.is_open(campaign, timezone.now()),
    }
    return render(request, "associations/invitations/poster.html", context)


def _begin_by_poster(
    request: HttpRequest,
    campaign: Campaign,
    form: NameForm,
) -> HttpResponse | None:
    device = device_of(request)
    try:
        invitation = begin_by_poster(
            campaign=campaign,
            name=form.cleaned_data["name"],
            tax_code=form.cleaned_data["tax_code"],
            sector=form.cleaned_data["sector"],
            beginning=_beginning(request, form, device, None),
            now=timezone.now(),
        )
    except (AssociationError, SurveyError) as error:
        return _not_begun(request, form, error)
    assessment = invitation.assessment
    if not request.user.is_authenticated:
        hold(request, assessment.organisation)
    if invitation.member is None:
        words = _(
            "%(name)s does not know this enterprise yet, and is asked to let it in."
        )
        messages.info(request, words % {"name": campaign.association.name})
    response = _to_round(assessment)
    remember_device(response, device)
    return response
