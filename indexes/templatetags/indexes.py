"""How long answering takes, for pages of every package."""

from django import template
from django.utils import timezone

from indexes.offers import usual_minutes

register = template.Library()


@register.simple_tag
def minutes_to_answer() -> int | None:
    return usual_minutes(timezone.localdate())
