"""What machines ask for: whether the site is well, what may be searched, whom to tell of a hole."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap as list_pages
from django.core.cache import cache
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.site import at_site
from assessment.outages.reasons import database_answers, outage
from assessment.secret_addresses import SECRET
from providers.directory.sitemaps import SITEMAPS

PLAIN = "text/plain; charset=utf-8"
# Of persons and their work; the others are found by whoever searches.
NOT_SEARCHED = ("/tai-khoan/", "/cua-toi/", "/quan-tri/", "/suc-khoe/")
SECURITY_TOLD_FOR = timedelta(days=180)


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether the site can do its work: database and brakes answer. For who sends visitors here."""
    is_ready = not outage.lasts() and database_answers() and _brakes_answer()
    status = 200 if is_ready else 503
    return JsonResponse({"live": True, "ready": is_ready}, status=status)


def _brakes_answer() -> bool:
    try:
        cache.get("health")
    except (DatabaseError, OSError):  # of a server of another kind, as Redis
        return False
    return True


@login_not_required
@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """Whether this process answers at all. For who starts it anew where it does not."""
    return JsonResponse({"live": True})


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Secret addresses are named by their beginnings, which everybody may know."""
    closed = [f"Disallow: {path}" for path in sorted((*NOT_SEARCHED, *SECRET))]
    where = f"Sitemap: {at_site(reverse('sitemap'))}"
    lines = ["User-agent: *", *closed, where, ""]
    return HttpResponse("\n".join(lines), content_type=PLAIN)


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The pages that everybody may find: nothing of an enterprise is among them."""
    return list_pages(request, SITEMAPS)


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Without anybody to tell there is none."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    ends = (timezone.now() + SECURITY_TOLD_FOR).replace(microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {ends.isoformat()}",
        "Preferred-Languages: vi, en",
        f"Canonical: {at_site(request.path)}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=PLAIN)
