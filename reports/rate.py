"""A light brake on trying verification codes in a row; there are far too many of them to walk through."""

from django.core.cache import cache
from django.http import HttpRequest

PER_MINUTE = 30


def is_too_often(request: HttpRequest) -> bool:
    """More than 30 codes in a minute from one address. Counted in memory for that minute, kept nowhere."""
    key = f"verify:{request.META.get('REMOTE_ADDR', '')}"
    if cache.add(key, 1, timeout=60):
        return False
    try:
        return cache.incr(key) > PER_MINUTE
    except ValueError:  # the minute ended between the two lines
        return False
