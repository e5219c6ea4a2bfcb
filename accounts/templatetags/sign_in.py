"""What the pages around signing in need besides the frame's tags."""

from collections.abc import Iterable, Sequence

from allauth.usersessions.models import UserSession
from django import template
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access.visitors import visitor_of
from accounts.audit.whence import kind_of_browser
from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD, DemoAccount
from accounts.held import LEFT, left_out
from accounts.models import Organisation, User
from language.formats import lasting

register = template.Library()
FEW_DAYS = 2


@register.filter
def plain_fields(form: BaseForm) -> Iterable[BoundField]:
    """The fields without placeholders: the label says it already, and stays when one types.

    The rules of a new password in one line; which of them is not met, the error says.
    """
    for field in form:
        field.field.widget.attrs.pop("placeholder", None)
        if field.name == "password1":
            field.help_text = _password_rules()
        yield field


def _password_rules() -> str:
    validators = get_default_password_validators()
    lengths = (getattr(each, "min_length", None) for each in validators)
    rules = _(
        "At least %(count)s characters; not like your email, and not one that many people use."
    )
    return rules % {"count": next(filter(None, lengths))}


@register.simple_tag
def demo_accounts() -> Sequence[DemoAccount]:
    """The demo's sign-ins that exist here; none outside a development site."""
    if not settings.DEBUG:
        return ()
    emails = [account.email for account in DEMO_ACCOUNTS]
    users = User.objects.filter(email__in=emails)
    known = set(users.values_list("email", flat=True))
    return [account for account in DEMO_ACCOUNTS if account.email in known]


@register.simple_tag(takes_context=True)
def drafts_in_no_account(context: template.Context) -> Sequence[Organisation]:
    """What was started in this browser and no account has taken over: signing out lets go of it.

    `is_left`: ticked in the form of signing up as not to be kept, by the `box` of that name.
    `is_begun_here`: else it came by a link, and the browser it began in is asked first.
    """
    request = context["request"]
    left = left_out(request)
    visitor = visitor_of(request)
    held = list(visitor.held.enterprises())
    for enterprise in held:
        enterprise.is_left = str(enterprise.public_id) in left
        enterprise.box = LEFT
        enterprise.is_begun_here = visitor.held.has_begun(enterprise)
    return held


@register.simple_tag
def demo_password() -> str:
    return DEMO_PASSWORD


@register.simple_tag
def browser_of(session: UserSession) -> str:
    return kind_of_browser(session.user_agent) or _("A browser we do not know")


@register.filter
def as_length(seconds: int) -> str:
    """In whole days, or in hours where they are few."""
    days, hours = round(seconds / 86_400), max(1, round(seconds / 3600))
    if days < FEW_DAYS:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return lasting(days)
