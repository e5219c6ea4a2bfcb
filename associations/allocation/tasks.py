"""Making an allocation and writing its letters, in the background."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.allocation.gathering import allocated, figures_of, gathered
from associations.allocation.letters import write_offer
from associations.allocation.queries import cohort_of
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
    """To those whose consent still stands; none twice."""
    related = Allocation.objects.select_related("campaign__association")
    allocation = related.get(pk=number)
    waiting = allocation.firms.filter(written_at__isnull=True)
    total = waiting.count()
    done = 0
    job.say(done, total)
    while True:
        with job.part():
            now = timezone.now()
            some = list(waiting.select_related("result__organisation")[:AT_ONCE])
            keys = [firm.result_id for firm in some]
            standing = cohort_of(allocation.campaign, now).filter(pk__in=keys)
            agreed = set(standing.order_by().values_list("pk", flat=True))
            for firm in some:
                if firm.result_id in agreed:
                    write_offer(allocation, firm, now)
                firm.written_at = now
            AllocatedFirm.objects.bulk_update(some, ["written_at"])
        if not some:
            return
        done += len(some)
        job.say(done, total)
