"""Belonging to an association: asked for by an enterprise, granted by the association."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access.actions import Action
from accounts.access.fetching import fetch_enterprise
from accounts.models import Organisation
from accounts.ratelimit import asker_of, is_limited, slow_down
from associations.belonging import services
from associations.belonging.forms import AskForm
from associations.errors import AssociationError
from associations.lists import associations
from associations.models import Affiliation

ASKED_A_DAY = 20  # by one person: an association must not be buried in requests
A_DAY = 24 * 3600  # seconds


@require_POST
def ask_to_join(request: HttpRequest, enterprise_id) -> HttpResponse:
    enterprise = fetch_enterprise(request, Action.SHARE, enterprise_id)
    form = AskForm(request.POST, associations=list(associations()))
    if not form.is_valid():
        messages.warning(request, _("Choose the association first."))
        return redirect("associations:consents")
    if is_limited("ask-to-join", asker_of(request), most=ASKED_A_DAY, seconds=A_DAY):
        return slow_down(request)

    association = form.cleaned_data["association"]
    affiliation = services.ask_to_join(
        association=association,
        enterprise=enterprise,
        by=request.user,
        now=timezone.now(),
    )
    # One that belongs already is told nothing: the page shows it.
    if affiliation.state == Affiliation.State.ASKED:
        words = _("Asked. %(name)s decides; nothing is shared by asking.")
        messages.success(request, words % {"name": association.name})
    return redirect("associations:consents")


@require_POST
def take_request_back(
    request: HttpRequest, enterprise_id, association_id
) -> HttpResponse:
    enterprise, association = _parties(request, enterprise_id, association_id)
    try:
        services.take_request_back(
            association=association,
            enterprise=enterprise,
            by=request.user,
            now=timezone.now(),
        )
    except AssociationError:
        words = _(
            "%(association)s has answered this request already; see below how it stands."
        )
        messages.info(request, words % {"association": association.name})
    else:
        words = _("Taken back: %(enterprise)s no longer asks %(association)s.")
        _say(request, words, enterprise, association)
    return redirect("associations:consents")


@require_POST
def leave(request: HttpRequest, enterprise_id, association_id) -> HttpResponse:
    enterprise, association = _parties(request, enterprise_id, association_id)
    services.leave(
        association=association,
        enterprise=enterprise,
        by=request.user,
        now=timezone.now(),
    )
    words = _("%(enterprise)s does not belong to %(association)s any more.")
    _say(request, words, enterprise, association)
    return redirect("associations:consents")


def _parties(
    request: HttpRequest, enterprise_id, association_id
) -> tuple[Organisation, Organisation]:
    """The enterprise, which only its owner speaks for, and the association."""
    enterprise = fetch_enterprise(request, Action.SHARE, enterprise_id)
    association = get_object_or_404(associations(), public_id=association_id)
    return enterprise, association


def _say(
    request: HttpRequest,
    words: str,
    enterprise: Organisation,
    association: Organisation,
) -> None:
    names = {
        "enterprise": enterprise.name,
        "association": association.name,
    }
    messages.success(request, words % names)
