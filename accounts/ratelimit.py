"""A brake on doing the same thing again and again. Counted in the cache for that while, under a hash."""

import hashlib
from http import HTTPStatus
from ipaddress import ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NETWORK = 64  # bits


def is_limited(action: str, who: str, *, most: int, seconds: int) -> bool:
    """Count this turn of `who`; whether there were more than `most` within so many seconds."""
    key = f"rate:{action}:{hashlib.sha256(who.strip().lower().encode()).hexdigest()}"
    if cache.add(key, 1, timeout=seconds):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # the time ended between the two lines
        return False


def slow_down(request: HttpRequest) -> HttpResponse:
    """The page for who asks too often for something that takes the site work: nothing is lost, wait a little."""
    return render(
        request, "accounts/slow_down.html", status=HTTPStatus.TOO_MANY_REQUESTS
    )


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: behind a proxy the address that the proxy saw, as the sign-in pages count it.

    A visitor with IPv6 has a whole network (/64) of addresses to change between: that network.
    """
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:  # no address at all, as over a Unix socket
        return ""
    return (
        str(ip_network((address, NETWORK), strict=False)) if ":" in address else address
    )


def asker_of(request: HttpRequest) -> str:
    """Whom repeated tries are counted for: an account for itself, without one the place."""
    return (
        f"user:{request.user.pk}"
        if request.user.is_authenticated
        else address_of(request)
    )
