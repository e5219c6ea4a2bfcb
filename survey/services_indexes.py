"""Publishing index versions. What is published never changes."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import record_event
from survey.errors import SurveyError
from survey.index.document import checksum_of
from survey.models import IndexVersion


@transaction.atomic
def set_index_status(*, version: IndexVersion, status: str, now: datetime, by: User | None) -> None:
    """Retire a version, so that no new assessment starts with it, or take it up again. Its content stays."""
    if IndexVersion.objects.filter(pk=version.pk).exclude(status=status).update(status=status):
        _record(f"index.{status}", version, now, by)
    version.status = status


def _record(deed: str, version: IndexVersion, now: datetime, by: User | None) -> None:
    subject = f"index:{version.index_id}:{version.version}"
    record_event(deed=deed, organisation=None, actor=by, subject=subject, now=now)


@transaction.atomic
def publish_index(*, document: dict, now: datetime, by: User | None = None) -> tuple[IndexVersion, bool]:
    """The published version of a checked document, and whether it is new.

    Raises SurveyError `version_taken` where this id and version stand with other content.
    """
    head, checksum = document["index"], checksum_of(document)
    version, is_new = IndexVersion.objects.get_or_create(
        index_id=head["id"],
        version=head["version"],
        defaults={"document": document, "checksum": checksum, "published_at": now},
    )
    if version.checksum != checksum:
        raise SurveyError("version_taken", index=head["id"], version=head["version"])
    if is_new:
        _record("index.published", version, now, by)
    return version, is_new
