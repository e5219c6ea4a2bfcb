"""Proving that nobody has changed the audit log, taken anything out of it or put anything in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from accounts.audit.chain import seal_of
from accounts.audit.explained import Explained, explained
from accounts.audit.services import chain_of, entry_of
from accounts.models import AuditEvent, AuditHead

AT_ONCE = 2000  # entries read together


class Broken(NamedTuple):
    """code: changed, missing, cut, beyond, forked, unheaded, actor, orphaned, organisation, young,
    anchor; of the file AUDIT_ENDS: ends.
    """

    code: str
    chain: str
    number: int


class Anchor(NamedTuple):
    """The end of a chain on some day, kept outside of this database."""

    chain: str
    number: int
    seal: str


class _Orphan(NamedTuple):
    """The youngest entry of an account that is no more."""

    at: datetime
    chain: str
    number: int


@dataclass
class _Walk:
    """How far one chain was read."""

    chain: str
    number: int
    seal: str


def anchors() -> list[Anchor]:
    rows = AuditHead.objects.order_by("chain")
    return [Anchor(*row) for row in rows.values_list("chain", "number", "seal")]


def breaks(kept: Mapping[str, Anchor] | None = None) -> Iterator[Broken]:
    """Where a chain does not hold, as far as entries were kept when this began.

    kept: ends of chains that were kept outside, by chain: whoever can write to the database
    can seal a whole chain anew, but not what was taken down elsewhere.
    """
    kept = kept or {}
    heads = {head.chain: head for head in AuditHead.objects.all()}
    walk: _Walk | None = None
    seen = set()
    orphans: dict[int, _Orphan] = {}
    for event in _events():
        if walk is None or walk.chain != event.chain:
            yield from _end(walk, heads)
            walk = _begin(event, heads)
            seen.add(event.chain)
            if _is_unheaded(event, heads):
                yield Broken("unheaded", event.chain, event.number)
        yield from _follow(walk, event, kept.get(event.chain))
        yield from _compare(event, heads.get(event.chain))
        _note_orphan(orphans, event)
    yield from _end(walk, heads)
    yield from _lost(heads, seen, kept)
    # Read last: what went meanwhile was told before it went.
    yield from _unexplained(heads, orphans, kept, explained())


def _is_unheaded(first: AuditEvent, heads: Mapping[str, AuditHead]) -> bool:
    """Its head is gone, or is to go with another organisation.

    A chain that began since the heads were read has one by now.
    """
    head = heads.get(first.chain) or _newest_head(first.chain)
    return head is None or head.organisation_id != first.organisation_id


def _newest_head(chain: str) -> AuditHead | None:
    return AuditHead.objects.filter(chain=chain).first()


def _events() -> Iterator[AuditEvent]:
    in_order = AuditEvent.objects.order_by("chain", "number")
    return in_order.iterator(chunk_size=AT_ONCE)


def _begin(event: AuditEvent, heads: Mapping[str, AuditHead]) -> _Walk:
    """After what was deleted by age, if anything was."""
    head = heads.get(event.chain) or AuditHead()
    if event.number != head.first_number and _was_cut_since(head):
        # Its old entries went while the others were read: what is left is followed.
        return _Walk(event.chain, event.number - 1, event.previous)
    return _Walk(event.chain, head.first_number - 1, head.first_previous)


def _was_cut_since(head: AuditHead) -> bool:
    later = AuditHead.objects.filter(
        chain=head.chain, first_number__gt=head.first_number
    )
    return later.exists()


def _follow(walk: _Walk, event: AuditEvent, anchor: Anchor | None) -> Iterator[Broken]:
    if event.number != walk.number + 1:
        yield Broken("missing", event.chain, walk.number + 1)
    elif event.previous != walk.seal:
        yield Broken("forked", event.chain, event.number)
    if seal_of(entry_of(event), event.previous) != event.seal:
        yield Broken("changed", event.chain, event.number)
    # The account may be gone; it may not be another.
    if event.actor_id not in (None, event.actor_number):
        yield Broken("actor", event.chain, event.number)
    if chain_of(event) != event.chain:
        yield Broken("organisation", event.chain, event.number)
    if anchor and anchor.number == event.number and anchor.seal != event.seal:
        yield Broken("anchor", event.chain, event.number)
    walk.number, walk.seal = event.number, event.seal


def _compare(event: AuditEvent, head: AuditHead | None) -> Iterator[Broken]:
    """Also where others follow: whoever wrote the last one anew may have put one behind it."""
    if head and event.number == head.number and event.seal != head.seal:
        yield Broken("cut", event.chain, event.number)


def _end(walk: _Walk | None, heads: Mapping[str, AuditHead]) -> Iterator[Broken]:
    head = heads.get(walk.chain) if walk else None
    if head is None or walk is None:
        return
    if walk.number < head.number:
        yield Broken("cut", walk.chain, walk.number + 1)
    elif walk.number > head.number:
        yield from _beyond(walk)


def _beyond(walk: _Walk) -> Iterator[Broken]:
    """What was added since the heads were read is no fault: the head went on with it."""
    head = _newest_head(walk.chain)
    if head and walk.number > head.number:
        yield Broken("beyond", walk.chain, head.number + 1)


def _note_orphan(orphans: dict[int, _Orphan], event: AuditEvent) -> None:
    number = event.actor_number
    if number is None or event.actor_id is not None:
        return
    if seal_of(entry_of(event), event.previous) != event.seal:
        return  # told as changed
    orphan = _Orphan(event.at, event.chain, event.number)
    orphans[number] = max(orphan, orphans.get(number, orphan))


def _unexplained(
    heads: Mapping[str, AuditHead],
    orphans: Mapping[int, _Orphan],
    kept: Mapping[str, Anchor],
    told: Explained,
) -> Iterator[Broken]:
    """What is gone without the log saying why."""
    for number, orphan in orphans.items():
        if not told.is_account_gone(number, orphan.at):
            yield Broken("orphaned", orphan.chain, orphan.number)
    for chain, head in heads.items():
        if head.first_number - 1 > told.until.get(chain, 0):
            yield Broken("young", chain, head.first_number)
    for chain, anchor in kept.items():
        if chain not in heads and chain not in told.chains:
            yield Broken("anchor", chain, anchor.number)


def _lost(
    heads: Mapping[str, AuditHead], seen: set[str], kept: Mapping[str, Anchor]
) -> Iterator[Broken]:
    """Chains without a single entry, and anchors beyond the end of theirs."""
    for chain, head in heads.items():
        is_empty = chain not in seen and head.number >= head.first_number
        if is_empty and not _was_cut_since(head):
            yield Broken("cut", chain, head.first_number)
        anchor = kept.get(chain)
        if anchor and anchor.number > head.number:
            yield Broken("anchor", chain, anchor.number)
