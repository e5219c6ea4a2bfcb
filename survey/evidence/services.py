"""Writes on evidence: attach a file to an answer, take it away, say what a reviewer found."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum

from accounts.models import Organisation, User
from accounts.services import record_event
from survey.errors import SurveyError
from survey.evidence.files import CheckedFile, checked_file
from survey.models import Assessment, Evidence
from survey.models.evidence import evidence_storage

MOST_PER_ANSWER = 5
MOST_PER_ROUND = 200 * 1024 * 1024  # bytes over all answers of an assessment
LONGEST_NOTE = 1000


def add_evidence(
    *,
    assessment: Assessment,
    question: str,
    name: str,
    content: bytes,
    by: User | None,
    now: datetime,
) -> Evidence:
    """Keep a file as proof of the answer to `question`, before or after submission. The same file twice is one.

    Raises SurveyError: unknown_question, too_many_files, too_much_evidence, and those of `checked_file`.
    """
    if question not in assessment.index.codes:
        raise SurveyError("unknown_question", question=question)
    return _keep(assessment, question, checked_file(content, name), by, now)


@transaction.atomic
def _keep(
    assessment: Assessment,
    question: str,
    file: CheckedFile,
    by: User | None,
    now: datetime,
) -> Evidence:
    Assessment.objects.select_for_update().get(
        pk=assessment.pk
    )  # two uploads at once keep to the limit too
    digest = hashlib.sha256(file.content).hexdigest()
    standing = Evidence.objects.filter(assessment=assessment, removed_at__isnull=True)
    same = standing.filter(question=question, sha256=digest).first()
    if same:
        return same
    if standing.filter(question=question).count() >= MOST_PER_ANSWER:
        raise SurveyError("too_many_files", most=MOST_PER_ANSWER)
    if (standing.aggregate(Sum("size"))["size__sum"] or 0) + len(
        file.content
    ) > MOST_PER_ROUND:
        raise SurveyError("too_much_evidence", most=MOST_PER_ROUND // 1024**2)
    evidence = Evidence(
        assessment=assessment,
        question=question,
        name=file.name,
        kind=file.kind,
        sha256=digest,
    )
    evidence.size, evidence.uploaded_by, evidence.uploaded_at = (
        len(file.content),
        by,
        now,
    )
    evidence.file.save(file.name, ContentFile(file.content), save=False)
    try:
        evidence.save(force_insert=True)
        _record("evidence.added", evidence, by, now, kind=file.kind)
    except BaseException:
        evidence_storage().delete(evidence.file.name)
        raise
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User | None, now: datetime) -> None:
    """The file and its name are gone for good; that there was one stays. A second call changes nothing."""
    place = evidence.file.name
    gone = {"removed_at": now, "file": "", "name": ""}
    if Evidence.objects.filter(pk=evidence.pk, removed_at__isnull=True).update(**gone):
        _record("evidence.removed", evidence, by, now)
        transaction.on_commit(lambda: evidence_storage().delete(place))


@transaction.atomic
def review_evidence(
    *,
    evidence: Evidence,
    verdict: str,
    note: str,
    by: User,
    reviewer: Organisation,
    now: datetime,
) -> Evidence:
    """What `reviewer` found; a later finding replaces it, and the log keeps both.

    Raises SurveyError: evidence_removed, note_missing (whoever declines says why).
    """
    note = note.strip()[:LONGEST_NOTE]
    if verdict == Evidence.Verdict.DECLINED and not note:
        raise SurveyError("note_missing")
    found = {
        "verdict": verdict,
        "note": note,
        "reviewed_by": by,
        "reviewed_for": reviewer,
        "reviewed_at": now,
    }
    if not Evidence.objects.filter(pk=evidence.pk, removed_at__isnull=True).update(
        **found
    ):
        raise SurveyError("evidence_removed")
    _record(
        "evidence.reviewed",
        evidence,
        by,
        now,
        verdict=str(verdict),
        reviewer=str(reviewer.public_id),
    )
    evidence.refresh_from_db()
    return evidence


@transaction.atomic
def record_evidence_opening(
    *, evidence: Evidence, by: User | None, through: list[str], now: datetime
) -> None:
    """Note that somebody outside the enterprise opened a file, and by whose consent."""
    _record("evidence.opened", evidence, by, now, through=through)


def sweep_evidence(*, older_than: datetime) -> int:
    """Delete files that no row names: left by a crash between storage and database. How many."""
    storage = evidence_storage()
    folders, _files = storage.listdir("") if storage.exists("") else ([], [])
    places = [
        f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]
    ]
    named = set(Evidence.objects.exclude(file="").values_list("file", flat=True))
    left = [
        one
        for one in places
        if one not in named and storage.get_modified_time(one) < older_than
    ]
    for place in left:
        storage.delete(place)
    return len(left)


def _record(
    action: str, evidence: Evidence, by: User | None, now: datetime, **details
) -> None:
    record_event(
        action=action,
        organisation=evidence.assessment.organisation,
        actor=by,
        subject=f"evidence:{evidence.public_id}",
        now=now,
        details={"question": evidence.question, **details},
    )
