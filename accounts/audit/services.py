"""Adding to the audit log. Nothing else writes there, and nothing that stands is changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
    if not by_chain:
        return
    heads = _held(by_chain)
    in_order = []
    for chain in sorted(by_chain):
        _append(heads[chain], by_chain[chain])
        in_order += by_chain[chain]
    AuditEvent.objects.bulk_create(in_order, AT_ONCE)
    AuditHead.objects.bulk_update(heads.values(), ["number", "seal"], AT_ONCE)


def chain_of(event: AuditEvent) -> str:
    """Each organisation has a chain of its own, and so has each kind of event of the site.

    A long import then holds up nobody who signs in.
    """
    if event.organisation_id is not None:
        return str(event.organisation_id)
    return event.action.partition(".")[0]


def _held(by_chain: Mapping[str, list[AuditEvent]]) -> dict[str, AuditHead]:
    """The heads of these chains, locked, in as many queries for one as for many.

    Until the transaction ends nobody else adds to them: no chain can ever fork.
    """
    heads = _locked(by_chain)
    missing = sorted(by_chain.keys() - heads.keys())
    if not missing:
        return heads
    new = [
        AuditHead(chain=chain, organisation_id=by_chain[chain][0].organisation_id)
        for chain in missing
    ]
    # Somebody else may begin the same chain in this very moment.
    AuditHead.objects.bulk_create(new, AT_ONCE, ignore_conflicts=True)
    return heads | _locked(missing)


def _locked(chains: Iterable[str]) -> dict[str, AuditHead]:
    """Always in the same order: two who write to the same chains never wait for each other."""
    heads = AuditHead.objects.select_for_update().filter(chain__in=list(chains))
    return {head.chain: head for head in heads.order_by("chain")}


def _append(head: AuditHead, events: list[AuditEvent]) -> None:
    for number, event in enumerate(events, start=head.number + 1):
        event.chain = head.chain
        event.number = number
        event.actor_number = event.actor_id
    entries = [entry_of(event) for event in events]
    for event, seals in zip(events, sealed(entries, head.seal), strict=True):
        event.previous, event.seal = seals
    head.number, head.seal = events[-1].number, events[-1].seal


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
