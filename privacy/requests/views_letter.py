"""For whoever has no account: an address is typed, a letter goes there, its link opens the page.

The answer is the same whether or not anything is kept: nothing is looked up before.
"""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.links.views import link_ended, silent_page
from accounts.ratelimit import address_of, is_limited, slow_down
from language.texts import language
from privacy.requests.asking import CONFIRMED, confirm
from privacy.requests.errors import RequestError
from privacy.requests.forms import AddressForm
from privacy.requests.links import (
    end_address_link,
    open_address_link,
    send_address_link,
)

# To one address, and asked for from one place.
LETTERS_A_DAY, LETTERS_AN_HOUR = 3, 20
A_DAY, AN_HOUR = 86_400, 3600  # seconds
FORM = ["GET", "HEAD", "POST"]
# In the session: the public id of the link that was last sent from here.
SENT = "data_link_sent"


@login_not_required
@never_cache
@require_http_methods(FORM)
def by_letter(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and "end" in request.POST:
        return _end(request)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = address_of(request)
        is_flood = is_limited(
            "data-letters-from", place, most=LETTERS_AN_HOUR, seconds=AN_HOUR
        )
        if is_flood:
            return slow_down(request)
        return _send(request, form.cleaned_data["email"])
    context = {"form": form, "is_sent": SENT in request.session}
    return render(request, "privacy/by_letter.html", context)


def _send(request: HttpRequest, email: str) -> HttpResponse:
    """The link that was sent from here before ends: its address may have been mistyped."""
    end_address_link(request.session.get(SENT, ""))
    # One mailbox is not filled from here, and nobody learns that it has had enough.
    is_enough = is_limited("data-letters", email, most=LETTERS_A_DAY, seconds=A_DAY)
    sent = uuid4()
    if not is_enough:
        now = timezone.now()
        sent = send_address_link(email=email, language=language(), now=now).public_id
    request.session[SENT] = str(sent)
    words = _(
        "A letter is on its way to this address. Its link works for 24 hours. If none comes, "
        "please look in the spam folder."
    )
    messages.success(request, words)
    return redirect("privacy:by_letter")


def _end(request: HttpRequest) -> HttpResponse:
    """Also of one that was opened here: whoever uses this browser next sees nothing."""
    for name in (SENT, CONFIRMED):
        end_address_link(request.session.pop(name, ""))
    messages.success(
        request, _("Ended: the link that was sent opens nothing any more.")
    )
    return redirect("privacy:by_letter")


@login_not_required
@never_cache
@require_http_methods(FORM)
def open_letter(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return silent_page(request)
    try:
        link = open_address_link(token=token, now=timezone.now())
    except RequestError:
        return link_ended(request)
    confirm(request, link)
    return redirect("privacy:mine")
