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
from accounts.ratelimit import address_of, give_back, is_limited, slow_down
from language.texts import language
from privacy.requests.asking import CONFIRMED, confirm
from privacy.requests.errors import RequestError
from privacy.requests.forms import AddressForm
from privacy.requests.links import (
    end_address_link,
    open_address_link,
    send_address_link,
    take_back_link,
)

# To one address from one place, whose links stand at once, and from one place to all.
LETTERS_A_DAY, LETTERS_STANDING, LETTERS_AN_HOUR = 3, 12, 20
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
        return _send(request, form.cleaned_data["email"], place)
    context = {"form": form, "is_sent": SENT in request.session}
    return render(request, "privacy/by_letter.html", context)


def _send(request: HttpRequest, email: str, place: str) -> HttpResponse:
    """The link that was sent from here before ends: its address may have been mistyped.

    Where the mailbox has had enough that one stays, and nobody learns it.
    """
    before, now = request.session.get(SENT, ""), timezone.now()
    if not _is_enough(email, place):
        _take_back(before)
        link = send_address_link(email=email, language=language(), now=now)
        before = str(link.public_id)
    request.session[SENT] = before or str(uuid4())
    words = _(
        "A letter is on its way to this address. Its link works for 24 hours. If none comes, "
        "please look in the spam folder."
    )
    messages.success(request, words)
    return redirect("privacy:by_letter")


def _is_enough(email: str, place: str) -> bool:
    """One mailbox is not filled from here, and no stranger uses up the turns of its reader."""
    from_here = f"{email} {place}"
    if is_limited("data-letters", from_here, most=LETTERS_A_DAY, seconds=A_DAY):
        return True
    is_full = is_limited("data-letters-to", email, most=LETTERS_STANDING, seconds=A_DAY)
    if is_full:
        give_back("data-letters-to", email)
    return is_full


def _take_back(public_id: str) -> None:
    """The reader has a turn again in place of a link that opens nothing any more."""
    email = take_back_link(public_id)
    if email:
        give_back("data-letters-to", email)


def _end(request: HttpRequest) -> HttpResponse:
    """Also of one that was opened here: whoever uses this browser next sees nothing."""
    end_address_link(request.session.pop(CONFIRMED, ""))
    _take_back(request.session.pop(SENT, ""))
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
