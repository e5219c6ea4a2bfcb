"""Uploading, publishing and retiring index versions. What is published never changes."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import record_event
from indexes.documents.reader import checksum_of
from indexes.errors import IndexVersionError
from indexes.models import IndexVersion

DRAFT, PUBLISHED, RETIRED = (
    IndexVersion.Status.DRAFT,
    IndexVersion.Status.PUBLISHED,
    IndexVersion.Status.RETIRED,
)


@transaction.atomic
def set_index_status(
    *, version: IndexVersion, status: str, now: datetime, by: User | None
) -> None:
    """Retire a version, so that no new assessment starts with it, or take it up again. Its content stays.

    Raises IndexVersionError `index_draft` for a draft, and for what would become one.
    """
    if status == DRAFT or version.status == DRAFT:
        raise IndexVersionError("index_draft", index=str(version))
    if (
        IndexVersion.objects.filter(pk=version.pk)
        .exclude(status=status)
        .update(status=status)
    ):
        _record(f"index.{status}", version, now, by)
    version.status = status


def _record(action: str, version: IndexVersion, now: datetime, by: User | None) -> None:
    subject = f"index:{version.index_id}:{version.version}"
    record_event(
        action=action,
        organisation=None,
        actor=by,
        subject=subject,
        now=now,
        details={"checksum": version.checksum},
    )


def _standing(document: dict) -> IndexVersion | None:
    """The version of this id and number, held until the transaction ends. IndexVersionError where it is published already
    with other content."""
    head = document["index"]
    versions = IndexVersion.objects.select_for_update()
    found = versions.filter(index_id=head["id"], version=head["version"]).first()
    if found and found.status != DRAFT and found.checksum != checksum_of(document):
        raise IndexVersionError(
            "version_taken", index=head["id"], version=head["version"]
        )
    return found


@transaction.atomic
def publish_index(
    *, document: dict, now: datetime, by: User | None = None
) -> tuple[IndexVersion, bool]:
    """The published version of a checked document, and whether it is new. A draft of the same number gives way.

    Raises IndexVersionError `version_taken` where this id and version stand with other content.
    """
    found = _standing(document)
    if found and found.status != DRAFT:
        return found, False
    return _write(found, document, PUBLISHED, now, by), True


@transaction.atomic
def upload_draft(*, document: dict, now: datetime, by: User | None) -> IndexVersion:
    """Keep a checked document as a draft, in place of an earlier draft of the same number. Nobody is offered it.

    Raises IndexVersionError `version_taken` where this id and version are published, with whatever content.
    """
    found = _standing(document)
    if found and found.status != DRAFT:
        raise IndexVersionError(
            "version_taken", index=found.index_id, version=found.version
        )
    return _write(found, document, DRAFT, now, by)


@transaction.atomic
def publish_draft(*, version: IndexVersion, now: datetime, by: User | None) -> None:
    """From now on new assessments may start with it. IndexVersionError `no_draft` where it is none."""
    locked = IndexVersion.objects.select_for_update().get(pk=version.pk)
    if locked.status != DRAFT:
        raise IndexVersionError("no_draft", index=str(version))
    IndexVersion.objects.filter(pk=version.pk).update(
        status=PUBLISHED, published_at=now
    )
    version.status, version.published_at = PUBLISHED, now
    _record("index.published", version, now, by)


@transaction.atomic
def discard_draft(*, version: IndexVersion, now: datetime, by: User | None) -> None:
    """Only a draft: nothing was ever answered by it. IndexVersionError `no_draft` otherwise."""
    locked = IndexVersion.objects.select_for_update().get(pk=version.pk)
    if locked.status != DRAFT:
        raise IndexVersionError("no_draft", index=str(version))
    _record("index.discarded", version, now, by)
    locked.delete()


def _write(
    found: IndexVersion | None,
    document: dict,
    status: str,
    now: datetime,
    by: User | None,
) -> IndexVersion:
    head = document["index"]
    version = found or IndexVersion(index_id=head["id"], version=head["version"])
    version.document, version.checksum = document, checksum_of(document)
    version.status, version.published_at = status, now
    version.save()
    _record(f"index.{'uploaded' if status == DRAFT else status}", version, now, by)
    return version
