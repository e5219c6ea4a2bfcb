"""Which versions can be answered, and which is the newest."""

import pytest

from indexes.models import IndexVersion
from indexes.queries import answerable_versions, newest_index_version
from tests.builders import make_index_version, make_version_of, small_document

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
Status = IndexVersion.Status


def version(number: int, status: str = Status.PUBLISHED) -> IndexVersion:
    document = small_document()
    head = document["index"] | {"version": number}
    return make_index_version(document | {"index": head}, status=status)


def test_drafts_and_what_is_known_in_part_cannot_be_answered():
    version(1, Status.RETIRED)
    version(2)
    version(3, Status.DRAFT)
    make_version_of("dbi-2023-sme")
    numbers = answerable_versions().values_list("index_id", "version")
    assert set(numbers) == {("small", 1), ("small", 2)}


def test_the_newest_version_is_the_highest_that_is_published():
    for number in (1, 10, 9):
        version(number)
    version(11, Status.DRAFT)
    version(12, Status.RETIRED)
    assert newest_index_version("small").version == 10


def test_an_index_that_is_retired_or_never_was_has_no_newest_version():
    version(1, Status.RETIRED)
    assert newest_index_version("small") is None
    assert newest_index_version("large") is None
