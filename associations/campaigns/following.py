"""What happens elsewhere and concerns a campaign: rounds sent, letters back, its period over."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from accounts.models import BadAddress, LetterStop
from associations.campaigns.letters import ask_for_letters
from associations.campaigns.services import close_campaign
from associations.models import Affiliation, Campaign, Invitation, Member
from background.performing import Job
from background.tasks import task
from survey.answers.progress import progress_of
from survey.models import Assessment
from survey.results.services import round_submitted

AT_ONCE = 100  # rounds looked at in one transaction


def watch() -> None:
    """Called when the site starts."""
    name = "associations.campaigns.following"
    round_submitted.connect(_on_submission, dispatch_uid=name)
    post_save.connect(_on_bad_address, sender=BadAddress, dispatch_uid=name)
    post_delete.connect(_on_good_address, sender=BadAddress, dispatch_uid=name)
    post_save.connect(_on_stop, sender=LetterStop, dispatch_uid=name)
    post_delete.connect(_on_wanted_again, sender=LetterStop, dispatch_uid=name)


def _on_submission(assessment: Assessment, now: datetime, **_others) -> None:
    """Counted while its campaign runs; what is sent later is no response to it."""
    # By the round, not by the enterprise: it may have sent another one for itself.
    begun = Invitation.objects.filter(
        assessment=assessment,
        campaign__state=Campaign.State.RUNNING,
    )
    begun.update(stage=Invitation.Stage.SUBMITTED, submitted_at=now)


def _on_bad_address(instance: BadAddress, **_others) -> None:
    reached = _of_running(unreachable="").filter(_written_to(instance.address))
    reached.update(unreachable=Invitation.Unreachable.BOUNCED)


def _on_good_address(instance: BadAddress, **_others) -> None:
    bounced = _of_running(unreachable=Invitation.Unreachable.BOUNCED)
    bounced.filter(_written_to(instance.address)).update(unreachable="")


def _on_stop(instance: LetterStop, **_others) -> None:
    reached = _of_running(unreachable="", campaign__association=instance.sender_id)
    if instance.kind == LetterStop.Kind.CAMPAIGN:
        stopped = reached.filter(_written_to(instance.address))
        stopped.update(unreachable=Invitation.Unreachable.STOPPED)


def _on_wanted_again(instance: LetterStop, **_others) -> None:
    stopped = _of_running(
        unreachable=Invitation.Unreachable.STOPPED,
        campaign__association=instance.sender_id,
    )
    if instance.kind == LetterStop.Kind.CAMPAIGN:
        stopped.filter(_written_to(instance.address)).update(unreachable="")


def _of_running(**what) -> QuerySet[Invitation]:
    return Invitation.objects.filter(campaign__state=Campaign.State.RUNNING, **what)


def _written_to(address: str) -> Q:
    running = Campaign.objects.filter(state=Campaign.State.RUNNING)
    # Lower("email") as the index has it: addresses are kept as they were typed.
    members = Member.objects.annotate(address=Lower("email")).filter(
        association__in=running.values("association"),
        address=address,
    )
    return Q(member__in=members.values("pk"))


@task(in_one=False)
def follow_campaigns(job: Job) -> None:
    """What nobody tells of in the moment: every few minutes."""
    now = timezone.now()
    with job.part():
        close_ended(now)
        _note_new_addresses()
        _note_bad_addresses()
        _note_new_members()
    _note_pages(job)
    ask_for_letters(now)


def close_ended(now: datetime) -> None:
    today = timezone.localdate(now)
    ended = Campaign.objects.filter(state=Campaign.State.RUNNING, ends_on__lt=today)
    for campaign in ended:
        close_campaign(campaign=campaign, because="", by=None, now=now)


def _note_new_addresses() -> None:
    """Somebody rang, and typed where letters arrive."""
    # Not at once, by a signal: tables of members are saved in bulk, which sends none.
    without = _of_running(unreachable=Invitation.Unreachable.NO_ADDRESS)
    without.exclude(member__email="").update(unreachable="")
    bad = BadAddress.objects.values("address")
    bounced = _of_running(unreachable=Invitation.Unreachable.BOUNCED)
    members = Member.objects.annotate(address=Lower("email")).exclude(address__in=bad)
    bounced.filter(member__in=members.exclude(email="").values("pk")).update(
        unreachable=""
    )


def _note_bad_addresses() -> None:
    """Those that were imported since the address was known to be bad."""
    bad = BadAddress.objects.values("address")
    members = Member.objects.annotate(address=Lower("email")).filter(address__in=bad)
    reached = _of_running(unreachable="")
    reached.filter(member__in=members.values("pk")).update(
        unreachable=Invitation.Unreachable.BOUNCED
    )


def _note_new_members() -> None:
    """Who came by the open link, and was let in since."""
    waiting = _of_running(member__isnull=True, assessment__isnull=False)
    belongs = Affiliation.objects.filter(
        association=OuterRef("campaign__association"),
        enterprise=OuterRef("assessment__organisation"),
        state=Affiliation.State.ACTIVE,
    )
    let_in = waiting.filter(Exists(belongs))
    for invitation in let_in.select_related("campaign", "assessment"):
        _count_as_member(invitation)


def _count_as_member(invitation: Invitation) -> None:
    """From now on; where the member had an invitation of its own, in its place."""
    member = Member.objects.filter(
        association=invitation.campaign.association_id,
        enterprise=invitation.assessment.organisation_id,
    ).first()
    if member is None:
        return
    own = Invitation.objects.filter(campaign=invitation.campaign, member=member)
    # It answers by its own link already; this round is one more, and counts nowhere.
    if own.filter(assessment__isnull=False).exists():
        return
    # First: a campaign has one invitation for a member, which the database holds to.
    own.delete()
    invitation.member = member
    invitation.sector = member.sector
    invitation.size = member.size
    invitation.save(update_fields=["member", "sector", "size"])


def _note_pages(job: Job) -> None:
    """At which page those stand who have begun, where they answered since the last look."""
    while True:
        with job.part():
            rows = list(_moved()[:AT_ONCE])
            for invitation in rows:
                note_page(invitation)
        # Those looked at fall out of the question, so it comes to an end.
        if len(rows) < AT_ONCE:
            return


def _moved() -> QuerySet[Invitation]:
    started = _of_running(stage=Invitation.Stage.STARTED, assessment__isnull=False)
    has_moved = Q(looked_at__isnull=True) | Q(looked_at__lt=F("assessment__changed_at"))
    related = started.filter(has_moved).select_related("assessment__index_version")
    return related.defer("assessment__index_version__document")


def note_page(invitation: Invitation) -> None:
    assessment = invitation.assessment
    # As of then: what is answered while this counts is looked at the next time.
    invitation.looked_at = assessment.changed_at
    invitation.page = _page_of(assessment)
    invitation.save(update_fields=["looked_at", "page"])


def _page_of(assessment: Assessment) -> str:
    """The first page that has something open; empty where all is answered and not sent."""
    pages = progress_of(assessment).pages
    open_pages = (each.page.slug for each in pages if each.state in ("todo", "started"))
    return next(open_pages, "")
