"""Who belongs to an association, and which of them it confirms to be real."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import Visitor, may_confirm, visitor_of
from accounts.models import Organisation
from associations import queries, services
from associations.forms import FilterForm
from associations.models import Affiliation
from associations.views_membership import (
    PAGE,
    PER_PAGE,
    description_of,
    own_association,
)

CONFIRM, WITHDRAW = "confirm", "withdraw"


@never_cache
@require_safe
def members(request: HttpRequest, public_id) -> HttpResponse:
    """Each with what it agreed to tell when it asked to belong, and no result."""
    association = own_association(request, public_id)
    form = FilterForm(request.GET)
    belonging = queries.members_of(association, form.filters().name)
    page = Paginator(belonging, PER_PAGE).get_page(request.GET.get(PAGE))
    visitor = visitor_of(request)
    context = {
        "association": association,
        "form": form,
        "is_filtered": bool(form.filters().name),
        "page": page,
        "rows": [_row(visitor, association, member) for member in page],
    }
    return render(request, "associations/members.html", context)


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
    association = own_association(request, public_id)
    members = queries.members_of(association)
    member = get_object_or_404(members, enterprise__public_id=enterprise_id)
    enterprise = member.enterprise
    if not may_confirm(visitor_of(request), association, enterprise):
        raise PermissionDenied
    answer = request.POST.get("answer")
    if answer not in (CONFIRM, WITHDRAW):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if answer == CONFIRM:
        _confirm(request, association, enterprise)
    else:
        _withdraw(request, association, enterprise)
    return _back(request, association)


def _confirm(
    request: HttpRequest,
    association: Organisation,
    enterprise: Organisation,
) -> None:
    services.confirm_enterprise(
        association=association,
        enterprise=enterprise,
        by=request.user,
        now=timezone.now(),
    )
    words = _("Confirmed: %(name)s counts in comparisons from the next count on.")
    messages.success(request, words % {"name": enterprise.name})


def _withdraw(
    request: HttpRequest,
    association: Organisation,
    enterprise: Organisation,
) -> None:
    services.withdraw_confirmations(
        association=association,
        enterprise=enterprise,
        by=request.user,
        now=timezone.now(),
    )
    words = _("Withdrawn: the association no longer confirms %(name)s.")
    messages.success(request, words % {"name": enterprise.name})


def _back(request: HttpRequest, association: Organisation) -> HttpResponse:
    """To the list as it was searched, and the page of it that it was pressed on."""
    address = reverse("associations:members", args=[association.public_id])
    kept = QueryDict(mutable=True)
    name = FilterForm(request.POST).filters().name
    number = request.POST.get(PAGE, "")
    if name:
        kept[FilterForm.WORDS["name"]] = name
    if number.isdecimal():
        kept[PAGE] = number
    return redirect(f"{address}?{kept.urlencode()}" if kept else address)
