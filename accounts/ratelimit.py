"""A brake on doing the same thing again and again. Counted in the cache, under a hash."""

import hashlib
from http import HTTPStatus
from ipaddress import ip_network
from time import time_ns

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NETWORK = 64  # bits


def is_limited(action: str, who: str, *, most: int, seconds: int) -> bool:
    """Count this turn of `who`; whether there were more than `most` within so many seconds."""
    return _count(_running(action, who, seconds), 1, seconds) > most


def give_back(action: str, who: str, *, seconds: int) -> None:
    """A turn that was counted and is not to count."""
    _count(_running(action, who, seconds), -1, seconds)


def _running(action: str, who: str, seconds: int) -> str:
    """The name of the count that runs now: the first turn after its end begins another."""
    # An address typed with other capitals or spaces is the same one, and stands nowhere in plain.
    name = hashlib.sha256(who.strip().lower().encode()).hexdigest()
    key = f"rate:{action}:{name}"
    # Only written once, so that it ends when it should: a count may be kept for longer.
    began = cache.get_or_set(key, time_ns, timeout=seconds)
    return f"{key}:{began}"


def _count(key: str, turns: int, seconds: int) -> int:
    cache.add(key, 0, timeout=seconds)
    try:
        count = cache.incr(key, turns)
    except ValueError:  # thrown away between the two calls
        return turns
    # A cache in the database keeps what it counts up for five minutes only.
    cache.touch(key, seconds)
    return count


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
