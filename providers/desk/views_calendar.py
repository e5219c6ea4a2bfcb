"""What is due, in a calendar: as a file, or by a link that a calendar program reads by itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action
from accounts.access.reviewing import people_who_may
from accounts.access.visitors import person_of
from accounts.calendars import CONTENT_TYPE
from accounts.ratelimit import is_limited
from accounts.site import at_site
from accounts.tokens import token_hash
from providers.desk.calendar import calendar_of, leads_for_calendar
from providers.desk.services import end_calendar_link, make_calendar_link
from providers.desk.views import file_answer, own_provider
from providers.models import CalendarLink

AN_HOUR = 60  # fetches by one link; calendar programs come every quarter of one


@never_cache
@require_safe
def calendar(request: HttpRequest, public_id) -> HttpResponse:
    provider = own_provider(request, public_id)
    leads = leads_for_calendar(provider, timezone.now())
    content = calendar_of(provider, leads)
    return file_answer(content, CONTENT_TYPE, "viec-den-han.ics")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_link(request: HttpRequest, public_id) -> HttpResponse:
    """One's own link: made, renewed, ended. Its address is on no other page than this one's."""
    provider = own_provider(request, public_id)
    who = {"provider": provider, "by": person_of(request), "now": timezone.now()}
    address = ""
    if request.POST.get("deed") == "end":
        end_calendar_link(**who)
        messages.success(request, _("Ended: that address shows nothing any more."))
        return redirect("providers:desk_calendar_link", public_id)
    if request.method == "POST":
        token = make_calendar_link(**who)
        address = at_site(reverse("providers:calendar_feed", args=[token]))
    links = CalendarLink.objects.filter(user=who["by"], provider=provider)
    context = {
        "organisation": provider.organisation,
        "link": links.first(),
        "address": address,
    }
    return render(request, "providers/desk/calendar_link.html", context)


@login_not_required
@never_cache
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Read by programs, so no button stands before it; it names no enterprise.

    Whoever works there no more has a link that shows nothing, as one that was never made.
    """
    links = CalendarLink.objects.select_related("user", "provider__organisation")
    link = links.filter(token_hash=token_hash(token)).first()
    if link is None:
        raise Http404
    staff = people_who_may(Action.STAFF, link.provider.organisation)
    if not staff.filter(pk=link.user_id).exists():
        raise Http404
    if is_limited("calendar", link.token_hash, most=AN_HOUR, seconds=3600):
        return HttpResponse(status=429)
    leads = leads_for_calendar(link.provider, timezone.now())
    with translation.override(link.user.language):
        content = calendar_of(link.provider, leads)
    return HttpResponse(content, content_type=CONTENT_TYPE)
