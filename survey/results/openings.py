"""Writes: the log of who opened a result or took its report away."""

from collections.abc import Sequence
from datetime import datetime

from accounts.access.scopes import Scope
from accounts.audit.services import record_event
from accounts.models import User
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
    is_report = part == "report"
    if scope is Scope.OWN and not is_report:
        return
    record_event(
        action="report.taken" if is_report else "result.opened",
        subject=f"result:{result.public_id}",
        organisation=result.organisation,
        actor=by,
        now=now,
        details={
            "part": part,
            "scope": scope.name.lower(),
            "through": list(through),
            "round": round_name(result.round_key),
        },
    )
