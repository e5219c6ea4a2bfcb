"""Writes on evidence: attach a file to an answer, take it away, say what a reviewer found."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import FileField, QuerySet, Sum

from accounts.audit.services import record_event
from accounts.brakes.heavy import TooBusyError, Workshop
from accounts.models import Organisation, User
from accounts.models.people import round_name
from survey.errors import SurveyError
from survey.evidence.files import CheckedFile, checked_file
from survey.evidence.keeping import stored
from survey.evidence.scanner import scan
from survey.models import Assessment, Evidence
from survey.models.evidence import (
    evidence_storage,
    random_place,
    take_away_file,
)

MOST_PER_ANSWER = 5
MOST_PER_ROUND = 200 * 1024 * 1024  # bytes over all answers of an assessment
LONGEST_NOTE = 1000

# Each file that is judged takes a process beside this one, and its memory; a large picture that
# is drawn small takes memory here.
_judging = Workshop(settings.HEAVY_AT_ONCE, waiting=2, seconds=10)


def add_evidence(
    *,
    assessment: Assessment,
    question: str,
    name: str,
    content: bytes,
    by: User | None,
    now: datetime,
) -> Evidence:
    """Keep a file as proof of the answer to `question`, before or after submission.

    The same file twice is one. Raises SurveyError: unknown_question, too_many_files,
    too_much_evidence, file_not_stored, and those of `checked_file`.
    """
    if question not in assessment.index.codes:
        raise SurveyError("unknown_question", question=question)
    file = judge_file(content, name)
    return _keep(assessment, question, file, by, now)


def judge_file(content: bytes, name: str) -> CheckedFile:
    """A file that somebody sent, as it may be kept.

    Raises SurveyError: files_busy, and those of `checked_file`.
    """
    with place_to_work():
        file = checked_file(content, name)
        scan(content)
    return file


@contextmanager
def place_to_work() -> Iterator[None]:
    """One of the few for work on a file. Raises SurveyError: files_busy."""
    try:
        with _judging.place():
            yield
    except TooBusyError as error:
        raise SurveyError("files_busy") from error


@transaction.atomic
def _keep(
    assessment: Assessment,
    question: str,
    file: CheckedFile,
    by: User | None,
    now: datetime,
) -> Evidence:
    # Two uploads at once keep to the limits too.
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    standing = Evidence.objects.filter(assessment=assessment, removed_at__isnull=True)
    digest = hashlib.sha256(file.content).hexdigest()
    same = standing.filter(question=question, sha256=digest).first()
    if same:
        return same

    _check_room(standing, question, len(file.content))
    evidence = Evidence(
        assessment=assessment,
        question=question,
        name=file.name,
        kind=file.kind,
        size=len(file.content),
        sha256=digest,
        uploaded_by=by,
        uploaded_at=now,
    )
    with stored(evidence.file, file):
        evidence.save(force_insert=True)
        _record("evidence.added", evidence, by, now, kind=file.kind)
    return evidence


@transaction.atomic
def copy_evidence(*, before: Assessment, after: Assessment) -> None:
    """The files of one round for another, with what reviewers said of them.

    Each has a file of its own: taking one away leaves the other. What a rolled back
    transaction leaves in the storage, `sweep_evidence` takes away.
    """
    standing = Evidence.objects.filter(assessment=before, removed_at__isnull=True)
    for evidence in standing:
        with evidence.file.open() as file:
            content = ContentFile(file.read())
        evidence.pk, evidence.public_id = None, uuid4()
        evidence.assessment = after
        evidence.file.save(evidence.name, content, save=False)
        evidence.save(force_insert=True)


def _check_room(standing: QuerySet[Evidence], question: str, size: int) -> None:
    if standing.filter(question=question).count() >= MOST_PER_ANSWER:
        raise SurveyError("too_many_files", most=MOST_PER_ANSWER)
    used = standing.aggregate(Sum("size"))["size__sum"] or 0
    if used + size > MOST_PER_ROUND:
        raise SurveyError("too_much_evidence", most=MOST_PER_ROUND // 1024**2)


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User | None, now: datetime) -> None:
    """The file and its name are gone for good; that there was one stays.

    A second call changes nothing.
    """
    path = evidence.file.name
    standing = Evidence.objects.filter(pk=evidence.pk, removed_at__isnull=True)
    if standing.update(removed_at=now, file="", name=""):
        _record("evidence.removed", evidence, by, now)
        take_away_file(path)


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

    standing = Evidence.objects.filter(pk=evidence.pk, removed_at__isnull=True)
    is_kept = standing.update(
        verdict=verdict,
        note=note,
        reviewed_by=by,
        reviewed_for=reviewer,
        reviewed_at=now,
    )
    if not is_kept:
        raise SurveyError("evidence_removed")
    details = {"verdict": str(verdict), "reviewer": str(reviewer.public_id)}
    _record("evidence.reviewed", evidence, by, now, **details)
    evidence.refresh_from_db()
    return evidence


@transaction.atomic
def record_evidence_opening(
    *, evidence: Evidence, by: User | None, through: list[str], now: datetime
) -> None:
    """Note that somebody outside the enterprise opened a file, and by whose consent."""
    name = round_name(evidence.assessment.round_key)
    _record("evidence.opened", evidence, by, now, through=through, round=name)


def sweep_evidence(*, older_than: datetime) -> int:
    """Delete files that no row names; how many."""
    storage = evidence_storage()
    strays = stray_files(older_than)
    for path in strays:
        storage.delete(path)
    return len(strays)


def stray_files(older_than: datetime) -> list[str]:
    """What no row names: left by a crash between storage and database."""
    storage = evidence_storage()
    paths = list(_stored_files(storage))
    # Read after the files: one that gets its row meanwhile is among them.
    named = _named_files()
    unnamed = [path for path in paths if path not in named]
    return [path for path in unnamed if storage.get_modified_time(path) < older_than]


def _named_files() -> set[str]:
    """By rows of any model that keeps files in the same place."""
    named: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField) and field.upload_to is random_place:
                files = model._default_manager.exclude(**{field.name: ""})
                named.update(files.values_list(field.name, flat=True))
    return named


def _stored_files(storage: Storage) -> Iterator[str]:
    if not storage.exists(""):
        return
    folders, _files = storage.listdir("")
    for folder in folders:
        _folders, names = storage.listdir(folder)
        for name in names:
            yield f"{folder}/{name}"


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
