"""A brake on doing the same thing again and again. Counted in the cache, under a hash.

A count ends when it began to, however often it is counted on, and is one for all processes
(accounts.brakes.counting).
"""

import hashlib
import logging
from contextlib import suppress
from http import HTTPStatus
from ipaddress import ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NETWORK = 64  # bits
MARK = 12  # letters of a hash that tell in the log who is meant, and name nobody

log = logging.getLogger(__name__)


def is_limited(action: str, who: str, *, most: int, seconds: int) -> bool:
    """Count this turn of `who`; whether there were more than `most` within so many seconds."""
    key = _key(action, who)
    count = _counted(key, seconds)
    # Once for each brake, and of nobody by name. What happens once an hour is no brake.
    if count == most + 1 and most > 1:
        log.warning("A brake holds after %s turns: %s, %s", most, action, key[-MARK:])
    return count > most


def turns(action: str, who: str, *, seconds: int) -> int:
    """Count this turn of `who`; how many there were within so many seconds."""
    return _counted(_key(action, who), seconds)


def _counted(key: str, seconds: int) -> int:
    with suppress(ValueError):  # none yet, or their time is over
        return cache.incr(key)
    if cache.add(key, 1, timeout=seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # thrown away between the two calls
        return 1


def give_back(action: str, who: str) -> None:
    """A turn that was counted and is not to count."""
    with suppress(ValueError):  # its time is over
        cache.decr(_key(action, who))


def forget(action: str, who: str) -> None:
    """The next turn is the first again."""
    cache.delete(_key(action, who))


def _key(action: str, who: str) -> str:
    # An address typed with other capitals or spaces is the same one, and stands nowhere in plain.
    name = hashlib.sha256(who.strip().lower().encode()).hexdigest()
    return f"rate:{action}:{name}"


def slow_down(request: HttpRequest) -> HttpResponse:
    """The page for who asks too often for what takes work: nothing is lost, wait a little."""
    status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "accounts/slow_down.html", status=status)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as the sign-in pages count it: behind a proxy, what it saw."""
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:  # no address at all, as over a Unix socket
        return ""
    if ":" not in address:
        return address
    # A visitor with IPv6 has a whole network of addresses to change between.
    return str(ip_network((address, NETWORK), strict=False))


def asker_of(request: HttpRequest) -> str:
    """Whom repeated tries are counted for: an account for itself, without one the place."""
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return address_of(request)
