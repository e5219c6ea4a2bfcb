"""The menu of a provider's own pages, in the order of a day's work."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access.actions import Action, may
from accounts.access.visitors import visitor_of
from accounts.models import Organisation

register = template.Library()
# The name of the page, its words, who finds it there, and whether its address names the provider.
ITEMS = (
    ("desk", _("Our desk"), Action.STAFF, True),
    ("leads", _("Requests"), Action.STAFF, False),
    ("own_entries", _("What we offer"), Action.STAFF, True),
    ("own_ratings", _("Ratings"), Action.STAFF, False),
    ("own_vetting", _("Our vetting"), Action.STAFF, False),
    ("team", _("My team"), Action.STAFF, True),
    ("webhooks", _("Webhooks"), Action.MANAGE, False),
)


@register.inclusion_tag("providers/menu.html", takes_context=True)
def provider_menu(context: template.Context, organisation: Organisation) -> dict:
    request = context["request"]
    visitor = visitor_of(request)
    items = []
    for name, words, action, is_named in ITEMS:
        if not may(visitor, action, organisation):
            continue
        of = [organisation.public_id] if is_named else []
        url = reverse(f"providers:{name}", args=of)
        items.append({"url": url, "words": words, "current": _current(request, url)})
    return {"organisation": organisation, "items": items}


def _current(request, url: str) -> str:
    """Of an item, or of a page below it, as aria-current has it."""
    if request.path == url:
        return "page"
    return "true" if request.path.startswith(url) else ""
