"""Letters about pauses that nobody decided upon: why, until when, and what to do."""

from django.db import transaction
from django.urls import reverse

from accounts.access.actions import Action
from accounts.access.reviewing import people_who_may
from accounts.email import send_email
from accounts.site import at_site
from providers.models import Pause


def tell_of_pause(made: Pause) -> None:
    """After the transaction, to whoever may do something about it."""
    transaction.on_commit(lambda: _tell(made), robust=True)


def _tell(made: Pause) -> None:
    organisation = made.provider.organisation
    context = {
        "provider": organisation.name,
        "until": made.ends,
        "url": at_site(reverse("providers:leads")),
    }
    people = people_who_may(Action.FOLLOW_UP, organisation).distinct()
    for person in people:
        send_email("providers/email/paused", person.email, person.language, context)
