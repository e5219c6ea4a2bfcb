"""Letters to a person about a request: one for each step, in the language it was made in."""

from collections.abc import Callable
from functools import partial

from django.urls import reverse

from accounts.email import send_email
from accounts.site import at_site
from privacy.models import AddressLink, PersonRequest, RequestStep
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


def send_link(link: AddressLink, token: str) -> bool:
    context = {
        "url": at_site(reverse("privacy:open_letter", args=[token])),
        "expires_at": link.expires_at,
    }
    return send_email("privacy/email/link", link.email, link.language, context)
