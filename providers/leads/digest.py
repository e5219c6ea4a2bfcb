"""News of requests once a day, for who wants it so."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.email import send_email
from accounts.models import User
from accounts.site import at_site
from background.performing import Job
from background.tasks import task
from language.plain_words import without_links
from providers.leads.email import UNDER_CONSENT, url_of
from providers.leads.wording import LINES
from providers.models import LeadLetters, LeadNotice, Side


@transaction.atomic
def set_daily(*, user: User, daily: bool) -> None:
    """Whether one letter a day tells all; what waited for the day leaves with the next one."""
    LeadLetters.objects.update_or_create(user=user, defaults={"daily": daily})


@task(in_one=False)
def write_digests(job: Job) -> None:
    """Each reader's letter and the end of its notices are stored together."""
    now = timezone.now()
    waiting = LeadNotice.objects.filter(at__lt=now).order_by()
    for key in list(waiting.values_list("user", flat=True).distinct()):
        with job.part():
            write_digest(key, now)


def write_digest(user_id: int, now: datetime) -> None:
    user = User.objects.select_for_update().get(pk=user_id)
    waiting = LeadNotice.objects.filter(user=user, at__lt=now)
    related = ("lead__consent", "lead__provider__organisation")
    notices = list(waiting.select_related(*related))
    told = [each for each in notices if _may_be_told(each, now)]
    # By what was read: what is written down meanwhile waits for the next letter.
    LeadNotice.objects.filter(pk__in=[each.pk for each in notices]).delete()
    if told and user.is_active:
        _send(user, told)


def _may_be_told(notice: LeadNotice, now: datetime) -> bool:
    """Letters under a consent are taken back with it; so is a line in that of the day."""
    if notice.name not in UNDER_CONSENT:
        return True
    return notice.lead.consent.stands_at(now)


def _send(user: User, notices: Sequence[LeadNotice]) -> None:
    send_email(
        "providers/email/request_digest",
        user.email,
        user.language,
        {"lines": _lines(notices), "url": at_site(_page_of(notices))},
    )


def _page_of(notices: Iterable[LeadNotice]) -> str:
    of_provider = any(each.side == Side.PROVIDER for each in notices)
    return reverse("providers:leads" if of_provider else "providers:requests")


def _lines(notices: Sequence[LeadNotice]) -> Iterable[dict]:
    """A request with all that happened to it, in the order in which they came."""
    in_order = sorted(notices, key=lambda each: (each.lead_id, each.side, each.pk))
    lines = []
    for _lead, of_lead in groupby(in_order, lambda each: (each.lead_id, each.side)):
        lines.append(_line(list(of_lead)))
    return lines


def _line(notices: Sequence[LeadNotice]) -> dict:
    lead, side = notices[0].lead, notices[0].side
    is_provider = side == Side.PROVIDER
    return {
        # As in the other letters: an enterprise is not named to a provider.
        "about": "" if is_provider else without_links(lead.provider.organisation.name),
        "news": [LINES[side, each.name] for each in notices],
        "url": url_of(side, lead),
    }
