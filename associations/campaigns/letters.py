"""Invitations and reminders: written where due, into the outbox, none twice for one reason.

Not all at once: as many as the outbox sends until the next look, so that a letter with a password
does not wait behind fifty thousand of these, and none is written that a quiet hour would overtake.
"""

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.email import send_email
from accounts.models import Letter, LetterStop, User
from accounts.outbox.addresses import folded, is_bad
from accounts.outbox.services import no_letters
from accounts.outbox.stopping.queries import is_stopped
from accounts.outbox.stopping.unasked import Unasked
from accounts.site import at_site
from associations.campaigns.clock import (
    BETWEEN_LETTERS,
    INVITED,
    due_by,
    is_time_for_letters,
)
from associations.invitations.links import hash_of, hash_of_address, token_of
from associations.models import Campaign, Invitation
from background.enqueuing import enqueue_unless_waiting
from background.performing import Job
from background.tasks import task
from indexes.models import IndexVersion

AT_ONCE = 50  # letters in one transaction
UNTIL_NEXT_LOOK = 5  # minutes; see fixtures/background/schedule.yaml
WITHOUT_RATE = 1000  # letters ahead of the mail server where no rate is set
DEFAULT_LANGUAGE = "vi"


def ask_for_letters(now: datetime) -> None:
    enqueue_unless_waiting(write_letters, now)


@task(in_one=False)
def write_letters(job: Job) -> None:
    """Those that are due of all running campaigns, as many as leave soon."""
    written = 0
    for campaign in running(timezone.now()):
        while True:
            # Counted anew for each part: letters with passwords come in meanwhile.
            room = min(AT_ONCE, room_for_letters())
            with job.part():
                count = _write_some(campaign.pk, room, timezone.now())
            if not count:
                break
            written += count
            job.say(written, written)


def running(now: datetime) -> QuerySet[Campaign]:
    today = timezone.localdate(now)
    return Campaign.objects.filter(
        state=Campaign.State.RUNNING,
        begins_on__lte=today,
        ends_on__gte=today,
    ).order_by("pk")


def room_for_letters() -> int:
    """How many letters the outbox takes before it has more than it sends until the next look."""
    most = settings.EMAIL_PER_MINUTE * UNTIL_NEXT_LOOK or WITHOUT_RATE
    waiting = Letter.objects.filter(state=Letter.State.WAITING)
    return max(0, most - waiting.count())


def _write_some(campaign_id: int, most: int, now: datetime) -> int:
    """How many invitations were dealt with. One worker at a time: the campaign is locked."""
    locked = Campaign.objects.select_for_update(of=("self",))
    campaign = locked.select_related("association", "index_version").get(pk=campaign_id)
    if not may_write(campaign, now):
        return 0
    # Asked under the lock: another worker wrote some of them a moment ago.
    due = list(due_invitations(campaign, now).select_related("member")[:most])
    for invitation in due:
        _write(campaign, invitation, now)
    return len(due)


def may_write(campaign: Campaign, now: datetime) -> bool:
    """Not in quiet hours, not outside of its period, and never for what is not published."""
    local = timezone.localtime(now)
    if campaign.state != Campaign.State.RUNNING:
        return False
    if not campaign.begins_on <= local.date() <= campaign.ends_on:
        return False
    if campaign.index_version.status != IndexVersion.Status.PUBLISHED:
        return False
    return is_time_of(campaign, now)


def is_time_of(campaign: Campaign, now: datetime) -> bool:
    """By its own quiet hours and days, whether its period is over or not."""
    return is_time_for_letters(
        timezone.localtime(now),
        quiet_from=campaign.quiet_from,
        quiet_until=campaign.quiet_until,
        on_working_days=campaign.on_working_days,
    )


def due_invitations(campaign: Campaign, now: datetime) -> QuerySet[Invitation]:
    """Who has not finished, can be reached, and was not written to as far as by today."""
    today = timezone.localdate(now)
    due = due_by(today, campaign.begins_on, campaign.reminder_days)
    lately = Q(written_at__gt=now - BETWEEN_LETTERS)
    return Invitation.objects.filter(
        campaign=campaign,
        member__left_at__isnull=True,
        member__declined_at__isnull=True,
        member__isnull=False,
        written__lt=due,
        stage__lt=Invitation.Stage.SUBMITTED,
        unreachable="",
    ).exclude(lately)


def _write(campaign: Campaign, invitation: Invitation, now: datetime) -> None:
    email = invitation.member.email
    why_not = _why_unreachable(email, campaign)
    if why_not:
        # Not as written: once it has an address that works, its letter is due at once.
        invitation.unreachable = why_not
        invitation.save(update_fields=["unreachable"])
        return
    today = timezone.localdate(now)
    due = due_by(today, campaign.begins_on, campaign.reminder_days)
    address_to(invitation, email)
    # Whoever is reached late gets the invitation first, whichever reminder is due by
    # then.
    is_first = invitation.written == 0
    send_letter(campaign, invitation, 0 if is_first else due - INVITED)
    invitation.written = due
    invitation.written_at = now
    invitation.save(
        update_fields=["token_hash", "turn", "sent_to", "written", "written_at"]
    )


def _why_unreachable(email: str, campaign: Campaign) -> str:
    if not email:
        return Invitation.Unreachable.NO_ADDRESS
    if is_bad(email):
        return Invitation.Unreachable.BOUNCED
    if is_stopped(unasked_of(campaign), email):
        return Invitation.Unreachable.STOPPED
    return ""


def unasked_of(campaign: Campaign) -> Unasked:
    return Unasked(campaign.association, LetterStop.Kind.CAMPAIGN)


def address_to(invitation: Invitation, email: str) -> None:
    """Another address gets another link, and the one before opens nothing any more."""
    address = hash_of_address(email)
    if invitation.sent_to not in ("", address):
        invitation.turn += 1
    invitation.sent_to = address
    # Of another key of the site, too, if it was changed in between.
    invitation.token_hash = hash_of(invitation.public_id, invitation.turn)


def send_letter(
    campaign: Campaign,
    invitation: Invitation,
    number: int,
    again: str = "",
) -> bool:
    """number: 0 the invitation, then the reminders. again: what is asked for by hand."""
    member = invitation.member
    language = _language_of(member.email)
    token = token_of(invitation.public_id, invitation.turn)
    context = {
        "association": campaign.association.name,
        "campaign": campaign.name,
        "member": member.name,
        "welcome": _paragraphs(campaign.welcome, language),
        "ends_on": campaign.ends_on,
        "minutes": campaign.index_version.index.minutes,
        "number": number,
        "url": at_site(reverse("associations:campaign_link", args=[token])),
    }
    letter = "reminder" if number else "invitation"
    # The outbox takes each key once: a worker killed in between writes no second
    # letter.
    key = f"campaign:{campaign.pk}:{member.pk}:{number}{again}"
    # In the demo all goes on as if, but nobody invented is written to.
    is_invented = campaign.association.is_fictional
    with no_letters() if is_invented else nullcontext():
        return send_email(
            f"associations/campaigns/email/{letter}",
            member.email,
            language,
            context,
            key=key,
            unasked=unasked_of(campaign),
        )


def _paragraphs(texts: Mapping[str, str], language: str) -> list[str]:
    # Welcomes are not translated by anybody but their association.
    text = texts.get(language) or texts.get(DEFAULT_LANGUAGE, "")
    return text.split("\n")


def _language_of(email: str) -> str:
    known = User.objects.filter(email=folded(email))
    return known.values_list("language", flat=True).first() or DEFAULT_LANGUAGE
