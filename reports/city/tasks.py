"""The report to the city and its pictures, made in the background; a letter says when."""

from collections.abc import Callable

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from accounts.email import send_email
from accounts.site import at_site
from associations.cohort.looking import looked_at
from associations.exports.services import keep_file
from associations.models import Export
from background.performing import Job
from background.tasks import task
from reports.city.build import build_city_pdf
from reports.city.contents import CityReport
from reports.city.gather import city_report_of
from reports.city.slides import slides_of


@task(in_one=False, title=gettext_lazy("The report to the city"))
def make_city_report(job: Job, number: int) -> None:
    _make(job, number, build_city_pdf)


@task(in_one=False, title=gettext_lazy("Pictures for slides"))
def make_slides(job: Job, number: int) -> None:
    _make(job, number, slides_of)


def _make(job: Job, number: int, build: Callable[[CityReport], bytes]) -> None:
    """It tells of nobody: in the log stands that it was made, not whose results it counts."""
    export = Export.objects.select_related("association", "asked_by").get(pk=number)
    if export.made_at is not None:
        return
    export.read_at = timezone.now()
    export.save(update_fields=["read_at"])
    job.say(0, 2)
    query = QueryDict(export.query)
    with translation.override(export.language):
        report = city_report_of(looked_at(export.association, query, export.read_at))
    job.say(1, 2)
    content = build(report) if report else b""
    job.say(2, 2)
    keep_file(
        export=export,
        content=content,
        rows=report.sample if report else 0,
        job=job,
        now=timezone.now(),
    )
    # The page says why there is none.
    if report:
        _tell(export)


def _tell(export: Export) -> None:
    asked_by = export.asked_by
    if asked_by is None:
        return
    page = reverse("associations:exports", args=[export.association.public_id])
    send_email(
        "reports/email/city_report",
        asked_by.email,
        export.language,
        {"association": export.association, "url": at_site(page)},
        about=export.association,
        key=f"export:{export.public_id}:{export.read_at:%Y%m%d%H%M%S}",
    )
