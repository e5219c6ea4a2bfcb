"""How requests of members to providers go, for officers who help where nothing moves."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.actions import Action
from accounts.access.visitors import Visitor, visitor_of
from accounts.models import Organisation
from accounts.pages import KeysAtOnce
from associations.leads.queries import GOING_ON, LATE, OVER, leads_followed, listed
from associations.leads.services import record_looks
from associations.lists import PAGE, PER_PAGE, own_association
from providers.leads.states import CLOCKS, PROVIDER, State
from providers.models import Lead
from providers.nearness import is_of_a_provider

PARTS = (
    (GOING_ON, _("Not settled yet")),
    (OVER, _("Over")),
)


@never_cache
@require_safe
def leads(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id, Action.FOLLOW_UP)
    group = request.GET.get("xem", GOING_ON)
    if group not in dict(PARTS):
        raise Http404
    # Whom members asked is of use to whoever is asked instead: nothing of it is even read.
    if _is_rival(visitor_of(request), association):
        context = {"association": association, "is_rival": True}
        return render(request, "associations/leads/leads.html", context)
    now = timezone.now()
    page = KeysAtOnce(
        listed(association, group, now),
        PER_PAGE,
        rows_of=leads_followed(association, now),
    ).get_page(request.GET.get(PAGE))
    record_looks(leads=page, association=association, by=request.user, now=now)
    context = {
        "association": association,
        "rows": [_row(lead, now) for lead in page],
        "page": page,
        "page_name": PAGE,
        "parts": [(code, words, code == group) for code, words in PARTS],
        "group": group,
    }
    return render(request, "associations/leads/leads.html", context)


def _is_rival(visitor: Visitor, association: Organisation) -> bool:
    """Whether the officer belongs to a provider besides, which may be asked too."""
    elsewhere = visitor.roles.keys() - {association.pk}
    # Of who works nowhere else no database is asked.
    return is_of_a_provider(Organisation.objects.filter(pk__in=elsewhere))


def _row(lead: Lead, now: datetime) -> dict:
    clock = CLOCKS.get(State(lead.shown_state))
    since = timezone.localdate(now) - timezone.localdate(lead.moved_at)
    return {
        "lead": lead,
        "is_late": lead.place == LATE,
        "due_on": lead.due_on if clock else None,
        "waits_for_provider": clock is not None and clock.waits_for == PROVIDER,
        "days": since.days,
    }
