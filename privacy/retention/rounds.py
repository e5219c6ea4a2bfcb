"""What was said and sent: drafts, invitations, links, files, words at the end."""

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from privacy.retention.batches import Rows, batches_of, deleted, emptied
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


def _count_evidence(moment: Moment) -> Tally:
    files = _old_evidence(moment).count()
    return Tally(files, files)


def _forget_evidence(moment: Moment) -> Tally:
    """Each in a transaction of its own, with its entry in the log of its enterprise."""
    gone = 0
    for keys in batches_of(_old_evidence(moment)):
        files = Evidence.objects.filter(pk__in=keys)
        for evidence in files.select_related("assessment__organisation"):
            remove_evidence(evidence=evidence, by=None, now=moment.now)
            gone += 1
    return Tally(gone, gone)


def _count_strays(moment: Moment) -> Tally:
    return Tally(files=len(stray_files(moment.since)))


def _sweep(moment: Moment) -> Tally:
    return Tally(files=sweep_evidence(older_than=moment.since))


def _old_words(moment: Moment) -> QuerySet[Feedback]:
    return Feedback.objects.filter(day__lt=timezone.localdate(moment.since))


DRAFTS = Special(_old_drafts, _forget_drafts)
# A name stays beside the answers.
INVITATIONS = emptied(_ended_invitations, "email")
LINKS: tuple[Rows, ...] = (deleted(_ended_ways_back), deleted(_ended_links))
EVIDENCE = Special(_count_evidence, _forget_evidence)
STRAYS = Special(_count_strays, _sweep)
FEEDBACK = deleted(_old_words)
