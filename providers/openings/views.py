"""The public page of a provider, for whoever was led there from a suggestion too."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access.visitors import visitor_of
from providers.directory import views
from providers.models import Provider
from providers.openings.services import note_opening

# In the address, by links of suggestions: templates of roadmap/suggestions/.
FROM, SUGGESTION = "tu", "goi-y"


@login_not_required
@require_safe
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """The same page for everybody; what comes of a suggestion is counted, and not by whom."""
    response = views.provider(request, slug)
    visitor = visitor_of(request)
    if request.GET.get(FROM) == SUGGESTION and visitor.user:
        opened = Provider.objects.get(slug=slug)
        note_opening(provider=opened, visitor=visitor, now=timezone.now())
    return response
