"""Managers and officers ask colleagues to work at the same place; who is asked joins by a link."""

from collections.abc import Collection

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.actions import Action, may, roles_to_give
from accounts.access.visitors import person_of, visitor_of
from accounts.errors import AccountError
from accounts.held import remember_visit
from accounts.links.views import link_ended, silent_page
from accounts.models import Organisation, StaffInvitation, User
from accounts.ratelimit import asker_of, is_limited
from accounts.staff import services
from accounts.staff.forms import InviteForm, NewAccountForm
from accounts.staff.queries import standing
from accounts.staff.wording import ROLES, may_in, problem
from accounts.staff.workplace import Workplace, first_page_of
from language.ids import uuid_in
from language.texts import language

# In the session: public ids of invitations whose link was opened here.
OPENED = "opened_work"
# In the address, and in the form: the invitation that went to a wrong address.
INSTEAD_OF = "thay"
LETTERS_AN_HOUR, TO_ONE_AN_HOUR = 30, 4
AN_HOUR = 3600  # seconds
# Whoever makes an account here has just chosen its password.
BACKEND = "accounts.sessions.backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, public_id, place: Workplace) -> HttpResponse:
    organisation = place.own(request, public_id, Action.INVITE)
    roles = roles_to_give(visitor_of(request), organisation)
    before = _went_astray(request, organisation, roles)
    initial = {"role": before.role, "language": before.language} if before else {}
    form = InviteForm(
        request.POST or None, initial=initial, kind=place.kind, roles=roles
    )
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and _invite(request, organisation, form, before):
        return redirect(place.pages["team"], public_id)
    context = place.frame_of(organisation) | {
        "form": form,
        "before": before,
        "days": services.STANDS_FOR.days,
    }
    return render(request, "accounts/staff/invite.html", context)


def _went_astray(
    request: HttpRequest, organisation: Organisation, roles: Collection[str]
) -> StaffInvitation | None:
    """The invitation that another address is given for, if one is."""
    asked = request.POST.get(INSTEAD_OF) or request.GET.get(INSTEAD_OF, "")
    given = standing(organisation, timezone.now()).filter(role__in=roles)
    return given.filter(public_id=uuid_in(asked)).first()


def _invite(
    request: HttpRequest,
    organisation: Organisation,
    form: InviteForm,
    before: StaffInvitation | None,
) -> bool:
    """Whether the letter is on its way; why it is not stands beside the field."""
    asked = form.cleaned_data
    try:
        _limit(request, asked["email"])
        services.invite(
            organisation=organisation,
            **asked,
            instead_of=before,
            gives=form.given,
            by=request.user,
            now=timezone.now(),
        )
    except AccountError as error:
        form.add_error("email", problem(error.code, **error.params))
        return False
    _say_sent(request, asked["email"])
    return True


def _limit(request: HttpRequest, email: str) -> None:
    """Against writing to everybody, and to one person again and again."""
    asker = asker_of(request)
    if is_limited("staff-from", asker, most=LETTERS_AN_HOUR, seconds=AN_HOUR):
        raise AccountError("too_many_letters")
    if is_limited("staff-to", email, most=TO_ONE_AN_HOUR, seconds=AN_HOUR):
        raise AccountError("too_many_letters")


def _say_sent(request: HttpRequest, email: str) -> None:
    words = _("The letter to %(email)s is on its way.")
    messages.success(request, words % {"email": email})


@require_POST
def send_again(
    request: HttpRequest, public_id, invitation_id, place: Workplace
) -> HttpResponse:
    invitation = _own_invitation(request, public_id, invitation_id, place)
    try:
        _limit(request, invitation.email)
        services.send_again(
            invitation=invitation,
            by=request.user,
            now=timezone.now(),
        )
    except AccountError as error:
        messages.warning(request, problem(error.code))
    else:
        _say_sent(request, invitation.email)
    return redirect(place.pages["team"], public_id)


@require_POST
def end(
    request: HttpRequest, public_id, invitation_id, place: Workplace
) -> HttpResponse:
    invitation = _own_invitation(request, public_id, invitation_id, place)
    services.end_invitation(
        invitation=invitation,
        by=request.user,
        now=timezone.now(),
    )
    words = _("Ended: the link in the letter to %(email)s opens nothing any more.")
    messages.success(request, words % {"email": invitation.email})
    return redirect(place.pages["team"], public_id)


def _own_invitation(
    request: HttpRequest, public_id, invitation_id, place: Workplace
) -> StaffInvitation:
    """One that the visitor could have sent: of others nothing is admitted."""
    organisation = place.own(request, public_id, Action.INVITE)
    roles = roles_to_give(visitor_of(request), organisation)
    invitations = StaffInvitation.objects.filter(
        organisation=organisation, role__in=roles
    )
    return get_object_or_404(invitations, public_id=invitation_id)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def work_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: looked at it tells nothing, its button opens it in this browser."""
    if request.method != "POST":
        return silent_page(request)
    try:
        invitation = services.open_link(token=token, now=timezone.now())
    except AccountError:
        return link_ended(request)
    remember_visit(request, OPENED, invitation)
    return redirect("work", invitation.public_id)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, invitation_id) -> HttpResponse:
    """Says who asks for what. Whoever has an account joins with it, others make one here."""
    invitation = _opened(request, invitation_id)
    if _has_joined(request, invitation):
        return redirect(first_page_of(invitation.organisation))
    if not invitation.stands(timezone.now()):
        return link_ended(request)
    if person_of(request):
        return _join_as_oneself(request, invitation)
    if services.has_account(invitation.email):
        return _show(request, invitation, has_account=True)
    form = NewAccountForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        return _join_as_new(request, invitation, form)
    return _show(request, invitation, form=form)


def _has_joined(request: HttpRequest, invitation: StaffInvitation) -> bool:
    """Whoever comes back to what was done goes on to where it led."""
    works_there = may(visitor_of(request), Action.STAFF, invitation.organisation)
    return works_there and invitation.accepted_at is not None


def _opened(request: HttpRequest, invitation_id) -> StaffInvitation:
    """The invitation whose link this browser opened; nothing else is admitted to exist."""
    if str(invitation_id) not in request.session.get(OPENED, ()):
        raise Http404
    invitations = StaffInvitation.objects.select_related("organisation", "invited_by")
    return get_object_or_404(invitations, public_id=invitation_id)


def _show(
    request: HttpRequest,
    invitation: StaffInvitation,
    form: NewAccountForm | None = None,
    *,
    has_account: bool = False,
) -> HttpResponse:
    here = reverse("work", args=[invitation.public_id])
    context = {
        "invitation": invitation,
        "organisation": invitation.organisation,
        "role": ROLES[invitation.role],
        "may": may_in(invitation.organisation.kind, invitation.role),
        "form": form,
        "has_account": has_account,
        "here": here,
    }
    return render(request, "accounts/staff/work.html", context)


def _join_as_oneself(request: HttpRequest, invitation: StaffInvitation) -> HttpResponse:
    if request.method != "POST":
        return _show(request, invitation)
    user = request.user
    try:
        services.join(invitation=invitation, user=user, now=timezone.now())
    except AccountError:
        return link_ended(request)
    return _welcome(request, user, invitation)


def _join_as_new(
    request: HttpRequest,
    invitation: StaffInvitation,
    form: NewAccountForm,
) -> HttpResponse:
    try:
        user = services.join_with_new_account(
            invitation=invitation,
            **form.cleaned_data,
            language=language(),
            now=timezone.now(),
        )
    except AccountError:
        return link_ended(request)
    return _welcome(request, user, invitation)


def _welcome(
    request: HttpRequest, user: User, invitation: StaffInvitation
) -> HttpResponse:
    # Whoever begins to work for others was signed out everywhere: here it goes on, as short
    # as sessions of staff are.
    login(request, user, backend=BACKEND)
    words = _("You work for %(name)s now.")
    messages.success(request, words % {"name": invitation.organisation.name})
    return redirect(first_page_of(invitation.organisation))
