"""Brakes: on trying codes and what is printed beside them, and on files that take work."""

from django.http import HttpRequest

from accounts.ratelimit import address_of, is_limited

# From one address: enough for a bank that checks a pile of reports, far too few to guess.
CODES_A_MINUTE = 30

# What is typed off a paper beside one code: enough for a few banks that mistype, far too
# few to find the points by trying them all.
TRIES_A_DAY = 20

# Reports and images for one account: each takes the site up to a second of work.
FILES_AN_HOUR = 120

# Without an account: a hall full of enterprises shares one network.
FILES_AN_HOUR_FROM_ONE_PLACE = 600


def too_many_codes(request: HttpRequest) -> bool:
    return is_limited("verify", address_of(request), most=CODES_A_MINUTE, seconds=60)


def too_many_tries(code: str) -> bool:
    """From wherever: the code is what is to be guarded."""
    return is_limited("verify-code", code, most=TRIES_A_DAY, seconds=86_400)


def too_many_files(request: HttpRequest) -> bool:
    if request.user.is_authenticated:
        account = str(request.user.pk)
        return is_limited("file", account, most=FILES_AN_HOUR, seconds=3600)
    return is_limited(
        "file-from",
        address_of(request),
        most=FILES_AN_HOUR_FROM_ONE_PLACE,
        seconds=3600,
    )
