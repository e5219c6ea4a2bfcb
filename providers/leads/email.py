"""Letters about leads: one event each, or all of a day in one; a link, and no personal data
that the reader does not need.

They are written into the outbox in the transaction of what they tell of: whoever is killed
between the two leaves neither.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.email import send_email
from accounts.models import Consent, Membership, User
from accounts.site import at_site
from providers.leads.queries import tells_contact
from providers.leads.wording import NEWS
from providers.models import Lead, LeadNotice, Side

log = logging.getLogger(__name__)

# Letters with words of their own; the others say what `NEWS` says.
OWN_WORDS = {
    (Side.PROVIDER, "lead.asked"),
    (Side.PROVIDER, "lead.withdrawn"),
    (Side.ENTERPRISE, "lead.accepted"),
    (Side.ENTERPRISE, "lead.declined"),
}
# Taken back together with the consent, where they have not left.
UNDER_CONSENT = ("lead.asked", "lead.reminded", "lead.message")
PAGES = {Side.PROVIDER: "providers:lead", Side.ENTERPRISE: "providers:asked"}


@dataclass(frozen=True)
class Reader:
    address: str
    language: str
    user: User | None = None


def tell(
    side: Side, name: str, lead: Lead, now: datetime, others: Sequence[str] = ()
) -> None:
    """Everybody on this side gets a letter, or a line in the one of the day.

    name: of the event, "lead.accepted". others: who else could help. One that cannot be
    written undoes nothing.
    """
    try:
        with transaction.atomic():
            for reader in _readers(side, lead):
                _tell(reader, side, name, lead, now, others)
    except Exception:
        log.exception("A letter about a request could not be written")


def _readers(side: Side, lead: Lead) -> Iterable[Reader]:
    if side == Side.ENTERPRISE:
        return [_who_asked(lead)]
    # To its public address while nobody of it has an account.
    return _staff(lead) or [Reader(lead.provider.email, settings.LANGUAGE_CODE)]


def _staff(lead: Lead) -> list[Reader]:
    members = Membership.objects.filter(
        organisation=lead.provider.organisation, user__is_active=True
    ).select_related("user__lead_letters")
    return [_reader(member.user) for member in members.order_by("pk")]


def _who_asked(lead: Lead) -> Reader:
    # What was typed into the form is for the provider; who has an account reads there.
    if lead.asked_by:
        return _reader(lead.asked_by)
    return Reader(lead.contact_email, settings.LANGUAGE_CODE)


def _reader(user: User) -> Reader:
    return Reader(user.email, user.language, user)


def _tell(
    reader: Reader,
    side: Side,
    name: str,
    lead: Lead,
    now: datetime,
    others: Sequence[str],
) -> None:
    # A provider may have no public address; its page still lists the request.
    if not reader.address:
        return
    if reader.user and wants_daily(reader.user):
        LeadNotice.objects.create(
            user=reader.user, lead=lead, side=side, name=name, at=now
        )
        return
    _write(reader, side, name, lead, others)


def wants_daily(user: User) -> bool:
    letters = getattr(user, "lead_letters", None)
    return letters is not None and letters.daily


def _write(
    reader: Reader, side: Side, name: str, lead: Lead, others: Sequence[str]
) -> None:
    context = {
        "provider": lead.provider.organisation.name,
        "until": lead.due_on,
        "by_messages": not tells_contact(lead),
        "hear_by": lead.due_on if name == "lead.asked" else None,
        "url": url_of(side, lead),
    }
    letter = "request_news"
    if (side, name) in OWN_WORDS:
        letter = f"{side}_{name.removeprefix('lead.')}"
    else:
        subject, news = NEWS[side, name]
        # As the reader knows it: the provider by its name, an enterprise by no name.
        context |= {"title": subject, "news": news, "others": list(others)}
        context["is_provider"] = side == Side.PROVIDER
    send_email(
        f"providers/email/{letter}",
        reader.address,
        reader.language,
        context,
        lead.organisation,
        under=_under(name, lead),
    )


def url_of(side: str, lead: Lead) -> str:
    return at_site(reverse(PAGES[Side(side)], args=[lead.public_id]))


def _under(name: str, lead: Lead) -> Consent | None:
    # That it was taken back is told also when nothing else may be.
    return lead.consent if name in UNDER_CONSENT else None
