"""Sending letters: they are written into the outbox, and leave from there (accounts.outbox).

A mail server that is away, refuses or never answers holds and breaks no page, and no address
goes into the log.
"""

from collections.abc import Mapping
from datetime import datetime

from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import Consent, Letter, Organisation
from accounts.outbox.services import write_letter
from accounts.outbox.stopping.unasked import Unasked
from language.plain_words import in_letter
from language.texts import spoken_to

IN_VAIN = (Letter.State.REFUSED, Letter.State.FAILED, Letter.State.UNSURE)


class LetterNotSentError(Exception):
    """For letters without which it makes no sense to go on."""


def send_email(
    template: str,
    to: str,
    language: str,
    context: Mapping[str, object],
    about: Organisation | None = None,
    tracked_as: str = "",
    key: str = "",
    unasked: Unasked | None = None,
    under: Consent | None = None,
) -> bool:
    """A letter from <template>_subject.txt, .txt and .html; whether it is on its way.

    about: the enterprise it speaks of, which may be a household business. tracked_as: under
    what it is told whether it left. key: for the same reason it is written once. unasked: by
    whom, where the reader did not ask for it; it then says how to get no more of its kind, and
    is not written to whoever said so. under: the consent that lets its reader know; once that
    is taken back it leaves no more.
    """
    context = {**context, **_said_of(unasked, to)}
    is_household = about is not None and about.is_household_business
    with translation.override(spoken_to(language, is_household=is_household)):
        message = _letter(template, to, in_letter(context))
        return write_letter(
            message,
            kind=template,
            about=about,
            tracked_as=tracked_as,
            key=key,
            unasked=unasked,
            under=under,
        )


def _said_of(unasked: Unasked | None, to: str) -> dict[str, str]:
    if unasked is None:
        return {}
    return {"sender": unasked.sender.name, "stop_url": unasked.stop_url(to)}


def _letter(
    template: str, to: str, context: Mapping[str, object]
) -> EmailMultiAlternatives:
    lines = render_to_string(f"{template}_subject.txt", context)
    # Django refuses a subject with a line break.
    subject = " ".join(lines.split())

    text = render_to_string(f"{template}.txt", context)
    if "stop_url" in context:
        text += "\n" + render_to_string("accounts/unasked.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[to])

    html = render_to_string(f"{template}.html", {**context, "subject": subject})
    message.attach_alternative(html, "text/html")
    return message


def lost_letters(organisation_id: int) -> dict[str, datetime]:
    """When a letter of each name was last tried in vain, by what it is tracked as.

    Those tried again later count: whoever asked for one may want to do something else.
    """
    in_vain = Q(state__in=IN_VAIN) | Q(state=Letter.State.WAITING, tries__gt=0)
    tracked = Letter.objects.filter(in_vain, about=organisation_id).exclude(
        tracked_as=""
    )
    return dict(tracked.order_by("tried_at").values_list("tracked_as", "tried_at"))
