"""Publishing by the schedule (fixtures/background/schedule.yaml)."""

from django.utils import timezone

from associations.city.services import publish_figures
from background.performing import Job
from background.tasks import task
from indexes.queries import answerable_versions


@task(in_one=False)
def publish_city_figures(job: Job) -> None:
    """All indexes; of invented enterprises and real ones each by itself."""
    versions = answerable_versions().order_by("index_id")
    index_ids = list(versions.values_list("index_id", flat=True).distinct())
    for done, index_id in enumerate(index_ids, start=1):
        for is_fictional in (False, True):
            with job.part():
                publish_figures(
                    index_id=index_id,
                    is_fictional=is_fictional,
                    now=timezone.now(),
                )
        job.say(done, len(index_ids))
