"""Whoever sees much of others signs in with two steps; until they are set up, little else opens."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access.visitors import works_for_others
from accounts.models import User

# Of whom SECOND_STEP_OF may demand it; each includes those before it.
NOBODY, ADMINISTRATORS, STAFF = "nobody", "administrators", "staff"
EVERYBODY = "everybody"
DEMANDED = (NOBODY, ADMINISTRATORS, STAFF, EVERYBODY)
# There it is set up; pages of the administration name themselves.
OPEN = ("account_", "mfa_", "usersessions_", "set_language")


def must_set_up(user: User) -> bool:
    """Whether this account may not go on without a second step."""
    return _is_demanded(user) and not is_mfa_enabled(user)


def _is_demanded(user: User) -> bool:
    demanded = settings.SECOND_STEP_OF
    if not user.is_authenticated:
        return False
    # By the manager of a place of work, after some days in which it was asked for.
    since = user.second_step_from
    if since is not None and since <= timezone.now():
        return True
    if demanded == NOBODY:
        return False
    if demanded == EVERYBODY or _administers(user):
        return True
    return demanded == STAFF and works_for_others(user)


def _administers(user: User) -> bool:
    return user.is_staff or user.is_superuser


def _why(user: User) -> str:
    if _administers(user) or works_for_others(user):
        return _("Your account sees data of others. Please set up a second step first.")
    return _("Here every account needs a second step. Please set it up first.")


def second_step_first(get_response: Callable) -> Callable:
    """Leads whoever needs one to where it is set up."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def lead(request: HttpRequest, *view: object) -> HttpResponse | None:
        name = request.resolver_match.view_name or ""
        if name.startswith(OPEN) or not must_set_up(request.user):
            return None
        messages.warning(request, _why(request.user))
        return redirect("mfa_activate_totp")

    handle.process_view = lead
    return handle
