"""Ways from the figures of a cohort to the lists behind them."""

from urllib.parse import urlencode

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def cell_url(context: template.Context, cell) -> str:
    """The list of those who stand in a cell of a cohort, as the page is filtered."""
    asked = urlencode(context["form"].asked() | cell.query())
    address = context["lists"]
    return f"{address}?{asked}" if asked else address
