"""The team of a place of work: who works there as what, who is invited, what is asked of all."""

from django.contrib import messages
from django.core.paginator import Paginator
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

from accounts.access.actions import Action, may, roles_to_give
from accounts.access.visitors import visitor_of
from accounts.errors import AccountError
from accounts.models import Membership, Organisation
from accounts.staff import colleagues as services
from accounts.staff.forms import RoleForm
from accounts.staff.queries import invitations_of
from accounts.staff.team import colleagues_of
from accounts.staff.wording import ROLES, STATES, problem, roles_in
from accounts.staff.workplace import Workplace
from language.formats import day

PAGE = "trang"
PER_PAGE = 25


@never_cache
@require_safe
def team(request: HttpRequest, public_id, place: Workplace) -> HttpResponse:
    """Everybody who works there sees who does; who invites, whom; managers change all of it."""
    organisation = place.own(request, public_id)
    visitor = visitor_of(request)
    manages = may(visitor, Action.MANAGE, organisation)
    invites = may(visitor, Action.INVITE, organisation)
    context = place.frame_of(organisation) | {
        "colleagues": colleagues_of(organisation),
        "roles": roles_in(place.kind),
        "manages": manages,
        "invites": invites,
    }
    if invites:
        context |= _invited(request, organisation)
    if manages:
        context |= _for_managers(organisation)
    return render(request, "accounts/staff/team.html", context)


def _invited(request: HttpRequest, organisation: Organisation) -> dict:
    """Whom one could have invited oneself."""
    roles = roles_to_give(visitor_of(request), organisation)
    invited = invitations_of(organisation, timezone.now(), roles)
    page = Paginator(invited, PER_PAGE).get_page(request.GET.get(PAGE))
    return {
        "page": page,
        "invited": [{"of": each, "state": STATES[each.state]} for each in page],
    }


def _for_managers(organisation: Organisation) -> dict:
    now = timezone.now()
    since = organisation.second_step_from
    return {
        "grace": services.GRACE.days,
        "is_demanded": since is not None and since <= now,
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def colleague(
    request: HttpRequest, public_id, membership_id: int, place: Workplace
) -> HttpResponse:
    """One of them: the role, where they are signed in, and the way out."""
    organisation = place.own(request, public_id, Action.MANAGE)
    membership = _membership(organisation, membership_id)
    initial = {"role": membership.role}
    form = RoleForm(request.POST or None, initial=initial, kind=place.kind)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and _change_role(request, membership, form):
        return _back(place, organisation)
    (described,) = (
        each for each in colleagues_of(organisation) if each.membership == membership
    )
    context = place.frame_of(organisation) | {
        "colleague": described,
        "form": form,
        "roles": roles_in(place.kind),
        "is_own": membership.user == request.user,
    }
    return render(request, "accounts/staff/colleague.html", context)


def _membership(organisation: Organisation, membership_id: int) -> Membership:
    memberships = organisation.memberships.select_related("user", "organisation")
    return get_object_or_404(memberships, pk=membership_id)


def _change_role(request: HttpRequest, membership: Membership, form: RoleForm) -> bool:
    role = form.cleaned_data["role"]
    try:
        services.change_role(
            membership=membership,
            role=role,
            by=request.user,
            now=timezone.now(),
        )
    except AccountError as error:
        form.add_error("role", problem(error.code))
        return False
    words = _("%(name)s: the role is now “%(role)s”.")
    names = {"name": membership.user, "role": ROLES[role]}
    messages.success(request, words % names)
    return True


@require_POST
def remove(
    request: HttpRequest, public_id, membership_id: int, place: Workplace
) -> HttpResponse:
    organisation = place.own(request, public_id, Action.MANAGE)
    membership = _membership(organisation, membership_id)
    try:
        services.remove_colleague(
            membership=membership,
            by=request.user,
            now=timezone.now(),
        )
    except AccountError as error:
        messages.error(request, problem(error.code))
        return redirect(place.pages["colleague"], public_id, membership_id)
    words = _("%(name)s does not work here any more.")
    messages.success(request, words % {"name": membership.user})
    # Whoever took oneself out finds nothing here any more.
    if membership.user == request.user:
        return redirect("own_home")
    return _back(place, organisation)


@require_POST
def end_sessions(
    request: HttpRequest, public_id, membership_id: int, place: Workplace
) -> HttpResponse:
    organisation = place.own(request, public_id, Action.MANAGE)
    membership = _membership(organisation, membership_id)
    services.end_sessions(
        membership=membership,
        by=request.user,
        now=timezone.now(),
    )
    if membership.user == request.user:
        return redirect("account_login")
    words = _("%(name)s is signed out everywhere.")
    messages.success(request, words % {"name": membership.user})
    return redirect(place.pages["colleague"], public_id, membership_id)


@require_POST
def two_steps(request: HttpRequest, public_id, place: Workplace) -> HttpResponse:
    """Demanded of everybody who works there, or no more."""
    organisation = place.own(request, public_id, Action.MANAGE)
    by, now = request.user, timezone.now()
    if request.POST.get("answer") == "end":
        services.demand_one_step(organisation=organisation, by=by, now=now)
        messages.success(request, _("Here the password is enough again."))
        return _back(place, organisation)
    try:
        since = services.demand_two_steps(organisation=organisation, by=by, now=now)
    except AccountError as error:
        messages.warning(request, problem(error.code))
        return redirect("mfa_index")
    words = _("From %(day)s on everybody who works here signs in with two steps.")
    messages.success(request, words % {"day": day(since)})
    return _back(place, organisation)


def _back(place: Workplace, organisation: Organisation) -> HttpResponse:
    return redirect(place.pages["team"], organisation.public_id)
