"""Letters of vetting: to the provider, to officers, to customers. None tells what was written."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from accounts.access.actions import Action
from accounts.access.reviewing import people_who_may
from accounts.email import send_email
from accounts.models import LetterStop, User
from accounts.outbox.stopping.unasked import Unasked
from accounts.site import at_site
from providers.models import Application, Reference
from providers.vetting.wording import TO_OFFICERS, TO_PROVIDER

FOLDER = "providers/vetting/email"


def tell_provider(application: Application, letter: str) -> None:
    # What was decided, and why, stands on the page alone.
    path = reverse("providers:vetting_application", args=[application.public_id])
    subject, words = TO_PROVIDER[letter]
    context = {
        "provider": application.provider.organisation.name,
        "association": application.association.name,
        "subject": subject,
        "words": words,
        "due": application.due_on,
        "until": application.valid_until,
        "url": at_site(path),
    }
    organisation = application.provider.organisation
    for person in people_who_may(Action.FOLLOW_UP, organisation):
        letter_file = f"{FOLDER}/to_provider"
        send_email(letter_file, person.email, person.language, context)


def tell_officers(application: Application, letter: str) -> None:
    _tell(application, letter, people_who_may(Action.VET, application.association))


def tell_officer(application: Application, officer: User) -> None:
    """That a colleague handed it to this one."""
    _tell(application, "handed", [officer])


def _tell(application: Application, letter: str, people: Iterable[User]) -> None:
    association = application.association
    path = reverse(
        "associations:vetting_application",
        args=[association.public_id, application.public_id],
    )
    subject, words = TO_OFFICERS[letter]
    context = {
        "provider": application.provider.organisation.name,
        "association": association.name,
        "subject": subject,
        "words": words,
        "due": application.due_on,
        "url": at_site(path),
    }
    for person in people:
        letter_file = f"{FOLDER}/to_officers"
        send_email(letter_file, person.email, person.language, context)


def ask_customer(reference: Reference, token: str, until: date) -> None:
    """Three questions, by a link with a secret. It knows of nothing yet."""
    application = reference.application
    context = {
        "provider": application.provider.organisation.name,
        "association": application.association.name,
        "customer": reference.name,
        "name": reference.contact_name,
        "until": until,
        "url": at_site(reverse("providers:customer_link", args=[token])),
        "data_url": at_site(reverse("privacy:by_letter")),
    }
    unasked = Unasked(application.association, LetterStop.Kind.CUSTOMERS)
    # Who it is is not known: Vietnamese, as the site speaks by itself.
    send_email(f"{FOLDER}/customer", reference.email, "vi", context, unasked=unasked)
