"""Which letters a browser has opened: an owner who was written to again opens the new one."""

from django.http import HttpRequest

from accounts.held import stay
from associations.models import AssistedRound

# In the session: public ids of rounds, each with the hash of the link it was opened by.
OPENED = "opened_assisted_links"


def remember_opening(request: HttpRequest, assisted: AssistedRound) -> None:
    opened = request.session.get(OPENED, {})
    opened[str(assisted.public_id)] = assisted.token_hash
    request.session[OPENED] = opened
    stay(request)


def has_opened(request: HttpRequest, assisted: AssistedRound) -> bool:
    """By the link of its newest letter."""
    mark = request.session.get(OPENED, {}).get(str(assisted.public_id))
    return bool(mark) and mark == assisted.token_hash


def had_opened(request: HttpRequest, assisted: AssistedRound) -> bool:
    """By a link that led there once."""
    return str(assisted.public_id) in request.session.get(OPENED, {})
