"""From where an enterprise is begun, as hashes that tell only whether two are alike.

One person who makes up many enterprises mostly does so from one network and one browser;
what that would do to comparisons stands in docs/benchmark.md. The address itself is kept
nowhere. Without the key of the site nobody can try all networks until a hash fits.
"""

import secrets
from ipaddress import ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from accounts.ratelimit import address_of
from survey.models import Origin

COOKIE = "device"
COOKIE_AGE = 60 * 60 * 24 * 365  # seconds
LONGEST = 64  # letters of a cookie; ours has 22

# Bits: what a provider hands to a street or an office, since an address changes overnight.
BLOCK_V4, BLOCK_V6 = 24, 48

KEPT = 32  # hexadecimal digits of a hash


def cookie_name() -> str:
    return settings.COOKIE_PREFIX + COOKIE


def device_of(request: HttpRequest) -> str:
    """The mark this browser carries, or a new one; it says nothing of whose browser it is."""
    known = request.COOKIES.get(cookie_name(), "")
    return known[:LONGEST] or secrets.token_urlsafe(16)


def known_device(request: HttpRequest) -> str:
    """The mark of this browser as it is kept; empty where it bears none."""
    known = request.COOKIES.get(cookie_name(), "")
    return _hashed("device", known[:LONGEST])


def remember_device(response: HttpResponse, device: str) -> None:
    response.set_cookie(
        cookie_name(),
        device,
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def origin_of(request: HttpRequest, device: str) -> Origin:
    """Not saved, and without its enterprise."""
    return Origin(
        network=_hashed("network", _block_of(address_of(request))),
        device=_hashed("device", device),
    )


def _block_of(address: str) -> str:
    if not address:
        return ""
    network = ip_network(address)
    bits = BLOCK_V4 if network.version == 4 else BLOCK_V6
    # An address of IPv6 comes as its network already, which may be no smaller than ours.
    return str(network.supernet(new_prefix=min(bits, network.prefixlen)))


def _hashed(what: str, value: str) -> str:
    if not value:
        return ""
    mark = salted_hmac(f"survey.origins.{what}", value, algorithm="sha256")
    return mark.hexdigest()[:KEPT]
