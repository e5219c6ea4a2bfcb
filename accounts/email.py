"""Sending letters.

A mail server that is away, refuses or never answers holds and breaks no page
(accounts.postbox), and no address goes into the log.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.audit.services import record_event
from accounts.models import AuditEvent, Organisation
from accounts.postbox import Letter, deliver, postbox
from language.plain_words import in_letter
from language.texts import spoken_to

log = logging.getLogger(__name__)

LOST = "letter.lost"


class LetterNotSentError(Exception):
    """For letters without which it makes no sense to go on."""


def send_email(
    template: str,
    to: str,
    language: str,
    context: Mapping[str, object],
    about: Organisation | None = None,
    tracked_as: str = "",
) -> bool:
    """A letter from <template>_subject.txt, .txt and .html; whether it is on its way.

    about: the enterprise it speaks of, which may be a household business. tracked_as: under
    what its audit log tells of a letter that the mail server refuses later.
    """
    is_household = about is not None and about.is_household_business
    with translation.override(spoken_to(language, is_household=is_household)):
        message = _letter(template, to, in_letter(context))

    note = _nothing
    if tracked_as:
        note = partial(_note_lost, about, tracked_as)
    return send_message(message, note)


def _letter(
    template: str, to: str, context: Mapping[str, object]
) -> EmailMultiAlternatives:
    lines = render_to_string(f"{template}_subject.txt", context)
    # Django refuses a subject with a line break.
    subject = " ".join(lines.split())

    text = render_to_string(f"{template}.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[to])

    html = render_to_string(f"{template}.html", {**context, "subject": subject})
    message.attach_alternative(html, "text/html")
    return message


def _nothing() -> None:
    pass


def send_message(
    message: EmailMessage, on_failure: Callable[[], object] = _nothing
) -> bool:
    """Whether it is on its way: in the postbox of a web process, else with the mail server.

    on_failure: called where it is lost after all, once the page has been answered.
    """
    box = postbox()
    if box is None:
        return deliver(message)
    if box.is_full():
        log.error("A letter could not be sent: too many are waiting")
        return False

    letter = Letter(message, on_failure)
    transaction.on_commit(partial(box.post, letter))
    return True


def _note_lost(about: Organisation | None, subject: str) -> None:
    now = timezone.now()
    record_event(action=LOST, organisation=about, actor=None, subject=subject, now=now)


def lost_letters(organisation_id: int) -> dict[str, datetime]:
    """When the last letter of each name was lost, by what it is tracked as."""
    lost = AuditEvent.objects.filter(organisation=organisation_id, action=LOST)
    last = lost.order_by("subject").values("subject").annotate(last=Max("at"))
    return dict(last.values_list("subject", "last"))
