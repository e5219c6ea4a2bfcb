"""Addresses that no letter is written to any more."""

from datetime import datetime

from accounts.models import BadAddress


def folded(address: str) -> str:
    """Two ways of writing one mailbox, as nearly all servers have it."""
    return address.strip().lower()


def is_bad(address: str) -> bool:
    return BadAddress.objects.filter(address=folded(address)).exists()


def mark_bad(address: str, why: BadAddress.Why, now: datetime) -> None:
    BadAddress.objects.get_or_create(
        address=folded(address),
        defaults={"why": why, "since": now},
    )
