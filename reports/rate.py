"""A light brake on trying verification codes in a row; there are far too many of them to walk through."""

from django.http import HttpRequest

from accounts import rate

PER_MINUTE = 30


def is_too_often(request: HttpRequest) -> bool:
    """More than 30 codes in a minute from one address."""
    return rate.is_too_often("verify", rate.address_of(request), most=PER_MINUTE, seconds=60)
