"""Sent twice, done once: with an Idempotency-Key a program gets its first answer again.

What was done and the answer to it are kept in one transaction, for a day.
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from accounts.models import ApiAnswer
from api.errors import ApiError

HEADER = "Idempotency-Key"
SHAPE = re.compile(r"[!-~]{1,100}")
KEPT = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(minutes=2)  # a process that was killed never answers
HEADERS = ("Content-Type", "Location", "ETag")
REPLAYED = "Idempotency-Replayed"

Work = Callable[[], HttpResponse]


def once(request: HttpRequest, work: Work) -> HttpResponse:
    named = request.headers.get(HEADER)
    if named is None:
        return work()
    if not SHAPE.fullmatch(named):
        raise ApiError("wrong_key")
    key, sent = _key(request, named), hashlib.sha256(request.body).hexdigest()
    standing = _begin(request, key, sent)
    if standing is not None:
        return _again(standing, sent)
    return _first(request, key, work)


def _key(request: HttpRequest, named: str) -> str:
    # With the token and the address: keys are made up by programs, and two may make up
    # the same.
    whole = f"{request.token.pk} {request.method} {request.get_full_path()} {named}"
    return hashlib.sha256(whole.encode()).hexdigest()


def _begin(request: HttpRequest, key: str, sent: str) -> ApiAnswer | None:
    """None where it is the first; what is over or was given up is cleared away."""
    now: datetime = request.now
    known = ApiAnswer.objects.filter(key=key)
    # Here and not at night only: a day is promised, not a day and a bit.
    is_over = Q(began_at__lte=now - KEPT)
    given_up = Q(status=None, began_at__lte=now - GIVEN_UP_AFTER)
    known.filter(is_over | given_up).delete()
    try:
        # Committed before anything is done: of two at once the key lets one in.
        with transaction.atomic():
            ApiAnswer.objects.create(
                key=key, token=request.token, sent=sent, began_at=now
            )
    except IntegrityError:
        standing = known.first()
    else:
        return None
    # What stood in the way broke this moment and was cleared away: who comes again is the first.
    if standing is None:
        raise ApiError("key_at_work", seconds=1)
    return standing


def _again(standing: ApiAnswer, sent: str) -> HttpResponse:
    if standing.sent != sent:
        raise ApiError("key_taken")
    if standing.status is None:
        raise ApiError("key_at_work", seconds=1)
    response = HttpResponse(standing.content, status=standing.status)
    for name, value in standing.headers.items():
        response.headers[name] = value
    # So that a program does not take it for a second deed.
    response.headers[REPLAYED] = "true"
    return response


def _first(request: HttpRequest, key: str, work: Work) -> HttpResponse:
    kept = ApiAnswer.objects.filter(key=key)
    try:
        with transaction.atomic():
            response = work()
            if response.status_code < HTTPStatus.BAD_REQUEST:
                _keep(request, key, response)
    except BaseException:
        # It may be sent again as it is.
        kept.delete()
        raise
    # What was refused has left nothing, also where the transaction was taken back.
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        _keep(request, key, response)
    return response


def _keep(request: HttpRequest, key: str, response: HttpResponse) -> None:
    headers = {name: response[name] for name in HEADERS if response.has_header(name)}
    ApiAnswer.objects.filter(key=key).update(
        status=response.status_code,
        headers=headers,
        content=_content(response.content.decode(), getattr(request, "told_once", "")),
    )


def _content(text: str, told_once: str) -> str:
    """told_once: a secret that is kept nowhere in plain, so not here either."""
    if not told_once:
        return text
    whole = json.loads(text)
    whole.pop(told_once, None)
    return json.dumps(whole, ensure_ascii=False)
