"""Adding to the audit log. Nothing else writes there, and nothing that stands is changed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.audit.chain import Entry, sealed
from accounts.models import AuditEvent, AuditHead, Organisation, User

AT_ONCE = 1000  # entries in one statement


def record_event(
    *,
    action: str,
    organisation: Organisation | None,
    actor: User | None,
    subject: str,
    now: datetime,
    details: dict | None = None,
) -> AuditEvent:
    """Add one entry to the audit log.

    organisation: whose affairs it concerns. details: ids and codes only, no personal data.
    """
    event = AuditEvent(
        at=now,
        actor=actor,
        organisation=organisation,
        action=action,
        subject=subject,
        details=details or {},
    )
    record_events([event])
    return event


# Within the transaction of what is recorded: the two stand or fall together.
@transaction.atomic(savepoint=False)
def record_events(events: Iterable[AuditEvent]) -> None:
    """Add many entries, in the order in which they come; none of them is kept yet."""
    by_chain: dict[str, list[AuditEvent]] = defaultdict(list)
    for event in events:
        by_chain[chain_of(event)].append(event)
    # Always in the same order: two who write to the same chains never wait for each other.
    for chain in sorted(by_chain):
        _append(chain, by_chain[chain])


def chain_of(event: AuditEvent) -> str:
    """Each organisation has a chain of its own, and so has each kind of event of the site.

    A long import then holds up nobody who signs in.
    """
    if event.organisation_id is not None:
        return str(event.organisation_id)
    return event.action.partition(".")[0]


def _append(chain: str, events: list[AuditEvent]) -> None:
    # Until the transaction ends nobody else adds to this chain: it can never fork.
    heads = AuditHead.objects.select_for_update()
    organisation = events[0].organisation_id
    head, _is_new = heads.get_or_create(
        chain=chain,
        defaults={"organisation_id": organisation},
    )
    for number, event in enumerate(events, start=head.number + 1):
        event.chain = chain
        event.number = number
        event.actor_number = event.actor_id
    entries = [entry_of(event) for event in events]
    for event, seals in zip(events, sealed(entries, head.seal), strict=True):
        event.previous, event.seal = seals
    AuditEvent.objects.bulk_create(events, AT_ONCE)

    head.number, head.seal = events[-1].number, events[-1].seal
    head.save(update_fields=["number", "seal"])


def entry_of(event: AuditEvent) -> Entry:
    return Entry(
        chain=event.chain,
        number=event.number,
        at=event.at,
        actor=event.actor_number,
        action=event.action,
        subject=event.subject,
        details=event.details,
    )
