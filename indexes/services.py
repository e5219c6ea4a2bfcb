"""Uploading, publishing and retiring index versions. What is published never changes."""

from datetime import datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import User
from indexes.documents.reader import checksum_of
from indexes.errors import IndexVersionError
from indexes.models import IndexVersion

DRAFT = IndexVersion.Status.DRAFT
PUBLISHED = IndexVersion.Status.PUBLISHED


@transaction.atomic
def set_index_status(
    *,
    version: IndexVersion,
    status: str,
    now: datetime,
    by: User | None,
) -> None:
    """Retire a version, so that no new assessment starts with it, or take it up again.

    Its content stays. Raises IndexVersionError `index_draft` for a draft, and for what would
    become one.
    """
    if status == DRAFT or version.status == DRAFT:
        raise IndexVersionError("index_draft", index=str(version))
    unlike = IndexVersion.objects.filter(pk=version.pk).exclude(status=status)
    # One event for each change: of two administrators at once only the first changes anything.
    if unlike.update(status=status):
        _record(f"index.{status}", version, now, by)
    version.status = status


def _record(
    action: str,
    version: IndexVersion,
    now: datetime,
    by: User | None,
) -> None:
    record_event(
        action=action,
        organisation=None,
        actor=by,
        subject=f"index:{version.index_id}:{version.version}",
        now=now,
        details={"checksum": version.checksum},
    )


def _locked_version(document: dict) -> IndexVersion | None:
    """The version of this id and number, held until the transaction ends.

    IndexVersionError where it is published already with other content.
    """
    head = document["index"]
    versions = IndexVersion.objects.select_for_update()
    version = versions.filter(
        index_id=head["id"],
        version=head["version"],
    ).first()
    # A draft may be anything: nobody has answered it.
    if version is None or version.status == DRAFT:
        return version
    if version.checksum != checksum_of(document):
        raise IndexVersionError(
            "version_taken", index=head["id"], version=head["version"]
        )
    return version


@transaction.atomic
def publish_index(
    *,
    document: dict,
    now: datetime,
    by: User | None = None,
) -> tuple[IndexVersion, bool]:
    """The published version of a checked document, and whether it is new.

    A draft of the same number gives way. Raises IndexVersionError `version_taken` where this id
    and version are published with other content.
    """
    version = _locked_version(document)
    if version and version.status != DRAFT:
        return version, False
    return _write(version, document, PUBLISHED, now, by), True


@transaction.atomic
def upload_draft(
    *,
    document: dict,
    now: datetime,
    by: User | None,
) -> IndexVersion:
    """Keep a checked document as a draft, in place of an earlier draft of the same number.

    Nobody is offered it. Raises IndexVersionError `version_taken` where this id and version are
    published, with whatever content.
    """
    version = _locked_version(document)
    if version and version.status != DRAFT:
        raise IndexVersionError(
            "version_taken", index=version.index_id, version=version.version
        )
    return _write(version, document, DRAFT, now, by)


@transaction.atomic
def publish_draft(
    *,
    version: IndexVersion,
    now: datetime,
    by: User | None,
) -> None:
    """From now on new assessments may start with it.

    IndexVersionError `no_draft` where it is none.
    """
    _locked_draft(version)
    draft = IndexVersion.objects.filter(pk=version.pk)
    draft.update(status=PUBLISHED, published_at=now)
    version.status, version.published_at = PUBLISHED, now
    _record("index.published", version, now, by)


@transaction.atomic
def discard_draft(
    *,
    version: IndexVersion,
    now: datetime,
    by: User | None,
) -> None:
    """Only a draft: nothing was ever answered by it. IndexVersionError `no_draft` otherwise."""
    draft = _locked_draft(version)
    _record("index.discarded", version, now, by)
    draft.delete()


def _locked_draft(version: IndexVersion) -> IndexVersion:
    # Read again under the lock: the page that asks may be older than the last change.
    locked = IndexVersion.objects.select_for_update().get(pk=version.pk)
    if locked.status != DRAFT:
        raise IndexVersionError("no_draft", index=str(version))
    return locked


def _write(
    version: IndexVersion | None,
    document: dict,
    status: str,
    now: datetime,
    by: User | None,
) -> IndexVersion:
    head = document["index"]
    if version is None:
        version = IndexVersion(
            index_id=head["id"],
            version=head["version"],
        )
    version.document = document
    version.checksum = checksum_of(document)
    version.status = status
    version.published_at = now
    version.save()
    _record(
        "index.uploaded" if status == DRAFT else f"index.{status}", version, now, by
    )
    return version
