"""Pages on which a provider's managers say where their own systems are told what happens."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action, require
from accounts.access.visitors import visitor_of
from accounts.pages import KeysFirst
from accounts.ratelimit import is_limited
from providers.errors import ProviderError
from providers.models import Provider, WebhookDelivery, WebhookEndpoint
from providers.staffed import staffed_providers
from providers.webhooks import services
from providers.webhooks.describe import answer_of, described, described_message
from providers.webhooks.forms import ChangeForm, LogForm, NewEndpointForm
from providers.webhooks.guide import LEAD, VERIFYING, example_at, told_topics
from providers.webhooks.queries import (
    endpoints,
    endpoints_of,
    log_of,
    missed,
    with_last_tries,
)
from providers.webhooks.wording import problem

PER_PAGE = 20
TESTS = 10  # of one endpoint, in ten minutes


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """Where the systems of the providers that this person manages are told, and one more."""
    providers = _managed(request)
    form = NewEndpointForm(providers, request.POST or None)
    if request.method == "POST" and form.is_valid():
        endpoint = _add(request, form)
        if endpoint:
            return redirect("providers:webhook", endpoint.public_id)
    context = {
        "form": form,
        "several": len(providers) > 1,
        "organisation": providers[0].organisation,
        "rows": [described(each) for each in endpoints_of(providers)],
    }
    return render(request, "providers/webhooks/list.html", context)


@login_not_required
@require_safe
def webhook_guide(request: HttpRequest) -> HttpResponse:
    """For everybody: whoever programs a system has no account here."""
    context = {
        "example": example_at(services.url_of(LEAD)),
        "topics": told_topics(),
        "verifying": VERIFYING,
    }
    return render(request, "providers/webhooks/guide.html", context)


def _managed(request: HttpRequest) -> list[Provider]:
    visitor = visitor_of(request)
    providers = staffed_providers(visitor, Action.MANAGE)
    if providers:
        return providers
    # Staff know that there are such pages and may not open them; to others there are
    # none.
    if staffed_providers(visitor):
        raise PermissionDenied
    raise Http404


def _add(request: HttpRequest, form: NewEndpointForm) -> WebhookEndpoint | None:
    try:
        endpoint = services.add_endpoint(
            provider=form.chosen,
            address=form.cleaned_data["address"],
            topics=form.cleaned_data["topics"],
            by=request.user,
            now=timezone.now(),
        )
    except ProviderError as error:
        form.add_error(None, problem(error.code))
        return None
    messages.success(request, _("Kept. Now take its secret over into your system."))
    return endpoint


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """One of them: whether it answers, its secret, what was sent, what it is told."""
    endpoint = _own(request, endpoint_id)
    initial = ChangeForm.initial_of(endpoint)
    form = ChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_endpoint(
            endpoint=endpoint,
            **form.cleaned_data,
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("Kept."))
        return redirect("providers:webhook", endpoint_id)
    return _page(request, endpoint, form)


def _own(request: HttpRequest, endpoint_id: UUID) -> WebhookEndpoint:
    endpoint = get_object_or_404(endpoints(), public_id=endpoint_id)
    require(visitor_of(request), Action.MANAGE, endpoint.organisation)
    return endpoint


def _page(
    request: HttpRequest, endpoint: WebhookEndpoint, form: ChangeForm
) -> HttpResponse:
    log_form = LogForm(request.GET)
    state = log_form.cleaned_data["state"] if log_form.is_valid() else ""
    page = KeysFirst(log_of(endpoint, state), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "endpoint": endpoint,
        "row": described(endpoint),
        "form": form,
        "log_form": log_form,
        "state": state,
        "page": page,
        "log": [described_message(each) for each in with_last_tries(page)],
        "missed": missed(endpoint),
    }
    return render(request, "providers/webhooks/one.html", context)


@never_cache
@require_POST
def webhook_secret(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Shown once, turned over, or the one before ended."""
    endpoint = _own(request, endpoint_id)
    by, now = request.user, timezone.now()
    deed = request.POST.get("deed", "show")
    if deed == "turn":
        services.turn_over(endpoint=endpoint, by=by, now=now)
        messages.success(request, _("There is a new secret. Take it over now."))
    elif deed == "end":
        services.end_former(endpoint=endpoint, by=by, now=now)
        messages.success(request, _("From now on only the new secret signs."))
    else:
        return _shown(request, endpoint)
    return redirect("providers:webhook", endpoint_id)


def _shown(request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
    by, now = request.user, timezone.now()
    try:
        secret = services.show_secret(endpoint=endpoint, by=by, now=now)
    except ProviderError as error:
        messages.error(request, problem(error.code))
        return redirect("providers:webhook", endpoint.public_id)
    context = {"endpoint": endpoint, "row": described(endpoint), "secret": secret}
    return render(request, "providers/webhooks/secret.html", context)


@require_POST
def try_webhook(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    endpoint = _own(request, endpoint_id)
    if is_limited("webhook", str(endpoint_id), most=TESTS, seconds=600):
        messages.error(request, problem("tested_too_often"))
        return redirect("providers:webhook", endpoint_id)
    delivery = services.send_test(
        endpoint=endpoint,
        by=request.user,
        now=timezone.now(),
    )
    return redirect("providers:webhook_message", endpoint_id, delivery.public_id)


@require_POST
def resend_missed(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    endpoint = _own(request, endpoint_id)
    by, now = request.user, timezone.now()
    try:
        count = services.resend_missed(endpoint=endpoint, by=by, now=now)
    except ProviderError as error:
        messages.error(request, problem(error.code))
    else:
        words = ngettext(
            "%(count)s message is sent again.",
            "%(count)s messages are sent again.",
            count,
        )
        messages.success(request, words % {"count": count})
    return redirect("providers:webhook", endpoint_id)


@require_POST
def remove_webhook(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    endpoint = _own(request, endpoint_id)
    services.remove_endpoint(endpoint=endpoint, by=request.user, now=timezone.now())
    messages.success(request, _("Removed. Nothing more is sent there."))
    return redirect("providers:webhooks")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_message(
    request: HttpRequest, endpoint_id: UUID, message_id: UUID
) -> HttpResponse:
    """One message, word by word, and how each try ended; posted to, it is sent again."""
    endpoint = _own(request, endpoint_id)
    message = get_object_or_404(endpoint.deliveries, public_id=message_id)
    if request.method == "POST":
        _resend(request, message)
        return redirect("providers:webhook_message", endpoint_id, message_id)
    [logged] = with_last_tries([message])
    context = {
        "endpoint": endpoint,
        "message": message,
        "row": described_message(logged),
        "tries": [(each, answer_of(each)) for each in message.outcomes.all()],
    }
    return render(request, "providers/webhooks/message.html", context)


def _resend(request: HttpRequest, message: WebhookDelivery) -> None:
    try:
        services.resend(delivery=message, by=request.user, now=timezone.now())
    except ProviderError as error:
        messages.error(request, problem(error.code))
    else:
        messages.success(request, _("On its way again, under the same number."))
