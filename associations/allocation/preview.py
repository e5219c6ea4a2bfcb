"""Keeping what came out: whom each firm would be told of, and the figures of all together."""

from datetime import datetime

from django.utils import timezone

from associations.allocation.gathering import allocated, figures_of, gathered
from associations.models import AllocatedFirm, Allocation
from background.performing import Job
from background.unwatched import Unwatched


def make_preview(allocation: Allocation, now: datetime, job: Job | Unwatched) -> None:
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
