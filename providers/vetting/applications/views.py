"""Pages of a provider that applies: what there is, one page for each criterion, its documents."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action, may, require
from accounts.access.visitors import Visitor, visitor_of
from accounts.models import Organisation
from providers.errors import ProviderError
from providers.models import Application, Provider
from providers.staffed import staffed_providers
from providers.vetting.applications import services
from providers.vetting.applications.describe import description_of, row_of
from providers.vetting.applications.forms import BeginForm, RepliesForm
from providers.vetting.applications.queries import (
    applications,
    applications_by_provider,
    files_of,
    whom_to_ask,
)
from providers.vetting.wording import problem
from survey.evidence.handing import download


def own_application(
    request: HttpRequest, public_id, action: Action = Action.STAFF
) -> Application:
    """One of a provider this visitor works for, and may do this in."""
    application = get_object_or_404(applications(), public_id=public_id)
    require(visitor_of(request), action, application.provider.organisation)
    return application


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_vetting(request: HttpRequest) -> HttpResponse:
    """How the vetting stands of each provider that one works for, and the way to begin."""
    visitor, now = visitor_of(request), timezone.now()
    providers = staffed_providers(visitor)
    if not providers:
        raise Http404
    to_ask = whom_to_ask(providers)
    # Of several providers one form is sent; the others stand as they were.
    form, begun_for = None, None
    if request.method == "POST":
        begun_for = _provider_named(request, providers)
        require(visitor, Action.FOLLOW_UP, begun_for.organisation)
        form = _begin_form(begun_for, to_ask, request.POST)
        if form.is_valid():
            application = _begin(request, begun_for, form, now)
            if application:
                return redirect("providers:vetting_application", application.public_id)
    applications_of = applications_by_provider(providers)
    rows = []
    for provider in providers:
        row = _own_row(provider, applications_of[provider.pk], now)
        if provider == begun_for:
            row["form"] = form
        elif _may_begin(visitor, provider, applications_of[provider.pk]):
            row["form"] = _begin_form(provider, to_ask)
        rows.append(row)
    return render(request, "providers/vetting/own.html", {"rows": rows})


def _provider_named(request: HttpRequest, providers: list[Provider]) -> Provider:
    slug = request.POST.get("provider", "")
    for provider in providers:
        if provider.slug == slug:
            return provider
    raise Http404


def _begin_form(
    provider: Provider, to_ask: dict[bool, list[Organisation]], data=None
) -> BeginForm:
    return BeginForm(
        data,
        associations=to_ask[provider.organisation.is_fictional],
        auto_id=f"{provider.slug}_%s",
    )


def _begin(
    request: HttpRequest, provider: Provider, form: BeginForm, now: datetime
) -> Application | None:
    try:
        return services.begin(
            provider=provider,
            association=form.cleaned_data["association"],
            by=request.user,
            now=now,
        )
    except ProviderError as error:
        form.add_error("association", problem(error.code))
        return None


def _own_row(provider: Provider, own: list[Application], now: datetime) -> dict:
    return {
        "provider": provider,
        "is_vetted": provider.is_vetted_on(localdate(now)),
        "applications": [row_of(each, now) for each in own],
    }


def _may_begin(visitor: Visitor, provider: Provider, own: list[Application]) -> bool:
    # What is open is gone on with, what stands is renewed.
    in_the_way = {*Application.OPEN, *Application.STANDING}
    if any(each.state in in_the_way for each in own):
        return False
    return may(visitor, Action.FOLLOW_UP, provider.organisation)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, public_id) -> HttpResponse:
    """What there is and what lacks; sending, taking back, replying, renewing, appealing."""
    own = own_application(request, public_id)
    now = timezone.now()
    if request.method == "POST":
        require(visitor_of(request), Action.FOLLOW_UP, own.provider.organisation)
    form = _replies_form(request, own)
    trouble = ""
    if request.method == "POST":
        try:
            done = _do(request, own, form, now)
        except ProviderError as error:
            trouble = problem(error.code)
            # Somebody else was first: the page shows what became of it.
            own.refresh_from_db()
        else:
            if done is not None:
                return redirect("providers:vetting_application", done.public_id)
    follows_up = may(visitor_of(request), Action.FOLLOW_UP, own.provider.organisation)
    context = description_of(own, now) | {
        "replies": form,
        "trouble": trouble,
        "follows_up": follows_up,
    }
    return render(request, "providers/vetting/application.html", context)


def _replies_form(request: HttpRequest, own: Application) -> RepliesForm | None:
    if own.state != Application.State.ASKED:
        return None
    is_sent = request.POST.get("deed") == "answer"
    asked = own.inquiries.filter(asked_at__isnull=False, replied_at__isnull=True)
    return RepliesForm(request.POST if is_sent else None, inquiries=asked)


def _do(
    request: HttpRequest, own: Application, form: RepliesForm | None, now: datetime
) -> Application | None:
    """The application to go on with; None where the page is to come back."""
    deed, by = request.POST.get("deed", ""), request.user
    if deed == "answer":
        if form is None:
            raise ProviderError("not_now")
        if not form.is_valid():
            return None
        return services.answer_inquiries(
            application=own, replies=form.replies, by=by, now=now
        )
    deeds = {
        "send": services.send,
        "take_back": services.take_back,
        "renew": services.renew,
        "appeal": services.appeal,
    }
    if deed not in deeds:
        return None
    done = deeds[deed](application=own, by=by, now=now)
    if deed == "send":
        words = _("Sent. We write as soon as there is news.")
        messages.success(request, words)
    return done


@never_cache
@require_safe
def application_file(request: HttpRequest, public_id, file_id) -> HttpResponse:
    own = own_application(request, public_id)
    file = get_object_or_404(files_of(own), public_id=file_id)
    return download(file)
