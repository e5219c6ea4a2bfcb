"""Writes on requests of persons, from the first word to the last letter.

Each step is dated, kept as a row, told to the person by a letter, and stands in the audit log.
"""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.audit.services import record_event
from accounts.models import User
from language.cleaning import plain
from privacy.erasure.services import empty_address, settle_owned
from privacy.models import PersonRequest, RequestStep
from privacy.persons.person import Person
from privacy.persons.queries import (
    confirmed_account,
    person_of_account,
    person_of_address,
)
from privacy.requests import clocks
from privacy.requests.email import tell, tell_responsible
from privacy.requests.errors import RequestError

Action = RequestStep.Action
State = PersonRequest.State


def mark_of(email: str) -> str:
    """Nobody can turn it back; who names the address again can be told that it is this one."""
    address = plain(email).lower()
    return salted_hmac(
        "privacy.requests", address, algorithm="sha256", secret=settings.SECRET_KEY
    ).hexdigest()


@transaction.atomic
def receive_request(
    *,
    kind: str,
    email: str,
    language: str,
    words: str,
    user: User | None,
    now: datetime,
) -> PersonRequest:
    """Something that a person of the operator has to look at."""
    request = _new(kind, email, language, user, now)
    request.words = words
    request.save(force_insert=True)
    _step(request, Action.RECEIVED, user, now)
    # There are two working days to acknowledge it.
    transaction.on_commit(lambda: tell_responsible(request), robust=True)
    return request


@transaction.atomic
def record_own_doing(
    *, kind: str, email: str, language: str, user: User | None, now: datetime
) -> PersonRequest:
    """What a person has done with a button: kept as done, without a letter."""
    request = _new(kind, email, language, user, now)
    request.is_own_doing = True
    # Done in the moment it was asked for: no term runs, and nobody has to look at it.
    request.state, request.closed_at = State.DONE, now
    request.acknowledged_at = now
    request.save(force_insert=True)
    RequestStep.objects.create(request=request, action=Action.DONE, at=now, by=user)
    _record(request, Action.DONE, user, now)
    return request


def _new(
    kind: str, email: str, language: str, user: User | None, now: datetime
) -> PersonRequest:
    return PersonRequest(
        kind=kind,
        email=email,
        mark=mark_of(email),
        language=language,
        user=user,
        user_number=user.pk if user else None,
        received_at=now,
        acknowledge_by=clocks.acknowledge_by(now).day,
        due_on=clocks.due(kind, now).day,
    )


@transaction.atomic
def acknowledge(*, request: PersonRequest, by: User, now: datetime) -> PersonRequest:
    """Raises RequestError: closed, acknowledged_already."""
    request = _locked(request)
    if request.acknowledged_at:
        raise RequestError("acknowledged_already")
    request.state, request.acknowledged_at = State.ACKNOWLEDGED, now
    request.save(update_fields=["state", "acknowledged_at"])
    _step(request, Action.ACKNOWLEDGED, by, now)
    return request


@transaction.atomic
def extend(
    *, request: PersonRequest, reason: str, by: User, now: datetime
) -> PersonRequest:
    """Once, before the term is over, with the reason that the person is told.

    Raises RequestError: closed, extended_already, too_late, reason_missing.
    """
    request = _locked(request)
    if request.extended_at:
        raise RequestError("extended_already")
    # Extended is what still runs: an answer that is late is late.
    if clocks.is_overdue(request.due_on, now):
        raise RequestError("too_late")
    _require(reason)
    request.due_on = clocks.extended(request.kind, request.due_on).day
    request.extended_at = now
    request.save(update_fields=["due_on", "extended_at"])
    _step(request, Action.EXTENDED, by, now, reason)
    return request


@transaction.atomic
def finish(
    *, request: PersonRequest, words: str, by: User, now: datetime
) -> PersonRequest:
    """Done, and what was done. Raises RequestError: closed, reason_missing."""
    request = _locked(request)
    _require(words)
    _close(request, State.DONE, Action.DONE, by, now, words)
    return request


@transaction.atomic
def refuse(
    *, request: PersonRequest, reason: str, by: User, now: datetime
) -> PersonRequest:
    """Raises RequestError: closed, reason_missing."""
    request = _locked(request)
    _require(reason)
    _close(request, State.REFUSED, Action.REFUSED, by, now, reason)
    return request


@transaction.atomic
def erase_by_request(
    *,
    request: PersonRequest,
    words: str,
    choices: Mapping[str, str],
    by: User,
    now: datetime,
) -> PersonRequest:
    """The account, and all that names its address; then the request names nobody either.

    Its last letter is written before. choices: of enterprises without another owner
    (privacy.erasure.services.delete_account). Raises RequestError: closed, reason_missing;
    ErasureError: choice_missing, not_a_colleague.
    """
    request = _locked(request)
    _require(words)
    # Now: emptying takes out of the request who that was.
    person = person_asking(request)
    _close(request, State.DONE, Action.DONE, by, now, words)
    if person.user:
        settle_owned(user=person.user, choices=choices, by=by, now=now)
    empty_address(person=person, by=by, now=now)
    request.refresh_from_db()
    return request


def person_asking(request: PersonRequest) -> Person:
    """The account that asked, or that has the address: what was asked by letter is its too."""
    user = request.user or confirmed_account(request.email)
    return person_of_account(user) if user else person_of_address(request.email)


def _locked(request: PersonRequest) -> PersonRequest:
    locked = PersonRequest.objects.select_for_update(of=("self",))
    request = locked.select_related("user").get(pk=request.pk)
    if not request.is_open:
        raise RequestError("closed")
    return request


def _require(words: str) -> None:
    if not words.strip():
        raise RequestError("reason_missing")


def _close(
    request: PersonRequest,
    state: str,
    action: str,
    by: User,
    now: datetime,
    words: str,
) -> None:
    request.state, request.closed_at = state, now
    request.acknowledged_at = request.acknowledged_at or now
    request.save(update_fields=["state", "closed_at", "acknowledged_at"])
    _step(request, action, by, now, words)


def _step(
    request: PersonRequest,
    action: str,
    by: User | None,
    now: datetime,
    words: str = "",
) -> None:
    step = RequestStep.objects.create(
        request=request, action=action, at=now, by=by, words=words.strip()
    )
    _record(request, action, by, now)
    # As it stands now: a deletion empties the address before the letter leaves.
    letter = tell(request, step)
    # A partial has no name, by which Django tells of one that failed.
    transaction.on_commit(lambda: letter(), robust=True)  # noqa: PLW0108


def _record(
    request: PersonRequest, action: str, by: User | None, now: datetime
) -> None:
    record_event(
        action=f"privacy.request_{action}",
        organisation=None,
        actor=by,
        subject=f"request:{request.public_id}",
        now=now,
        details={"kind": str(request.kind), "due": f"{request.due_on:%Y-%m-%d}"},
    )
