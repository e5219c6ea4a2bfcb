"""Making an allocation and writing its letters, in the background."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.allocation.letters import write_offer
from associations.allocation.preview import make_preview
from associations.allocation.queries import allocations_to_write, cohort_of
from associations.campaigns.letters import is_time_of, room_for_letters
from associations.models import AllocatedFirm, Allocation
from background.performing import Job
from background.tasks import task

AT_ONCE = 50  # letters in one transaction


@task(
    in_one=False,
    lease=timedelta(minutes=10),
    title=_("Suggestions for a whole campaign"),
)
def allocate(job: Job, number: int) -> None:
    """Of what consents allow when it is read. Kept as a whole, or begun anew."""
    related = Allocation.objects.select_related("campaign__association")
    allocation = related.get(pk=number)
    if allocation.made_at is not None:
        return
    make_preview(allocation, timezone.now(), job)


@task(in_one=False, title=_("Letters of suggestions"))
def write_offers(job: Job, number: int) -> None:
    """To those whose consent still stands; none twice. What waits is looked at again and again."""
    _write(job, number)


@task(in_one=False)
def write_due_offers(job: Job) -> None:
    """By the schedule: of whatever was sent in quiet hours, or is more than leaves at once."""
    for allocation in allocations_to_write():
        _write(job, allocation.pk)


def _write(job: Job, number: int) -> None:
    firms = AllocatedFirm.objects.filter(allocation=number)
    total = firms.count()
    count = 1
    while count:
        waiting = firms.filter(written_at__isnull=True)
        job.say(total - waiting.count(), total)
        room = min(AT_ONCE, room_for_letters())
        with job.part():
            count = _write_some(number, room, timezone.now())


def _write_some(number: int, most: int, now: datetime) -> int:
    """How many firms were dealt with. One worker at a time: the allocation is locked."""
    locked = Allocation.objects.select_for_update(of=("self",))
    allocation = locked.select_related("campaign__association").get(pk=number)
    if not is_time_of(allocation.campaign, now):
        return 0
    waiting = allocation.firms.filter(written_at__isnull=True)
    some = list(waiting.select_related("result__organisation")[:most])
    keys = [firm.result_id for firm in some]
    standing = cohort_of(allocation.campaign, now).filter(pk__in=keys)
    agreed = set(standing.order_by().values_list("pk", flat=True))
    for firm in some:
        if firm.result_id in agreed:
            write_offer(allocation, firm, now)
        firm.written_at = now
    AllocatedFirm.objects.bulk_update(some, ["written_at"])
    return len(some)
