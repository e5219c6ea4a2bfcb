"""Documents beside a criterion: kept as safely as evidence is, by the same judge and storage."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from providers.errors import ProviderError
from providers.models import Application, ApplicationFile
from providers.vetting.applications.queries import files_of
from providers.vetting.transitions import check_editable, record
from survey.evidence.files import CheckedFile
from survey.evidence.keeping import stored
from survey.evidence.services import judge_file
from survey.models.evidence import take_away_file

MOST_PER_CRITERION = 5


def add_file(
    *,
    application: Application,
    criterion: str,
    name: str,
    content: bytes,
    valid_until: date | None,
    by: User | None,
    now: datetime,
) -> ApplicationFile:
    """The same file twice is one. Raises ProviderError: not_now, too_many_files; SurveyError:
    file_not_stored, and those of `judge_file`.
    """
    # Before any lock: a judge may take seconds.
    file = judge_file(content, name)
    return keep_file(
        application=application,
        criterion=criterion,
        file=file,
        valid_until=valid_until,
        by=by,
        now=now,
    )


@transaction.atomic
def keep_file(
    *,
    application: Application,
    criterion: str,
    file: CheckedFile,
    valid_until: date | None,
    by: User | None,
    now: datetime,
) -> ApplicationFile:
    """One that was judged. Raises as `add_file` does."""
    held = check_editable(application)
    standing = files_of(held).filter(criterion=criterion)
    digest = hashlib.sha256(file.content).hexdigest()
    # Tapped twice, or kept before under another name.
    same = standing.filter(sha256=digest).first()
    if same:
        return same
    if standing.count() >= MOST_PER_CRITERION:
        raise ProviderError("too_many_files", most=MOST_PER_CRITERION)
    kept = ApplicationFile(
        application=held,
        criterion=criterion,
        name=file.name,
        kind=file.kind,
        size=len(file.content),
        sha256=digest,
        valid_until=valid_until,
        uploaded_by=by,
        uploaded_at=now,
    )
    with stored(kept.file, file):
        kept.save(force_insert=True)
        record(held, "vetting.file_added", by, now, criterion=criterion)
    return kept


@transaction.atomic
def remove_file(*, file: ApplicationFile, by: User | None, now: datetime) -> None:
    """It and its name are gone for good. Twice has the effect of once."""
    held = check_editable(file.application)
    path = file.file.name
    standing = ApplicationFile.objects.filter(pk=file.pk, removed_at__isnull=True)
    if standing.update(removed_at=now, file="", name=""):
        record(held, "vetting.file_removed", by, now, criterion=file.criterion)
        take_away_file(path)


@transaction.atomic
def record_opening(*, file: ApplicationFile, by: User, now: datetime) -> None:
    """That an officer of the association opened it."""
    record(file.application, "vetting.file_opened", by, now, criterion=file.criterion)
