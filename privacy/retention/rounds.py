"""What was said and sent: drafts, invitations, links, files, words at the end."""

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, StaffInvitation
from accounts.site import at_site
from privacy.retention.batches import Rows, batches_of, deleted, emptied
from privacy.retention.notices import Notices, Trace
from privacy.retention.tally import Moment, Special, Tally
from survey.evidence.services import remove_evidence, stray_files, sweep_evidence
from survey.models import (
    Assessment,
    Evidence,
    Feedback,
    Respondent,
    ResumeLink,
    ShareLink,
)
from survey.rounds.retention import forget_drafts, left_behind


def _old_drafts(moment: Moment) -> Tally:
    drafts = left_behind(moment.since, moment.now)
    files = Evidence.objects.filter(assessment__in=drafts, removed_at__isnull=True)
    return Tally(drafts.count(), files.count())


def _forget_drafts(moment: Moment) -> Tally:
    gone = forget_drafts(untouched_since=moment.since, now=moment.now)
    return Tally(gone.drafts, gone.files)


def _ended_invitations(moment: Moment) -> QuerySet[Respondent]:
    return Respondent.objects.filter(expires_at__lt=moment.since)


def _ended_work(moment: Moment) -> QuerySet[StaffInvitation]:
    """Whoever joined is a member since; of the others nothing is needed any more."""
    ended = StaffInvitation.objects.alias(
        over=Coalesce("accepted_at", "ended_at", "expires_at")
    )
    return ended.filter(over__lt=moment.since)


def _ended_ways_back(moment: Moment) -> QuerySet[ResumeLink]:
    return ResumeLink.objects.filter(expires_at__lt=moment.since)


def _ended_links(moment: Moment) -> QuerySet[ShareLink]:
    ended = ShareLink.objects.alias(ended_at=Coalesce("revoked_at", "expires_at"))
    return ended.filter(ended_at__lt=moment.since)


def _old_evidence(moment: Moment) -> QuerySet[Evidence]:
    """Of rounds that were sent, or last changed, before; what is added later counts anew."""
    # Looking at a round that was sent changes nothing in it.
    last = Coalesce("submitted_at", "changed_at")
    rounds = Assessment.objects.alias(last=last).filter(last__lt=moment.since)
    files = Evidence.objects.filter(assessment__in=rounds, removed_at__isnull=True)
    return files.filter(uploaded_at__lt=moment.since)


def _rounds_with_old_files(moment: Moment) -> QuerySet[Assessment]:
    rounds = Assessment.objects.filter(
        pk__in=_old_evidence(moment).values("assessment")
    )
    return rounds.select_related("organisation")


def _describe(assessment: Assessment) -> dict[str, object]:
    page = reverse("survey:evidence", args=[assessment.public_id])
    return {"url": at_site(page), "round": assessment.round}


FILES_GO = Notices(
    rule="evidence",
    template="privacy/email/files_go",
    select=_rounds_with_old_files,
    enterprise="organisation",
    to=(Trace(Membership, "organisation", "user"),),
    describe=_describe,
)


def _evidence_to_go(moment: Moment) -> QuerySet[Evidence]:
    waiting = FILES_GO.waiting(moment).values("pk")
    return _old_evidence(moment).exclude(assessment__in=waiting)


def _count_evidence(moment: Moment) -> Tally:
    files = _evidence_to_go(moment).count()
    return Tally(files, files) + FILES_GO.due(moment)


def _forget_evidence(moment: Moment) -> Tally:
    """Each in a transaction of its own, with its entry in the log of its enterprise."""
    told, gone = FILES_GO.tell(moment), 0
    for keys in batches_of(_evidence_to_go(moment)):
        files = Evidence.objects.filter(pk__in=keys)
        for evidence in files.select_related("assessment__organisation"):
            remove_evidence(evidence=evidence, by=None, now=moment.now)
            gone += 1
    return Tally(gone, gone) + told


def _count_strays(moment: Moment) -> Tally:
    return Tally(files=len(stray_files(moment.since)))


def _sweep(moment: Moment) -> Tally:
    return Tally(files=sweep_evidence(older_than=moment.since))


def _old_words(moment: Moment) -> QuerySet[Feedback]:
    return Feedback.objects.filter(day__lt=timezone.localdate(moment.since))


DRAFTS = Special(_old_drafts, _forget_drafts)
# A name stays beside the answers.
INVITATIONS = (
    emptied(_ended_invitations, "email"),
    deleted(_ended_work),
)
LINKS: tuple[Rows, ...] = (deleted(_ended_ways_back), deleted(_ended_links))
EVIDENCE = Special(_count_evidence, _forget_evidence)
STRAYS = Special(_count_strays, _sweep)
FEEDBACK = deleted(_old_words)
