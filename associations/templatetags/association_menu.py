"""The menu of an association's pages: each wing has its item here, in the order of a day's work."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.access.actions import Action, may
from accounts.access.visitors import visitor_of
from accounts.models import Organisation

register = template.Library()
# The name of the page, its words, and who finds it there: nobody is led to a refusal.
ITEMS = (
    ("today", _("Today"), Action.STAFF),
    ("members", _("Members"), Action.STAFF),
    ("campaigns", _("Campaigns"), Action.STAFF),
    ("review_queue", _("Reviews"), Action.REVIEW),
    ("results", pgettext_lazy("menu", "Results"), Action.STAFF),
    ("cohort", pgettext_lazy("menu", "Overview"), Action.STAFF),
    ("vetting", _("Providers"), Action.VET),
    ("team", _("My team"), Action.STAFF),
)


@register.inclusion_tag("associations/menu.html", takes_context=True)
def association_menu(
    context: template.Context, association: Organisation, inside: str = ""
) -> dict:
    """inside: the item of a page whose address does not tell to which it belongs."""
    request = context["request"]
    visitor = visitor_of(request)
    items = []
    for name, words, action in ITEMS:
        if not may(visitor, action, association):
            continue
        url = reverse(f"associations:{name}", args=[association.public_id])
        current = "true" if name == inside else _current(request.path, url)
        items.append({"url": url, "words": words, "current": current})
    return {"association": association, "items": items}


def _current(path: str, url: str) -> str:
    """Of an item, or of a page below it, as aria-current has it."""
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
