"""Publishing index versions. What is published never changes."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import record_event
from survey.errors import SurveyError
from survey.index.document import checksum_of
from survey.models import IndexVersion


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
        subject = f"index:{head['id']}:{head['version']}"
        record_event(deed="index.published", organisation=None, actor=by, subject=subject, now=now)
    return version, is_new
