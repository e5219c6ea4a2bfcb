"""An index file is checked as it is uploaded, and kept as a draft."""

import pytest

from indexes.models import IndexVersion
from indexes.offers import open_indexes
from indexes.queries import newest_index_version
from tests.builders import INDEXES, actions_logged, make_index_version, small_document
from tests.indexes.admin.addresses import file_of, newer, page

pytestmark = pytest.mark.django_db


@pytest.mark.sql
def test_an_uploaded_file_becomes_a_draft_that_nobody_is_offered(client):
    make_index_version()
    client.post(page("upload"), file_of(newer()))
    draft = IndexVersion.objects.get(version=2)
    assert draft.status == "draft"
    assert [version.version for version in open_indexes()] == [1]
    assert newest_index_version("small").version == 1
    assert actions_logged("index.") == ["index.uploaded"]


def test_every_error_of_a_file_is_told_at_once_with_its_line_and_nothing_is_kept(
    client,
):
    text = (INDEXES / "small.yaml").read_text()
    spoilt = text.replace("audience: any", "audience: everybody").replace(
        "at_least: [0, 1, 2, 3, 4, 6]", "at_least: [0]"
    )
    answer = client.post(page("upload"), file_of(spoilt))
    told = answer.context["form"].errors["file"]
    assert len(told) >= 2
    assert all(one.startswith("Dòng ") for one in told)
    line = next(
        number
        for number, one in enumerate(spoilt.splitlines(), 1)
        if "audience: everybody" in one
    )
    assert f"Dòng {line}, index.audience: " in told[0]
    assert 'aria-describedby="file-errors file-help"' in answer.content.decode()
    assert not IndexVersion.objects.exists()


@pytest.mark.parametrize(
    "content", ["", "not: [closed", "- a list", "index: 5", "\x00"]
)
def test_what_is_no_index_at_all_is_refused_kindly(client, content):
    assert (
        client.post(page("upload"), file_of(content or " "))
        .context["form"]
        .errors["file"]
    )
    assert not IndexVersion.objects.exists()


def test_without_a_file_the_field_says_so(client):
    assert "chưa điền" in client.post(page("upload")).context["form"].errors["file"][0]


@pytest.mark.sql
def test_a_draft_is_replaced_by_uploading_it_again(client):
    client.post(page("upload"), file_of(newer()))
    client.post(page("upload"), file_of(newer(minutes=9)))
    (draft,) = IndexVersion.objects.all()
    assert draft.document["index"]["minutes"] == 9


@pytest.mark.sql
def test_a_published_version_is_never_replaced(client):
    version = make_index_version()
    answer = client.post(page("upload"), file_of(newer(version=1, minutes=9)))
    assert "đã công bố và không bao giờ đổi" in answer.content.decode()
    version.refresh_from_db()
    assert version.document == small_document()
