"""Who asks: the token of a request, and the visitor that stands behind it."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from accounts.access.programs import is_answered_for, visitor_with
from accounts.models import ApiToken
from accounts.programs.queries import token_of
from accounts.programs.services import note_use
from accounts.ratelimit import address_of, is_limited
from accounts.sessions.second_step import must_set_up
from api.errors import ApiError
from api.limits import MOST_WRONG, SECONDS

SCHEME = "bearer "


def identify(request: HttpRequest, now: datetime) -> ApiToken:
    """From here on the request is of the account that made the token."""
    token = _token(request, now)
    # Read anew each time: what its maker lost a moment ago is lost to the program too.
    visitor = visitor_with(token)
    if not is_answered_for(token, visitor):
        raise ApiError("token_unanswered")
    # Whom the law of the house asks for a second step gets round it by no token.
    if must_set_up(token.user):
        raise ApiError("second_step_missing")
    request.user = token.user
    request.token = token
    # What asks who it is finds this, and never looks for a session.
    request._visitor = visitor
    note_use(token, timezone.localdate(now))
    return token


def _token(request: HttpRequest, now: datetime) -> ApiToken:
    sent = request.headers.get("Authorization", "")
    if not sent.lower().startswith(SCHEME):
        raise ApiError("token_missing")
    token = token_of(sent[len(SCHEME) :].strip(), now)
    if token is None:
        place = address_of(request)
        # Counted only where a token opened nothing: whoever tries tokens is slowed, and
        # a good program behind the same address is not.
        if is_limited("api_wrong", place, most=MOST_WRONG, seconds=SECONDS):
            raise ApiError("too_often", seconds=SECONDS)
        raise ApiError("token_unknown")
    return token
