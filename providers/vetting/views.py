"""Vetting in the open: by which criteria, and in numbers."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.access.visitors import visitor_of
from providers.staffed import staffed_providers
from providers.vetting.applications.queries import public_numbers
from providers.vetting.criteria.queries import criteria_on
from providers.wording import CONFIDENCE

A_YEAR = timedelta(days=365)


@login_not_required
@require_safe
def vetting(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    criteria = criteria_on(localdate(now))
    visitor = visitor_of(request)
    context = {
        "criteria": criteria,
        "confidence": CONFIDENCE[criteria.confidence],
        "numbers": public_numbers(now - A_YEAR),
        "works_for_one": bool(visitor.roles and staffed_providers(visitor)),
    }
    return render(request, "providers/vetting/vetting.html", context)
