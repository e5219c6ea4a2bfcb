"""{% once %} stands beside {% csrf_token %} in every form whose post makes something."""

from secrets import token_urlsafe

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.posting import FIELD

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The id of this form as it is rendered now: sent twice, it makes one thing."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', FIELD, token_urlsafe(16)
    )
