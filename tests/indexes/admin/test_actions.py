"""Publishing, retiring and discarding: what is asked first, and what is said afterwards."""

import pytest

from accounts.models import AuditEvent
from indexes.errors import IndexVersionError
from indexes.models import IndexVersion
from indexes.queries import newest_index_version
from indexes.services import set_index_status, upload_draft
from survey.errors import SurveyError
from survey.results.services import submit
from survey.rounds.services import start_assessment
from tests.builders import (
    NOW,
    actions_logged,
    make_answers,
    make_assessment,
    make_index_version,
)
from tests.indexes.admin.addresses import do, newer, page

pytestmark = pytest.mark.django_db


def test_publishing_a_draft_offers_it_and_is_written_down(client):
    make_index_version()
    draft = upload_draft(document=newer(), now=NOW, by=None)
    assert do(client, draft, "publish").status_code == 200
    assert newest_index_version("small") == draft
    do(client, draft, "publish")  # once more changes nothing
    assert actions_logged("index.") == ["index.uploaded", "index.published"]
    event = AuditEvent.objects.get(action="index.published")
    assert (event.subject, event.details["checksum"]) == (
        "index:small:2",
        draft.checksum,
    )


@pytest.mark.parametrize("action", ["publish", "retire"])
def test_what_cannot_be_taken_back_is_confirmed_first(client, action):
    status = (
        IndexVersion.Status.DRAFT
        if action == "publish"
        else IndexVersion.Status.PUBLISHED
    )
    version = make_index_version(status=status)
    shown = client.post(
        page("action", version.pk, action), follow=True
    ).content.decode()
    version.refresh_from_db()
    assert version.status == status
    assert "đánh dấu ô xác nhận" in shown


def test_retiring_the_last_version_of_an_index_says_so(client):
    version = make_index_version()
    assert "Không còn phiên bản nào" in do(client, version, "retire").content.decode()


def test_a_published_version_cannot_become_a_draft_nor_be_discarded(client):
    version = make_index_version()
    do(client, version, "discard")
    assert IndexVersion.objects.filter(pk=version.pk).exists()
    with pytest.raises(IndexVersionError):
        set_index_status(version=version, status="draft", now=NOW, by=None)


def test_a_draft_can_be_discarded(client):
    draft = upload_draft(document=newer(), now=NOW, by=None)
    do(client, draft, "discard")
    assert not IndexVersion.objects.exists()
    assert actions_logged("index.") == ["index.uploaded", "index.discarded"]


def test_a_retired_version_starts_nothing_and_drafts_under_it_are_still_finished(
    client,
):
    version = make_index_version()
    begun = make_assessment(index_version=version)
    make_answers(begun)
    do(client, version, "retire")
    version.refresh_from_db()
    assert version.status == "retired"
    with pytest.raises(SurveyError, match="index_retired"):
        start_assessment(
            name="Quán", sector="I", employees=3, index_version=version, now=NOW
        )
    assert submit(assessment=begun, by=None, now=NOW).level is not None
