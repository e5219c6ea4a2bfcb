"""Brakes: on trying codes and what is printed beside them, and on files that take work."""

from django.http import HttpRequest

from accounts.ratelimit import address_of, give_back, is_limited

# From one address: enough for a bank that checks a pile of reports, far too few to guess.
CODES_A_MINUTE = 30

# What is typed off a paper beside one code and does not agree: enough for who mistypes, far
# too few to find the points by trying them all.
WRONG_A_DAY_FROM_ONE_PLACE = 10

# From everywhere: who tries from many places is stopped too. Much more than the others, so that
# nobody alone keeps an honest reader from checking.
WRONG_A_DAY = 50
A_DAY = 86_400

# Reports and images for one account: each takes the site up to a second of work.
FILES_AN_HOUR = 120

# Without an account: a hall full of enterprises shares one network.
FILES_AN_HOUR_FROM_ONE_PLACE = 600


def too_many_codes(request: HttpRequest) -> bool:
    return is_limited("verify", address_of(request), most=CODES_A_MINUTE, seconds=60)


def too_many_wrong(request: HttpRequest, code: str) -> bool:
    """Whether no more is answered of this code, of which there is a report.

    The try counts, from this place and from everywhere, until `agreed`: many sent at once
    would otherwise all be answered.
    """
    place = _place_at(request, code)
    # Who is stopped here is not to stop all others too.
    if is_limited("verify-at", place, most=WRONG_A_DAY_FROM_ONE_PLACE, seconds=A_DAY):
        return True
    return is_limited("verify-code", code, most=WRONG_A_DAY, seconds=A_DAY)


def agreed(request: HttpRequest, code: str) -> None:
    """A true paper may be checked as often as one likes."""
    give_back("verify-at", _place_at(request, code))
    give_back("verify-code", code)


def _place_at(request: HttpRequest, code: str) -> str:
    return f"{code} {address_of(request)}"


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
