"""Campaigns of an association: the list, a new one, and how far one has come."""

from datetime import date, timedelta

from django.contrib import messages
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

from accounts.access.actions import Action, may
from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from associations.campaigns import services
from associations.campaigns.aim import SIZES, narrowed_to
from associations.campaigns.clock import next_reminder
from associations.campaigns.forms import CampaignForm, CloseForm, ExtendForm
from associations.campaigns.funnel import Funnel, Stopped, funnel_of
from associations.campaigns.inviting import of_association
from associations.campaigns.parts import title_of
from associations.campaigns.people import RING_TODAY
from associations.campaigns.queries import (
    campaigns_ending,
    campaigns_of,
    imports_to_invite,
    summaries,
)
from associations.campaigns.sample import Share, is_small
from associations.campaigns.wording import GROUPS, PROBLEMS
from associations.errors import AssociationError
from associations.lists import own_association, page_of
from associations.models import Campaign
from indexes.models import IndexVersion
from language.ids import uuid_in
from registry.sector_names import SECTORS

FORTNIGHT = timedelta(days=14)
# Numbers that follow from each other, and those that somebody has to see to.
WAY = ("moi", "da-mo", "da-bat-dau", "da-gui", "da-xem-xet")
TO_SEE_TO = ("thu-tra-lai", "khong-email", "khong-nhan-thu", "chua-gui", "chua-mo")
REPEATED = "lap-lai"
IMPORTED = "nhap"  # whose members are invited
ENDING = "sap-het"  # in the address of the list: those alone that end this week


def own_campaign(
    request: HttpRequest,
    public_id,
    campaign_id,
    action: Action = Action.STAFF,
) -> Campaign:
    association = own_association(request, public_id, action)
    campaigns = Campaign.objects.select_related("index_version", "inviting", "table")
    campaign = get_object_or_404(
        campaigns.defer("index_version__document", "table__content"),
        association=association,
        public_id=campaign_id,
    )
    campaign.association = association
    return campaign


@never_cache
@require_safe
def campaigns(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id)
    now = timezone.now()
    only_ending = request.GET.get("xem") == ENDING
    listed = campaigns_of(association)
    if only_ending:
        listed = campaigns_ending(association, timezone.localdate(now))
    page = page_of(request, listed)
    context = {
        "association": association,
        "page": page,
        "rows": summaries(page, now),
        "only_ending": only_ending,
        "follows_up": may(visitor_of(request), Action.FOLLOW_UP, association),
    }
    return render(request, "associations/campaigns/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_campaign(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id, Action.FOLLOW_UP)
    repeated = _repeated(request, association)
    today = timezone.localdate()
    form = CampaignForm(
        request.POST or None,
        initial=_initial(today, repeated) | _imported(request, association),
        association=association,
        today=today,
    )
    if request.method == "POST" and form.is_valid():
        campaign = _begin(request, association, form, repeated)
        if campaign:
            return redirect("associations:campaign", public_id, campaign.public_id)
    context = {
        "association": association,
        "form": form,
        "repeated": repeated,
        "members": of_association(association.pk).count(),
    }
    return render(request, "associations/campaigns/new.html", context)


def _repeated(request: HttpRequest, association: Organisation) -> Campaign | None:
    asked_for = request.GET.get(REPEATED)
    if not asked_for:
        return None
    own = campaigns_of(association)
    return get_object_or_404(own, public_id=uuid_in(asked_for))


def _imported(request: HttpRequest, association: Organisation) -> dict:
    """Asked for by the page of an import."""
    asked_for = request.GET.get(IMPORTED)
    if not asked_for:
        return {}
    own = imports_to_invite(association)
    table = get_object_or_404(own, public_id=uuid_in(asked_for))
    return {"target": Campaign.Target.IMPORTED, "table": table}


def _initial(today: date, repeated: Campaign | None) -> dict:
    if repeated is None:
        return {
            "begins_on": today,
            "ends_on": today + 2 * FORTNIGHT,
            "target": Campaign.Target.ALL,
            "reminder_days": [7, 14, 21],
            "quiet_from": 18,
            "quiet_until": 8,
            "on_working_days": True,
        }
    days = (repeated.ends_on - repeated.begins_on).days
    return {
        "name": repeated.name,
        "index": str(repeated.index_version_id),
        "begins_on": today,
        "ends_on": today + timedelta(days=days),
        "target": repeated.target,
        **repeated.chosen,
        "table": repeated.table,
        **CampaignForm.split(repeated),
        "reminder_days": repeated.reminder_days,
        "quiet_from": repeated.quiet_from,
        "quiet_until": repeated.quiet_until,
        "on_working_days": repeated.on_working_days,
    }


def _begin(
    request: HttpRequest,
    association: Organisation,
    form: CampaignForm,
    repeated: Campaign | None,
) -> Campaign | None:
    try:
        return services.begin_campaign(
            association=association,
            plan=form.plan(),
            by=request.user,
            now=timezone.now(),
            repeats=repeated,
        )
    except AssociationError as error:
        form.add_error("index", PROBLEMS[error.code])
        return None


@never_cache
@require_safe
def campaign(request: HttpRequest, public_id, campaign_id) -> HttpResponse:
    own = own_campaign(request, public_id, campaign_id)
    return render(request, "associations/campaigns/campaign.html", _page(request, own))


def _page(request: HttpRequest, own: Campaign, extend=None, close=None) -> dict:
    now = timezone.now()
    visitor = visitor_of(request)
    follows_up = may(visitor, Action.FOLLOW_UP, own.association)
    manages = may(visitor, Action.MANAGE, own.association)
    is_running = own.state == Campaign.State.RUNNING
    funnel = funnel_of(own, now)
    return {
        "association": own.association,
        "campaign": own,
        "index": own.index_version,
        "funnel": funnel,
        "way": [_number(word, funnel) for word in WAY],
        "to_see_to": [_number(word, funnel) for word in TO_SEE_TO],
        "ring": funnel.counts[RING_TODAY],
        "stopped": [_stop(own, each) for each in funnel.stopped],
        "by_sector": [
            _share(each, SECTORS.get(each.name)) for each in funnel.by_sector
        ],
        "by_size": [_share(each, SIZES.get(each.name)) for each in funnel.by_size],
        "lopsided": [_share(each, _name_of(each)) for each in _lopsided(funnel)],
        "is_small": is_small(funnel.whole),
        "whole": funnel.whole,
        "is_published": _is_published(own),
        "next_reminder": _next_reminder(own, timezone.localdate(now)),
        "extend": extend or ExtendForm(initial={"ends_on": own.ends_on + FORTNIGHT}),
        "close": close or CloseForm(),
        "narrowed_to": narrowed_to(own),
        "may_close": is_running and manages,
        "follows_up": follows_up,
        "is_preparing": own.state == Campaign.State.PREPARING,
        "may_extend": follows_up and not own.closed_because,
    }


def _lopsided(funnel: Funnel) -> list[Share]:
    """Of a small sample nothing is said but that it is small."""
    return [] if is_small(funnel.whole) else funnel.lopsided


def _is_published(own: Campaign) -> bool:
    return own.index_version.status == IndexVersion.Status.PUBLISHED


def _next_reminder(own: Campaign, today: date) -> date | None:
    if own.state == Campaign.State.CLOSED:
        return None
    return next_reminder(today, own.begins_on, own.ends_on, own.reminder_days)


def _number(word: str, funnel: Funnel) -> dict:
    return {
        "word": word,
        "name": GROUPS[word],
        "count": funnel.counts[word],
        "percent": Share("", funnel.invited, funnel.counts[word]).percent,
    }


def _stop(own: Campaign, stopped: Stopped) -> dict:
    return {
        "page": stopped.page,
        "name": title_of(own, stopped.page),
        "count": stopped.count,
        "since": stopped.since,
    }


def _share(share: Share, name: str | None) -> dict:
    return {"key": share.name, "name": name or _("Not known"), "share": share}


def _name_of(share: Share) -> str | None:
    return SECTORS.get(share.name) or SIZES.get(share.name)


@require_POST
def extend(request: HttpRequest, public_id, campaign_id) -> HttpResponse:
    own = own_campaign(request, public_id, campaign_id, Action.FOLLOW_UP)
    form = ExtendForm(request.POST)
    if form.is_valid():
        try:
            services.extend_campaign(
                campaign=own,
                ends_on=form.cleaned_data["ends_on"],
                by=request.user,
                now=timezone.now(),
            )
        except AssociationError as error:
            form.add_error("ends_on", PROBLEMS[error.code])
        else:
            messages.success(request, _("Extended. The links go on working."))
            return redirect("associations:campaign", public_id, campaign_id)
    context = _page(request, own, extend=form)
    return render(request, "associations/campaigns/campaign.html", context)


@require_POST
def close(request: HttpRequest, public_id, campaign_id) -> HttpResponse:
    own = own_campaign(request, public_id, campaign_id, Action.MANAGE)
    form = CloseForm(request.POST)
    if form.is_valid():
        services.close_campaign(
            campaign=own,
            because=form.cleaned_data["because"],
            by=request.user,
            now=timezone.now(),
        )
        words = _("Closed: no letter leaves any more, and no link begins anything.")
        messages.success(request, words)
        return redirect("associations:campaign", public_id, campaign_id)
    context = _page(request, own, close=form)
    return render(request, "associations/campaigns/campaign.html", context)
