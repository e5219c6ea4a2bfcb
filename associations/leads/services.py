"""Writes: the log of who looked at how requests of members go."""

from collections.abc import Iterable
from datetime import datetime

from accounts.audit.services import record_events
from accounts.models import AuditEvent, Organisation, User
from associations.consents.queries import COURSE_SEEN
from providers.models import Lead


def record_looks(
    *,
    leads: Iterable[Lead],
    association: Organisation,
    by: User,
    now: datetime,
) -> None:
    """One entry for each firm on the page, which its owner reads."""
    firms = {lead.organisation_id: lead.organisation for lead in leads}
    record_events(
        AuditEvent(
            action=COURSE_SEEN,
            subject=f"organisation:{firm.public_id}",
            organisation=firm,
            actor=by,
            at=now,
            details={"through": [str(association.public_id)]},
        )
        for firm in firms.values()
    )
