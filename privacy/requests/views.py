"""What whoever asks about their own data sees and does, with an account or a confirmed address."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action, require
from accounts.access.visitors import visitor_of
from accounts.brakes.heavy import heavy
from accounts.models import Consent
from accounts.ratelimit import is_limited, slow_down
from accounts.services import change_user
from associations.consents.services import take_back
from privacy.archive.packing import packed_copy
from privacy.archive.queries import held_of
from privacy.erasure.errors import ErasureError
from privacy.erasure.queries import last_owned_by, left_without_members
from privacy.models import PersonRequest
from privacy.persons.queries import households_of
from privacy.requests.asking import Asking, asking_in, forget
from privacy.requests.forms import AskForm, DeleteForm, NameForm
from privacy.requests.leaving import delete_person
from privacy.requests.queries import own_requests, standing_consents
from privacy.requests.services import receive_request, record_own_doing
from privacy.requests.wording import PROBLEMS

COPIES_AN_HOUR = 5
REQUESTS_A_DAY = 10
AN_HOUR, A_DAY = 3600, 86_400  # seconds
FORM = ["GET", "HEAD", "POST"]

View = Callable[..., HttpResponse]


def by_whoever_asks(view: View) -> View:
    """Hands the view who asks; whoever is neither signed in nor has opened a link is led there."""

    @login_not_required
    @never_cache
    @wraps(view)
    def handle(request: HttpRequest, *args: object, **terms: object) -> HttpResponse:
        asking = asking_in(request)
        if asking is None:
            return redirect("privacy:by_letter")
        return view(request, asking, *args, **terms)

    return handle


@require_http_methods(FORM)
@by_whoever_asks
def mine(request: HttpRequest, asking: Asking) -> HttpResponse:
    form = _name_form(request, asking)
    if request.method == "POST" and form and form.is_valid():
        return _correct_name(request, asking, form)
    now = timezone.now()
    context = {
        "asking": asking,
        "form": form,
        "kinds": held_of(asking.person),
        "consents": standing_consents(asking.user, now) if asking.user else [],
        "requests": own_requests(asking.user, asking.email)[:20],
    }
    return render(request, "privacy/mine.html", context)


def _name_form(request: HttpRequest, asking: Asking) -> NameForm | None:
    if asking.user is None:
        return None
    initial = {"full_name": asking.user.full_name}
    return NameForm(request.POST or None, initial=initial)


def _correct_name(request: HttpRequest, asking: Asking, form: NameForm) -> HttpResponse:
    user, now = asking.user, timezone.now()
    user.full_name = form.cleaned_data["full_name"]
    change_user(user=user, fields=["full_name"], by=user, now=now)
    _note(asking, PersonRequest.Kind.CORRECT)
    messages.success(request, _("Corrected."))
    return redirect("privacy:mine")


def _note(asking: Asking, kind: str) -> PersonRequest:
    return record_own_doing(
        kind=kind,
        email=asking.email,
        language=asking.language,
        user=asking.user,
        now=timezone.now(),
    )


@heavy
@require_http_methods(FORM)
@by_whoever_asks
def copy(request: HttpRequest, asking: Asking) -> HttpResponse:
    """That it was taken is written down, so it takes a button: no other site fetches one."""
    if request.method != "POST":
        return redirect("privacy:mine")
    if is_limited("copies", asking.email, most=COPIES_AN_HOUR, seconds=AN_HOUR):
        return slow_down(request)
    now = timezone.now()
    file = packed_copy(person=asking.person, now=now)
    _note(asking, PersonRequest.Kind.COPY)
    name = f"sansangso-{timezone.localdate(now):%Y-%m-%d}.zip"
    return FileResponse(
        file, as_attachment=True, filename=name, content_type="application/zip"
    )


@require_POST
@never_cache
def withdraw(request: HttpRequest, public_id) -> HttpResponse:
    consents = Consent.objects.select_related("enterprise", "grantee")
    consent = get_object_or_404(consents, public_id=public_id)
    require(visitor_of(request), Action.SHARE, consent.enterprise)
    take_back(consent=consent, by=request.user, now=timezone.now())
    _note(asking_in(request), PersonRequest.Kind.WITHDRAW)
    words = _("Withdrawn. %(name)s sees nothing of this any more.")
    messages.success(request, words % {"name": consent.grantee.name})
    return redirect("privacy:mine")


@require_http_methods(FORM)
@by_whoever_asks
def ask(request: HttpRequest, asking: Asking) -> HttpResponse:
    """For what takes a person to look at."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_limited("rights", asking.email, most=REQUESTS_A_DAY, seconds=A_DAY):
            return slow_down(request)
        receive_request(
            **form.cleaned_data,
            email=asking.email,
            language=asking.language,
            user=asking.user,
            now=timezone.now(),
        )
        words = _("Received. A letter with what happens next is on its way to you.")
        messages.success(request, words)
        return redirect("privacy:mine")
    return render(request, "privacy/ask.html", {"form": form, "asking": asking})


@require_http_methods(FORM)
@by_whoever_asks
def delete(request: HttpRequest, asking: Asking) -> HttpResponse:
    if asking.has_to_sign_in:
        return redirect("privacy:mine")
    account = asking.account
    last_owned = last_owned_by(account) if account else []
    form = DeleteForm(request.POST or None, user=asking.user, last_owned=last_owned)
    if request.method == "POST" and form.is_valid():
        try:
            delete_person(asking=asking, choices=form.choices, now=timezone.now())
        except ErasureError as error:
            # A colleague left in this very moment.
            form.add_error(None, PROBLEMS[error.code])
        else:
            return _leave(request)
    context = {
        "form": form,
        "asking": asking,
        "account": account,
        "households": households_of(account),
        "left": left_without_members(account) if account else [],
        "has_no_heir": any(not last.colleagues for last in last_owned),
    }
    return render(request, "privacy/delete.html", context)


def _leave(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        request.session.flush()
        request.user = AnonymousUser()
    forget(request)
    return redirect("privacy:gone")


@login_not_required
@require_safe
def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy/gone.html")
