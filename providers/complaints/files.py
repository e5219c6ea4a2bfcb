"""Files that the sides give as evidence: judged as every file of the site, before they are kept."""

from datetime import datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import User
from providers.complaints.moving import locked
from providers.complaints.terms import most_files
from providers.errors import ProviderError
from providers.models import Complaint, ComplaintFile
from survey.evidence.files import CheckedFile
from survey.evidence.keeping import stored
from survey.evidence.services import judge_file


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
    with stored(kept.file, file):
        kept.save(force_insert=True)
        record_event(
            action="complaint.file_added",
            organisation=held.provider.organisation,
            actor=by,
            subject=f"complaint:{held.public_id}",
            now=now,
            details={"side": str(side), "kind": file.kind},
        )
    return kept
