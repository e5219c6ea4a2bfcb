"""Letters to a person about a request: one for each step, in the language it was made in.

And one to whoever answers for it at the operator's.
"""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.urls import reverse

from accounts.email import send_email
from accounts.site import at_site
from privacy.models import AddressLink, PersonRequest, RequestStep
from privacy.operator import operator
from privacy.requests import clocks


def tell(request: PersonRequest, step: RequestStep) -> Callable[[], bool]:
    """The letter, to be sent once all is kept; all that it says is taken now."""
    context = {
        "action": step.action,
        "kind": request.kind,
        "number": str(request.public_id),
        "reason": step.words,
        "acknowledge_by": request.acknowledge_by,
        "due_on": request.due_on,
        "days": clocks.days(request.kind),
    }
    return partial(
        send_email, "privacy/email/step", request.email, request.language, context
    )


def tell_responsible(request: PersonRequest) -> bool:
    """That something is to be acknowledged, with nothing of what was written or by whom."""
    named = operator()
    # The demo's is invented, and nobody reads there.
    if named is None or named.is_invented:
        return False
    page = reverse("admin:privacy_personrequest_change", args=[request.pk])
    context = {
        "kind": request.kind,
        "number": str(request.public_id),
        "acknowledge_by": request.acknowledge_by,
        "due_on": request.due_on,
        "url": at_site(page),
    }
    return send_email(
        "privacy/email/queue",
        named.responsible_email,
        settings.LANGUAGE_CODE,
        context,
    )


def send_link(link: AddressLink, token: str) -> bool:
    context = {
        "url": at_site(reverse("privacy:open_letter", args=[token])),
        "expires_at": link.expires_at,
    }
    return send_email("privacy/email/link", link.email, link.language, context)
