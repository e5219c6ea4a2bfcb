"""Making an allocation and writing its letters, in the background."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.allocation.gathering import allocated, figures_of, gathered
from associations.allocation.letters import write_offer
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
    now = timezone.now()
    cohort = gathered(allocation, now, job)
    best, plain = allocated(cohort, allocation.most)
    with job.part():
        firms = []
        for key, providers in cohort.by_firm(best):
            firm = AllocatedFirm(
                allocation=allocation, result_id=key, providers=providers
            )
            firms.append(firm)
        AllocatedFirm.objects.bulk_create(firms, ignore_conflicts=True, batch_size=1000)
        allocation.figures = figures_of(cohort, best, plain, now)
        allocation.made_at = timezone.now()
        allocation.save(update_fields=["figures", "made_at"])
    job.say(len(cohort.results), len(cohort.results))


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
