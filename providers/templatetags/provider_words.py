"""Words of providers in templates."""

from collections.abc import Mapping
from datetime import date

from django import template

from language.formats import day
from providers.wording import STATE_BADGES, STATES
from providers.wording import problem as words_of

register = template.Library()


@register.filter
def of(mapping: Mapping, key: str) -> object:
    """Django's dot takes no key that stands in a variable."""
    return mapping.get(key)


@register.filter
def typed_day(typed: str) -> str:
    """A day as a field of a form has it, as people read it; anything else as it is."""
    # Of a draft nothing may have been typed yet.
    if not typed:
        return ""
    try:
        return day(date.fromisoformat(typed))
    except ValueError:
        return typed


@register.filter
def problem(code: str) -> str:
    return words_of(code)


@register.filter
def state_name(state: str) -> str:
    return str(STATES[state])


@register.filter
def state_badge(state: str) -> str:
    return STATE_BADGES[state]
