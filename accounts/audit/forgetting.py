"""Taking the oldest entries out of the audit log when their time is over.

The head of a chain keeps the number of the first entry that is left and the seal before it, so
that `accounts.audit.verify` still proves the rest.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from accounts.audit.services import record_event
from accounts.models import AuditEvent, AuditHead

TAKEN_OUT = "retention.taken_out"
AT_ONCE = 1000  # entries taken out together
# Each kind of event of the site is a chain of its own.
OF_SIGN_INS = Q(chain="sign_in")
OF_INCIDENTS = Q(chain="incident")
# It says which beginnings are gone, and names nobody: it is kept, or nothing could be proved.
OF_FORGETTING = Q(chain="retention")


def count_old(*, before: datetime, of: Q) -> int:
    """How many entries `forget_entries` would take out now."""
    return sum(_count(*place) for place in _old_parts(before, of))


def forget_entries(*, before: datetime, of: Q, now: datetime) -> int:
    """Take out what is older, of these chains; how many.

    A chain keeps everything from its first younger entry on: none is taken out of the middle.
    """
    parts = {
        chain: last for chain, last in _old_parts(before, of) if _count(chain, last)
    }
    if not parts:
        return 0
    # Said before it is done: it may be stopped in between.
    record_event(
        action=TAKEN_OUT,
        organisation=None,
        actor=None,
        subject="chains",
        now=now,
        details={"before": before.isoformat(), "until": parts},
    )
    gone = 0
    for chain, last in parts.items():
        while taken := _take_out(chain, last):
            gone += taken
    return gone


def _old_parts(before: datetime, of: Q) -> Iterator[tuple[str, int]]:
    """(chain, number of the last entry of its old beginning)."""
    old = AuditEvent.objects.filter(of, ~OF_FORGETTING, at__lt=before).order_by()
    newest = old.values("chain").annotate(last=Max("number"))
    for chain, last in list(newest.values_list("chain", "last")):
        younger = AuditEvent.objects.filter(chain=chain, at__gte=before)
        first = younger.order_by("number").values_list("number", flat=True).first()
        yield chain, last if first is None else min(last, first - 1)


def _count(chain: str, last: int) -> int:
    return AuditEvent.objects.filter(chain=chain, number__lte=last).count()


@transaction.atomic
def _take_out(chain: str, last: int) -> int:
    # Whoever adds to this chain waits here, and for so many entries at most.
    head = AuditHead.objects.select_for_update().filter(chain=chain).first()
    if head is None:
        return 0
    until = min(last, head.first_number + AT_ONCE - 1)
    old = AuditEvent.objects.filter(chain=chain, number__lte=until)
    newest = old.order_by("-number").first()
    if newest is None:
        return 0
    gone, _by_model = old.delete()
    head.first_number, head.first_previous = newest.number + 1, newest.seal
    head.save(update_fields=["first_number", "first_previous"])
    return gone
