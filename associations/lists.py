"""What the lists of an association's staff share: whose they are, pages, the way back to one."""

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.access.actions import Action, require
from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from accounts.pages import KeysFirst

PAGE = "trang"
PER_PAGE = 25


def associations() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Organisation.Kind.ASSOCIATION)


def own_association(
    request: HttpRequest,
    public_id,
    action: Action = Action.STAFF,
) -> Organisation:
    """The association this visitor works for, and may do this in."""
    association = get_object_or_404(associations(), public_id=public_id)
    require(visitor_of(request), action, association)
    return association


def page_of(
    request: HttpRequest,
    rows: QuerySet,
    count: int | None = None,
) -> Page:
    """count: how many there are, where that was counted before."""
    number = request.GET.get(PAGE)
    return KeysFirst(rows, PER_PAGE, count=count).get_page(number)


def back_to_list(
    request: HttpRequest,
    name: str,
    association_id,
    **searched: str,
) -> HttpResponse:
    """To the page of it that a button was pressed on, as it was searched."""
    number = request.POST.get(PAGE, "")
    if number.isdecimal():
        searched[PAGE] = number
    address = reverse(
        f"associations:{name}",
        args=[association_id],
        query=searched,
    )
    return redirect(address)
