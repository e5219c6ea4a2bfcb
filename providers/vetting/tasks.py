"""Every morning: reminders, vettings that run out, applications that were not completed."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from background.performing import Job
from background.tasks import task
from providers.models import Application
from providers.vetting.applications.queries import applications, criteria_of
from providers.vetting.decisions.services import give_back, run_out
from providers.vetting.email import tell_provider

State = Application.State


@task()
def follow_vetting(job: Job) -> None:
    follow(now=timezone.now())


def follow(*, now: datetime) -> None:
    """Twice has the effect of once."""
    today = localdate(now)
    stands = applications().filter(state__in=Application.STANDING)
    for application in stands.filter(valid_until__lt=today):
        run_out(application=application, now=now)
    # Nobody was told otherwise: the letter that asked named the day.
    late = applications().filter(state=State.ASKED, due_on__lt=today)
    for application in late:
        words = _("No reply came in time. What was entered is kept: send it again.")
        give_back(application=application, words=words, by=None, now=now)
    _remind(now)


def _remind(now: datetime) -> None:
    """Each of the days once, also where a morning was missed; not who renews already."""
    today = localdate(now)
    renewing = Application.objects.filter(
        Q(kind=Application.Kind.RENEWAL), state__in=Application.UNDER_WAY
    )
    stands = applications().filter(state=State.ACCEPTED, valid_until__gte=today)
    waiting = stands.exclude(provider__in=renewing.values("provider"))
    for application in waiting:
        left = (application.valid_until - today).days
        days = criteria_of(application).terms.reminders_days_before
        # The latest one that is due stands for those missed before it.
        passed = [before for before in days if left <= before]
        if passed and _is_first(application, min(passed)):
            tell_provider(application, "reminder")


def _is_first(application: Application, days: int) -> bool:
    """Whether this reminder was not written yet: letters are forgotten long before the year is."""
    stands = Application.objects.filter(pk=application.pk)
    earlier = stands.filter(Q(reminded=None) | Q(reminded__gt=days))
    return bool(earlier.update(reminded=days))
