"""Hôm nay: the first page of an association, with what waits for somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.visitors import visitor_of
from associations.lists import own_association
from associations.today.queries import waiting_for
from associations.today.sources import Desk


@never_cache
@require_safe
def today(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id)
    now = timezone.now()
    desk = Desk(association, visitor_of(request), now)
    context = {
        "association": association,
        "day": timezone.localdate(now),
        "waiting": waiting_for(desk),
    }
    return render(request, "associations/today/today.html", context)
