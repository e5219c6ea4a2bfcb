"""The team of an association: who works there as what, who is invited, what is asked of all."""

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

from accounts.access.actions import Action, may
from accounts.access.visitors import visitor_of
from accounts.models import Membership, Organisation
from associations.errors import AssociationError
from associations.lists import PAGE, PER_PAGE, own_association
from associations.staff.colleagues import services
from associations.staff.colleagues.queries import colleagues_of
from associations.staff.invitations.forms import RoleForm
from associations.staff.invitations.queries import invitations_of
from associations.staff.wording import MAY, ROLES, STATES, problem
from language.formats import day


@never_cache
@require_safe
def team(request: HttpRequest, public_id) -> HttpResponse:
    """Everybody who works there sees who does; managers see the rest and change it."""
    association = own_association(request, public_id)
    manages = may(visitor_of(request), Action.MANAGE, association)
    context = {
        "association": association,
        "colleagues": colleagues_of(association),
        "roles": [(ROLES[role], MAY[role]) for role in ROLES],
        "manages": manages,
    }
    if manages:
        context |= _for_managers(request, association)
    return render(request, "associations/staff/team.html", context)


def _for_managers(request: HttpRequest, association: Organisation) -> dict:
    now = timezone.now()
    pages = Paginator(invitations_of(association, now), PER_PAGE)
    page = pages.get_page(request.GET.get(PAGE))
    since = association.second_step_from
    return {
        "page": page,
        "invited": [{"of": each, "state": STATES[each.state]} for each in page],
        "grace": services.GRACE.days,
        "is_demanded": since is not None and since <= now,
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request: HttpRequest, public_id, membership_id: int) -> HttpResponse:
    """One of them: the role, where they are signed in, and the way out."""
    association = own_association(request, public_id, Action.MANAGE)
    membership = _membership(association, membership_id)
    initial = {"role": membership.role}
    form = RoleForm(request.POST or None, initial=initial)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and _change_role(request, membership, form):
        return _back(association)
    (described,) = (
        each for each in colleagues_of(association) if each.membership == membership
    )
    context = {
        "association": association,
        "colleague": described,
        "form": form,
        "roles": [(ROLES[role], MAY[role]) for role in ROLES],
        "is_own": membership.user == request.user,
    }
    return render(request, "associations/staff/colleague.html", context)


def _membership(association: Organisation, membership_id: int) -> Membership:
    memberships = association.memberships.select_related("user", "organisation")
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
    except AssociationError as error:
        form.add_error("role", problem(error.code))
        return False
    words = _("%(name)s: the role is now “%(role)s”.")
    names = {"name": membership.user, "role": ROLES[role]}
    messages.success(request, words % names)
    return True


@require_POST
def remove(request: HttpRequest, public_id, membership_id: int) -> HttpResponse:
    association = own_association(request, public_id, Action.MANAGE)
    membership = _membership(association, membership_id)
    try:
        services.remove_colleague(
            membership=membership,
            by=request.user,
            now=timezone.now(),
        )
    except AssociationError as error:
        messages.error(request, problem(error.code))
        return redirect("associations:colleague", public_id, membership_id)
    words = _("%(name)s does not work for the association any more.")
    messages.success(request, words % {"name": membership.user})
    # Whoever took oneself out finds nothing here any more.
    if membership.user == request.user:
        return redirect("own_home")
    return _back(association)


@require_POST
def end_sessions(request: HttpRequest, public_id, membership_id: int) -> HttpResponse:
    association = own_association(request, public_id, Action.MANAGE)
    membership = _membership(association, membership_id)
    services.end_sessions(
        membership=membership,
        by=request.user,
        now=timezone.now(),
    )
    if membership.user == request.user:
        return redirect("account_login")
    words = _("%(name)s is signed out everywhere.")
    messages.success(request, words % {"name": membership.user})
    return redirect("associations:colleague", public_id, membership_id)


@require_POST
def two_steps(request: HttpRequest, public_id) -> HttpResponse:
    """Demanded of everybody who works there, or no more."""
    association = own_association(request, public_id, Action.MANAGE)
    by, now = request.user, timezone.now()
    if request.POST.get("answer") == "end":
        services.demand_one_step(association=association, by=by, now=now)
        messages.success(
            request, _("The password is enough again for this association.")
        )
        return _back(association)
    try:
        since = services.demand_two_steps(association=association, by=by, now=now)
    except AssociationError as error:
        messages.warning(request, problem(error.code))
        return redirect("mfa_index")
    words = _("From %(day)s on everybody who works here signs in with two steps.")
    messages.success(request, words % {"day": day(since)})
    return _back(association)


def _back(association: Organisation) -> HttpResponse:
    return redirect("associations:team", association.public_id)
