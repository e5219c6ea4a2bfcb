"""Versions are uploaded, published, retired and discarded; what is published never changes."""

import pytest

from accounts.models import AuditEvent
from indexes.documents.reader import checksum_of
from indexes.errors import IndexVersionError
from indexes.models import IndexVersion
from indexes.services import (
    discard_draft,
    publish_draft,
    publish_index,
    set_index_status,
    upload_draft,
)
from tests.builders import NOW, actions_logged, make_user, small_document

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
Status = IndexVersion.Status


def document_with(**head: object) -> dict:
    document = small_document()
    document["index"] |= head
    return document


def published(**head: object) -> IndexVersion:
    return publish_index(document=document_with(**head), now=NOW)[0]


def draft(**head: object) -> IndexVersion:
    return upload_draft(document=document_with(**head), now=NOW, by=None)


def test_a_document_is_published_with_its_checksum_and_day():
    version, is_new = publish_index(document=small_document(), now=NOW)
    assert is_new
    assert (version.index_id, version.version, version.status) == (
        "small",
        1,
        Status.PUBLISHED,
    )
    assert version.checksum == checksum_of(small_document())
    assert version.published_at == NOW
    assert actions_logged() == ["index.published"]


def test_the_same_document_again_changes_nothing():
    first = published()
    again, is_new = publish_index(document=small_document(), now=NOW)
    assert not is_new
    assert again == first
    assert actions_logged() == ["index.published"]


def test_other_content_under_a_published_number_is_refused():
    published()
    with pytest.raises(IndexVersionError) as error:
        publish_index(document=document_with(minutes=5), now=NOW)
    assert error.value.code == "version_taken"
    assert error.value.params == {"index": "small", "version": 1}
    assert IndexVersion.objects.get().document["index"]["minutes"] == 4


def test_a_draft_is_replaced_by_the_next_of_its_number():
    first = draft()
    second = draft(minutes=9)
    assert second.pk == first.pk
    assert IndexVersion.objects.get().document["index"]["minutes"] == 9
    assert actions_logged() == ["index.uploaded", "index.uploaded"]


def test_a_draft_never_stands_in_the_place_of_what_is_published():
    published()
    for head in ({}, {"minutes": 5}):
        with pytest.raises(IndexVersionError, match="version_taken"):
            draft(**head)
    assert IndexVersion.objects.get().status == Status.PUBLISHED


def test_publishing_a_document_takes_the_place_of_its_draft():
    uploaded = draft(minutes=9)
    version, is_new = publish_index(document=small_document(), now=NOW)
    assert is_new
    assert version.pk == uploaded.pk
    assert version.document["index"]["minutes"] == 4


def test_a_draft_is_published_as_it_is():
    uploaded = draft(version=2)
    actor = make_user()
    publish_draft(version=uploaded, now=NOW, by=actor)
    assert IndexVersion.objects.get().status == Status.PUBLISHED
    event = AuditEvent.objects.get(action="index.published")
    assert event.actor == actor
    assert event.subject == "index:small:2"
    assert event.details == {"checksum": uploaded.checksum}


def test_a_draft_can_be_thrown_away():
    discard_draft(version=draft(), now=NOW, by=None)
    assert not IndexVersion.objects.exists()
    assert actions_logged() == ["index.uploaded", "index.discarded"]


@pytest.mark.parametrize("service", [publish_draft, discard_draft])
def test_what_is_no_draft_any_more_is_neither_published_nor_thrown_away(service):
    stale = draft()
    publish_draft(version=IndexVersion.objects.get(), now=NOW, by=None)
    with pytest.raises(IndexVersionError) as error:
        service(version=stale, now=NOW, by=None)
    assert error.value.code == "no_draft"
    assert IndexVersion.objects.get().status == Status.PUBLISHED


def test_a_version_is_retired_and_taken_up_again():
    version = published()
    for status in (Status.RETIRED, Status.PUBLISHED):
        set_index_status(version=version, status=status, now=NOW, by=None)
        assert version.status == status
        assert IndexVersion.objects.get().status == status
    assert actions_logged() == ["index.published", "index.retired", "index.published"]


def test_retiring_what_is_retired_is_not_written_down_twice():
    version = published()
    for _time in range(2):
        set_index_status(version=version, status=Status.RETIRED, now=NOW, by=None)
    assert actions_logged() == ["index.published", "index.retired"]


def test_a_draft_is_not_retired_and_nothing_becomes_a_draft():
    with pytest.raises(IndexVersionError) as error:
        set_index_status(version=draft(), status=Status.RETIRED, now=NOW, by=None)
    assert error.value.code == "index_draft"
    with pytest.raises(IndexVersionError):
        set_index_status(
            version=published(version=2), status=Status.DRAFT, now=NOW, by=None
        )
