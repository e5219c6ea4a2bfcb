"""Files that the sides give as evidence: judged as every file of the site, before they are kept."""

import logging
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import User
from providers.complaints.moving import locked
from providers.complaints.terms import most_files
from providers.errors import ProviderError
from providers.models import Complaint, ComplaintFile
from survey.errors import SurveyError
from survey.evidence.files import CheckedFile
from survey.evidence.services import judge_file
from survey.models.evidence import evidence_storage

log = logging.getLogger(__name__)


def judged(upload) -> CheckedFile | None:
    """What somebody sent beside words, before these are kept; None without a file.

    Raises SurveyError.
    """
    return judge_file(upload.read(), upload.name) if upload else None


@transaction.atomic
def add_file(
    *, complaint: Complaint, side: str, file: CheckedFile, by: User, now: datetime
) -> ComplaintFile:
    """Raises ProviderError: complaint_closed, too_many_complaint_files; SurveyError:
    file_not_stored.
    """
    held = locked(complaint)
    if held.state not in Complaint.UNDER_WAY:
        raise ProviderError("complaint_closed")
    if held.files.filter(side=side).count() >= most_files():
        raise ProviderError("too_many_complaint_files")
    kept = ComplaintFile(
        complaint=held,
        side=side,
        house=held.house_of(side),
        name=file.name,
        kind=file.kind,
        size=len(file.content),
        added_by=by,
        added_at=now,
    )
    _store(kept, file)
    try:
        kept.save(force_insert=True)
        record_event(
            action="complaint.file_added",
            organisation=held.provider.organisation,
            actor=by,
            subject=f"complaint:{held.public_id}",
            now=now,
            details={"side": str(side), "kind": file.kind},
        )
    except BaseException:
        # The storage knows no transactions: what no row will name goes again.
        evidence_storage().delete(kept.file.name)
        raise
    return kept


def _store(kept: ComplaintFile, file: CheckedFile) -> None:
    try:
        kept.file.save(file.name, ContentFile(file.content), save=False)
    except OSError as error:
        # Its path tells nothing of the file.
        log.exception("A file could not be stored")
        raise SurveyError("file_not_stored") from error
