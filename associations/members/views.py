"""Whom an association counts among its members: the list, the page of one, typing, taking off."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action, may, may_confirm
from accounts.access.scopes import Item, allows
from accounts.access.visitors import Visitor, visitor_of
from accounts.models import Organisation
from accounts.outbox.addresses import is_bad
from associations.belonging.queries import members_and_asking, members_of
from associations.belonging.services import (
    confirm_enterprise,
    withdraw_confirmations,
)
from associations.lists import back_to_list, own_association, page_of
from associations.members import queries, services
from associations.members.fields import FIELDS
from associations.members.forms import MemberFilterForm, MemberForm
from associations.members.states import BELONGS, NAMES
from associations.models import Member
from language.texts import in_language
from registry.areas import area
from registry.sector_names import SECTORS
from registry.tax_code import shown_tax_code

# What is done, and what is said of it.
ANSWERS = {
    "confirm": (
        confirm_enterprise,
        gettext_lazy(
            "Confirmed: %(name)s counts in comparisons from the next count on."
        ),
    ),
    "withdraw": (
        withdraw_confirmations,
        gettext_lazy("Withdrawn: the association no longer confirms %(name)s."),
    ),
}
# Short: the head of the column says what of.
SIZES = {
    "micro": gettext_lazy("Micro"),
    "small": gettext_lazy("Small"),
    "medium": gettext_lazy("Medium"),
    "large": gettext_lazy("Large"),
}
READ_AND_SEND = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def members(request: HttpRequest, public_id) -> HttpResponse:
    """Each with what the association typed, and nothing that the member answered."""
    association = own_association(request, public_id)
    form = MemberFilterForm(request.GET)
    known = queries.members_known(association, form.filters())
    page = page_of(request, known)
    asked = form.asked()
    _members, asking = members_and_asking(association)
    context = {
        "association": association,
        "form": form,
        "more": [form[name] for name in ("area", "size")],
        "more_open": any(
            MemberFilterForm.WORDS[name] in asked for name in ("area", "size")
        ),
        "is_filtered": bool(asked),
        "page": page,
        "rows": list(map(_row, page)),
        "asking": asking,
        "follows_up": may(visitor_of(request), Action.FOLLOW_UP, association),
    }
    return render(request, "associations/members/list.html", context)


def _row(member: Member) -> dict:
    unit = area(member.area)
    return {
        "member": member,
        "state": NAMES[member.state],
        "belongs": member.state == BELONGS,
        "sector": SECTORS.get(member.sector, ""),
        "area": in_language(unit.name) if unit else "",
        "size": SIZES.get(member.size, ""),
        "tax_code": shown_tax_code(member.tax_code),
    }


def own_member(
    request: HttpRequest,
    public_id,
    member_id,
    action: Action = Action.STAFF,
) -> Member:
    """With its `state`, of the association that this visitor may do this in."""
    association = own_association(request, public_id, action)
    own = queries.with_state(Member.objects.filter(association=association))
    related = own.select_related("association", "enterprise")
    return get_object_or_404(related, public_id=member_id)


@never_cache
@require_safe
def member(request: HttpRequest, public_id, member_id) -> HttpResponse:
    known = own_member(request, public_id, member_id)
    visitor = visitor_of(request)
    context = {
        "association": known.association,
        **_row(known),
        "comes_back": is_bad(known.email),
        "follows_up": may(visitor, Action.FOLLOW_UP, known.association),
        **_enterprise(visitor, known),
    }
    return render(request, "associations/members/member.html", context)


def _enterprise(visitor: Visitor, known: Member) -> dict:
    """Of one that belongs: its own name, and its newest result as far as a consent goes."""
    enterprise = known.enterprise
    if enterprise is None or known.state != BELONGS:
        return {}
    told = {
        "enterprise": enterprise,
        "may_confirm": may_confirm(visitor, known.association, enterprise),
    }
    # Asked at this very moment: what was withdrawn is not there.
    result = queries.newest_shown(known.association, enterprise, timezone.now())
    if result is None:
        return told
    is_told = allows(visitor, enterprise, Item.CONTACT, result.round_key)
    return told | {"result": result, "tells_contact": is_told}


@never_cache
@require_http_methods(READ_AND_SEND)
def add_member(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id, Action.FOLLOW_UP)
    form = MemberForm(request.POST or None)
    if form.is_bound and form.is_valid():
        twins = _twins(request, association, form)
        if not twins:
            return _add(request, association, form)
    else:
        twins = []
    context = {"association": association, "form": form, "twins": twins}
    return render(request, "associations/members/form.html", context)


def _twins(
    request: HttpRequest,
    association: Organisation,
    form: MemberForm,
    besides: Member | None = None,
) -> list[dict]:
    """Who it may be already, until the one who types has seen them and says it is another."""
    if request.POST.get("another"):
        return []
    typed = form.cleaned_data
    alike = queries.alike(
        association,
        name=typed["name"],
        tax_code=typed["tax_code"],
        besides=besides.pk if besides else None,
    )
    return list(map(_row, queries.with_state(alike)[:5]))


def _add(
    request: HttpRequest,
    association: Organisation,
    form: MemberForm,
) -> HttpResponse:
    added = services.add_member(
        association=association,
        typed=form.cleaned_data,
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("Added: %(name)s.") % {"name": added.name})
    return redirect("associations:member", association.public_id, added.public_id)


@never_cache
@require_http_methods(READ_AND_SEND)
def change_member(request: HttpRequest, public_id, member_id) -> HttpResponse:
    known = own_member(request, public_id, member_id, Action.FOLLOW_UP)
    initial = {name: getattr(known, name) for name in FIELDS}
    form = MemberForm(request.POST or None, initial=initial)
    twins = []
    if form.is_bound and form.is_valid():
        twins = _twins(request, known.association, form, known)
        if not twins:
            return _change(request, known, form)
    context = {
        "association": known.association,
        "member": known,
        "form": form,
        "twins": twins,
    }
    return render(request, "associations/members/form.html", context)


def _change(request: HttpRequest, known: Member, form: MemberForm) -> HttpResponse:
    services.change_member(
        member=known,
        typed=form.cleaned_data,
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("Saved."))
    return redirect("associations:member", known.association.public_id, known.public_id)


@never_cache
@require_http_methods(READ_AND_SEND)
def remove_member(request: HttpRequest, public_id, member_id) -> HttpResponse:
    """First a page that says what it takes along, then the deed."""
    known = own_member(request, public_id, member_id, Action.FOLLOW_UP)
    if request.method != "POST":
        context = {"association": known.association, **_row(known)}
        return render(request, "associations/members/remove.html", context)
    services.remove_member(
        member=known,
        state=known.state,
        by=request.user,
        now=timezone.now(),
    )
    words = _("Removed: %(name)s, with everything that was typed.")
    messages.success(request, words % {"name": known.name})
    return redirect("associations:members", known.association.public_id)


@require_POST
def confirm(request: HttpRequest, public_id, enterprise_id) -> HttpResponse:
    association = own_association(request, public_id, Action.FOLLOW_UP)
    belonging = members_of(association)
    affiliation = get_object_or_404(belonging, enterprise__public_id=enterprise_id)
    enterprise = affiliation.enterprise
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
    return _back(request, association, enterprise)


def _back(
    request: HttpRequest,
    association: Organisation,
    enterprise: Organisation,
) -> HttpResponse:
    """To the member's page, where the button stands."""
    known = Member.objects.filter(association=association, enterprise=enterprise)
    found = known.first()
    if found is None:
        return back_to_list(request, "members", association.public_id)
    return redirect("associations:member", association.public_id, found.public_id)
