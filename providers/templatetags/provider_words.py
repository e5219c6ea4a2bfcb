"""Words of providers in templates."""

from collections.abc import Mapping

from django import template

from providers.matching.explain import describe
from providers.matching.queries import recommendation_of
from providers.wording import STATE_BADGES, STATES
from providers.wording import problem as words_of
from survey.models import Result

register = template.Library()


@register.filter
def of(mapping: Mapping, key: str) -> object:
    """Django's dot takes no key that stands in a variable."""
    return mapping.get(key)


@register.filter
def problem(code: str) -> str:
    return words_of(code)


@register.filter
def state_name(state: str) -> str:
    return str(STATES[state])


@register.filter
def state_badge(state: str) -> str:
    return STATE_BADGES[state]


@register.inclusion_tag("providers/who_can_help.html", takes_context=True)
def who_can_help(context: dict, result: Result) -> dict:
    """The block of the result page for its owner: the first suggestions, or how to get them."""
    stored = recommendation_of(result)
    page = describe(stored.content, result.index) if stored else None
    return {
        "result": result,
        "stored": stored,
        "page": page,
        # An included template has a context of its own, and the block holds a form.
        "csrf_token": context.get("csrf_token"),
    }
