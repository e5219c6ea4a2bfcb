"""What the pages around signing in need besides the frame's tags."""

from collections.abc import Iterable, Sequence

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD, DemoAccount
from accounts.models import User

register = template.Library()


@register.filter
def plain_fields(form: BaseForm) -> Iterable[BoundField]:
    """The fields without placeholders: the label says it already, and stays when one types."""
    for field in form:
        field.field.widget.attrs.pop("placeholder", None)
        yield field


@register.simple_tag
def demo_accounts() -> Sequence[DemoAccount]:
    """The demo's sign-ins that exist here; none outside a development site."""
    if not settings.DEBUG:
        return ()
    known = set(User.objects.filter(email__in=[each.email for each in DEMO_ACCOUNTS]).values_list("email", flat=True))
    return [each for each in DEMO_ACCOUNTS if each.email in known]


@register.simple_tag
def demo_password() -> str:
    return DEMO_PASSWORD
