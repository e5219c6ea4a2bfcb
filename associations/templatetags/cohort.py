"""Ways from the figures of a cohort to the lists behind them."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def cell_url(context: template.Context, cell) -> str:
    """The list of those who stand in a cell of a cohort, as the page is filtered."""
    address = reverse("associations:cell", args=[context["association"].public_id])
    query = [context["asked"], urlencode(cell.query())]
    asked = "&".join(filter(None, query))
    return f"{address}?{asked}" if asked else address
