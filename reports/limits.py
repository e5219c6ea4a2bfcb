"""Brakes: on trying verification codes in a row, of which there are far too many, and on files that take work."""

from django.http import HttpRequest

from accounts import ratelimit as rate

PER_MINUTE = 30
FILES_AN_HOUR = 120  # reports and images for one account
FILES_AN_HOUR_FROM_ONE_PLACE = (
    600  # without an account: a hall full of enterprises shares one network
)


def is_limited(request: HttpRequest) -> bool:
    """More than 30 codes in a minute from one address."""
    return rate.is_limited(
        "verify", rate.address_of(request), most=PER_MINUTE, seconds=60
    )


def too_many_files(request: HttpRequest) -> bool:
    if request.user.is_authenticated:
        return rate.is_limited(
            "file", str(request.user.pk), most=FILES_AN_HOUR, seconds=3600
        )
    place = rate.address_of(request)
    return rate.is_limited(
        "file-from", place, most=FILES_AN_HOUR_FROM_ONE_PLACE, seconds=3600
    )
