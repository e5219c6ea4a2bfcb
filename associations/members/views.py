"""Who belongs to an association, and which of them it confirms to be real."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access.actions import Action, may, may_confirm
from accounts.access.visitors import Visitor, visitor_of
from accounts.models import Organisation
from associations.belonging import services
from associations.belonging.queries import members_of
from associations.belonging.views import description_of
from associations.lists import back_to_list, own_association, page_of
from associations.models import Affiliation
from associations.results.forms import FilterForm

# What is done, and what is said of it.
ANSWERS = {
    "confirm": (
        services.confirm_enterprise,
        _("Confirmed: %(name)s counts in comparisons from the next count on."),
    ),
    "withdraw": (
        services.withdraw_confirmations,
        _("Withdrawn: the association no longer confirms %(name)s."),
    ),
}


@never_cache
@require_safe
def members(request: HttpRequest, public_id) -> HttpResponse:
    """Each with what it agreed to tell when it asked to belong, and no result."""
    association = own_association(request, public_id)
    form = FilterForm(request.GET)
    belonging = members_of(association, form.filters().name)
    page = page_of(request, belonging)
    visitor = visitor_of(request)
    context = {
        "association": association,
        "form": form,
        "is_filtered": bool(form.filters().name),
        "page": page,
        "rows": [_row(visitor, association, member) for member in page],
        "follows_up": may(visitor, Action.FOLLOW_UP, association),
    }
    return render(request, "associations/members/list.html", context)


def _row(
    visitor: Visitor,
    association: Organisation,
    member: Affiliation,
) -> dict:
    return {
        **description_of(member),
        "confirmed": member.confirmed,
        "may_confirm": may_confirm(visitor, association, member.enterprise),
    }


@require_POST
def confirm(request: HttpRequest, public_id, enterprise_id) -> HttpResponse:
    association = own_association(request, public_id, Action.FOLLOW_UP)
    members = members_of(association)
    member = get_object_or_404(members, enterprise__public_id=enterprise_id)
    enterprise = member.enterprise
    if not may_confirm(visitor_of(request), association, enterprise):
        raise PermissionDenied
    answer = request.POST.get("answer")
    if answer not in ANSWERS:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    write, words = ANSWERS[answer]
    write(
        association=association,
        enterprise=enterprise,
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, words % {"name": enterprise.name})
    return _back(request, association)


def _back(request: HttpRequest, association: Organisation) -> HttpResponse:
    searched = {}
    name = FilterForm(request.POST).filters().name
    if name:
        searched[FilterForm.WORDS["name"]] = name
    return back_to_list(request, "members", association.public_id, **searched)
