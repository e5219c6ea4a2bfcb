"""Passwords that are known from a breach, in a file on this machine: none of ours leaves it.

The file is that of Have I Been Pwned, "ordered by hash": lines of a SHA-1 in capitals, a colon
and how often it was seen. It is as large as a disk allows, so it is searched, not read.
"""

import hashlib
import logging
import os
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User

LENGTH = 40  # letters of a hash
log = logging.getLogger(__name__)


class BreachedValidator:
    """Asks nothing where no file is set."""

    def validate(self, password: str, user: User | None = None) -> None:
        if settings.BREACHED_PASSWORDS and _is_known(password):
            words = _(
                "This password was stolen from another site and is known to thieves. "
                "Please choose another one, and change it there too."
            )
            raise ValidationError(words, code="password_breached")

    def get_help_text(self) -> str:
        return ""


def _is_known(password: str) -> bool:
    """Whoever changes a password is not held up by a file that is away; the log tells of it."""
    try:
        with open(settings.BREACHED_PASSWORDS, "rb") as file:
            return is_in(file, password)
    except OSError as error:
        log.error("Breached passwords cannot be read: %s", type(error).__name__)  # noqa: TRY400
        return False


def is_in(file: BinaryIO, password: str) -> bool:
    # It only names what is in the file, and protects nothing.
    digest = hashlib.sha1(password.encode(), usedforsecurity=False)
    wanted = digest.hexdigest().upper().encode()
    low, high = 0, file.seek(0, os.SEEK_END)
    while low < high:
        middle = (low + high) // 2
        hash_there = _hash_from(file, middle)
        if hash_there and hash_there < wanted:
            low = middle + 1
        else:
            high = middle
    return _hash_from(file, low) == wanted


def _hash_from(file: BinaryIO, place: int) -> bytes:
    """Of the first line that begins there or later; nothing behind the last one."""
    file.seek(max(0, place - 1))
    if place:
        file.readline()
    return file.readline()[:LENGTH].upper()
