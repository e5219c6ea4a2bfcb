"""Links to an address, for whoever has no account; of their tokens only hashes are kept."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from accounts.audit.services import record_event
from accounts.tokens import token_hash
from privacy.models import AddressLink
from privacy.requests.email import send_link
from privacy.requests.errors import RequestError

STANDS_FOR = timedelta(hours=24)


def send_address_link(*, email: str, language: str, now: datetime) -> AddressLink:
    """Nothing is looked up: the answer is the same for everybody.

    Older ones to the same address stand on: anybody can have a link sent.
    """
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        # Addresses of strangers are kept no longer than their links stand.
        forget_address_links(ended_before=now)
        link = AddressLink.objects.create(
            email=email,
            token_hash=token_hash(token),
            language=language,
            made_at=now,
            expires_at=now + STANDS_FOR,
        )
    # After the transaction: a slow mail server holds no lock.
    send_link(link, token)
    return link


def end_address_link(public_id: str) -> None:
    """It opens nothing any more, also where it was opened already; nothing where there is none."""
    if public_id:
        AddressLink.objects.filter(public_id=public_id).delete()


@transaction.atomic
def take_back_link(public_id: str) -> str:
    """By whoever had it sent, as long as nobody opened it. The address; "" where nothing ended."""
    if not public_id:
        return ""
    unopened = AddressLink.objects.filter(public_id=public_id, opened_at__isnull=True)
    link = unopened.select_for_update().first()
    if link is None:
        return ""
    link.delete()
    return link.email


@transaction.atomic
def open_address_link(*, token: str, now: datetime) -> AddressLink:
    """Raises RequestError: link_ended, also where there never was one."""
    links = AddressLink.objects.select_for_update().filter(token_hash=token_hash(token))
    link = links.filter(expires_at__gt=now).first()
    if link is None:
        raise RequestError("link_ended")
    if link.opened_at is None:
        link.opened_at = now
        link.save(update_fields=["opened_at"])
    record_event(
        action="privacy.address_confirmed",
        organisation=None,
        actor=None,
        subject=f"address_link:{link.public_id}",
        now=now,
    )
    return link


def standing_link(public_id: str, now: datetime) -> AddressLink | None:
    return AddressLink.objects.filter(public_id=public_id, expires_at__gt=now).first()


def forget_address_links(*, ended_before: datetime) -> int:
    """With their addresses; how many."""
    number, _by_model = AddressLink.objects.filter(
        expires_at__lte=ended_before
    ).delete()
    return number
