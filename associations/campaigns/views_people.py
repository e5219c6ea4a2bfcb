"""Who is behind a number of a campaign, and calls with them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action, may
from accounts.access.visitors import visitor_of
from associations.campaigns import calls
from associations.campaigns.again import send_again
from associations.campaigns.forms import CallForm, PeopleForm
from associations.campaigns.parts import title_of
from associations.campaigns.people import invited, people
from associations.campaigns.views import own_campaign
from associations.campaigns.wording import GROUPS, PROBLEMS
from associations.errors import AssociationError
from associations.lists import page_of
from associations.models import Call, Campaign, FollowUp, Invitation
from registry.sector_names import SECTORS

OUTCOMES = dict(Call.Outcome.choices)
SHOWN_CALLS = 20


@never_cache
@require_safe
def list_people(request: HttpRequest, public_id, campaign_id) -> HttpResponse:
    campaign = own_campaign(request, public_id, campaign_id)
    form = PeopleForm(request.GET)
    filters = form.filters()
    rows = people(campaign, filters, request.user, timezone.now())
    page = page_of(request, rows)
    context = {
        "association": campaign.association,
        "campaign": campaign,
        "form": form,
        "filters": filters,
        "heading": _heading(campaign, filters),
        "groups": GROUPS,
        "page": page,
        "rows": [_row(campaign, each) for each in page],
        "query": request.GET.urlencode(),
    }
    return render(request, "associations/campaigns/people.html", context)


def _heading(campaign: Campaign, filters) -> str:
    if filters.page:
        return title_of(campaign, filters.page)
    return GROUPS[filters.group or "moi"]


def _row(campaign: Campaign, invitation: Invitation) -> dict:
    is_started = invitation.shown == Invitation.Stage.STARTED
    return {
        "invitation": invitation,
        "member": invitation.member,
        "stage": Invitation.Stage(invitation.shown).label,
        "why_not": invitation.get_unreachable_display(),
        "stopped_at": title_of(campaign, invitation.page) if is_started else "",
        "since": invitation.assessment.changed_at if is_started else None,
        "outcome": OUTCOMES.get(invitation.call_outcome, ""),
        "follow_up": _follow_up(invitation),
    }


def _follow_up(invitation: Invitation) -> FollowUp | None:
    return getattr(invitation.member, "follow_up", None)


def _own_invitation(campaign: Campaign, invitation_id) -> Invitation:
    rows = invited(campaign, timezone.now())
    related = rows.select_related("assessment", "member__follow_up__follower")
    return get_object_or_404(related, public_id=invitation_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call(
    request: HttpRequest,
    public_id,
    campaign_id,
    invitation_id,
) -> HttpResponse:
    # All staff may read what was said; only who follows up may write.
    action = Action.FOLLOW_UP if request.method == "POST" else Action.STAFF
    campaign = own_campaign(request, public_id, campaign_id, action)
    invitation = _own_invitation(campaign, invitation_id)
    follow_up = _follow_up(invitation)
    form = CallForm(request.POST or None, initial=_initial(request, follow_up))
    if request.method == "POST" and form.is_valid():
        calls.note_call(
            member=invitation.member,
            campaign=campaign,
            by=request.user,
            now=timezone.now(),
            **form.cleaned_data,
        )
        words = _("Noted: the call with %(name)s.")
        messages.success(request, words % {"name": invitation.member.name})
        return redirect(_list(request, campaign))
    history = Call.objects.filter(member=invitation.member).select_related("by")
    # All calls stand in the history below; the list alone names the last one.
    invitation.call_outcome = ""
    context = {
        "association": campaign.association,
        "campaign": campaign,
        "row": _row(campaign, invitation),
        "sector": SECTORS.get(invitation.member.sector, ""),
        "form": form,
        "history": history[:SHOWN_CALLS],
        "list": _list(request, campaign),
        "follows_up": may(visitor_of(request), Action.FOLLOW_UP, campaign.association),
        "may_be_written_to": _may_be_written_to(campaign, invitation),
    }
    return render(request, "associations/campaigns/call.html", context)


def _initial(request: HttpRequest, follow_up: FollowUp | None) -> dict:
    if follow_up is None:
        return {"is_followed": True}
    # Ticked where somebody else follows, sending the form would take the member from
    # them.
    is_mine = follow_up.follower_id == request.user.pk
    return {"is_followed": is_mine or follow_up.follower_id is None}


def _may_be_written_to(campaign: Campaign, invitation: Invitation) -> bool:
    if campaign.state != Campaign.State.RUNNING or invitation.unreachable:
        return False
    return invitation.shown < Invitation.Stage.SUBMITTED and invitation.member.email


def _list(request: HttpRequest, campaign: Campaign) -> str:
    """Back to the list it was rung from, as it was filtered."""
    ids = [campaign.association.public_id, campaign.public_id]
    address = reverse("associations:campaign_people", args=ids)
    query = request.GET.urlencode()
    return f"{address}?{query}" if query else address


@require_POST
def write_again(
    request: HttpRequest,
    public_id,
    campaign_id,
    invitation_id,
) -> HttpResponse:
    campaign = own_campaign(request, public_id, campaign_id, Action.FOLLOW_UP)
    invitation = _own_invitation(campaign, invitation_id)
    try:
        send_again(invitation=invitation, by=request.user, now=timezone.now())
    except AssociationError as error:
        messages.warning(request, PROBLEMS[error.code])
    else:
        words = _("On its way: the letter to %(name)s.")
        messages.success(request, words % {"name": invitation.member.name})
    return redirect("associations:campaign_call", public_id, campaign_id, invitation_id)
