"""The page behind the link of a letter, and the page of an account with what it has stopped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.links.views import link_ended
from accounts.outbox.stopping.queries import stops_of
from accounts.outbox.stopping.services import stop_letters, want_letters_again
from accounts.outbox.stopping.unasked import opened

ONE_CLICK = "List-Unsubscribe"


# A mail program sends the one click (RFC 8058), with nothing but the secret of the address.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return render(request, "accounts/stop_letters.html")
    of = opened(token)
    if of is None:
        return link_ended(request)
    unasked, address = of
    stop_letters(unasked=unasked, address=address, now=timezone.now())
    if ONE_CLICK in request.POST:
        return HttpResponse(status=204)
    words = _("Stopped: %(sender)s writes you no more letters of this kind.")
    messages.success(request, words % {"sender": unasked.sender.name})
    return redirect("home")


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    stops = stops_of(request.user)
    return render(request, "accounts/letters.html", {"stops": stops})


@require_POST
def again(request: HttpRequest, public_id) -> HttpResponse:
    stop = get_object_or_404(stops_of(request.user), public_id=public_id)
    want_letters_again(stop=stop, by=request.user, now=timezone.now())
    messages.success(
        request,
        _("%(sender)s may write to you again.") % {"sender": stop.sender.name},
    )
    return redirect("account_letters")
