"""Addresses that no letter is written to any more."""

from datetime import datetime

from django.utils.crypto import salted_hmac

from accounts.models import BadAddress


def folded(address: str) -> str:
    """Two ways of writing one mailbox, as nearly all servers have it."""
    return address.strip().lower()


def mark_of(address: str, salt: str) -> str:
    """Only compared: whether a letter goes where another one went. "" for none."""
    if not address:
        return ""
    mailbox = folded(address)
    return salted_hmac(salt, mailbox, algorithm="sha256").hexdigest()


def is_bad(address: str) -> bool:
    return BadAddress.objects.filter(address=folded(address)).exists()


def mark_bad(address: str, why: BadAddress.Why, now: datetime) -> None:
    BadAddress.objects.get_or_create(
        address=folded(address),
        defaults={"why": why, "since": now},
    )
