"""Writes: the log of who opened a result or took its report away."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from accounts.access.scopes import Scope
from accounts.audit.services import record_events
from accounts.models import AuditEvent, User
from accounts.models.people import round_name
from survey.models import Result


def record_opening(
    *,
    result: Result,
    scope: Scope,
    part: str,
    by: User | None,
    now: datetime,
    through: Sequence[str] = (),
) -> None:
    """Note that somebody else than the owner opened `part`.

    A report taken away is noted for owners too.
    `through`: public ids of the organisations whose consents opened it. Kept with the
    event, because whoever opened it may leave them, and may work for others that had no
    part in it.
    """
    seen = [(result, scope)]
    record_openings(seen=seen, part=part, by=by, now=now, through=through)


def record_openings(
    *,
    seen: Iterable[tuple[Result, Scope]],
    part: str,
    by: User | None,
    now: datetime,
    through: Sequence[str] = (),
) -> None:
    """As `record_opening`, of many that were opened at once: a page, a list."""
    is_report = part == "report"
    events = []
    for result, scope in seen:
        # That a firm looks at its own result is nobody's business; a report goes elsewhere.
        if scope is Scope.OWN and not is_report:
            continue
        details = {
            "part": part,
            "scope": scope.name.lower(),
            "through": list(through),
            "round": round_name(result.round_key),
        }
        event = AuditEvent(
            action="report.taken" if is_report else "result.opened",
            subject=f"result:{result.public_id}",
            organisation=result.organisation,
            actor=by,
            at=now,
            details=details,
        )
        events.append(event)
    record_events(events)
