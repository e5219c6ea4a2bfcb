"""A published version and the index that it is."""

import pytest
from django.db import IntegrityError, transaction

from indexes.models import IndexVersion
from tests.builders import make_index_version, make_version_of, small_document

pytestmark = pytest.mark.django_db


def test_an_index_is_built_once_for_a_version(django_assert_num_queries):
    make_index_version()
    first = IndexVersion.objects.get().index
    version = IndexVersion.objects.get()
    with django_assert_num_queries(0):
        assert version.index is first


def test_a_version_is_called_by_id_and_number():
    assert str(make_index_version()) == "small v1"


def test_the_heavy_document_is_read_when_it_is_asked_for(django_assert_num_queries):
    make_index_version()
    with django_assert_num_queries(1):
        version = IndexVersion.objects.get()
    assert "document" in version.get_deferred_fields()
    with django_assert_num_queries(1):
        assert version.document == small_document()


@pytest.mark.sql
def test_one_number_of_an_index_stands_for_one_document():
    make_index_version()
    with pytest.raises(IntegrityError), transaction.atomic():
        IndexVersion.objects.create(
            index_id="small", version=1, checksum="other", document={}
        )


def test_other_content_is_another_index_even_under_the_same_number():
    version = make_index_version()
    before = version.index
    version.document = small_document() | {"checks": []}
    version.checksum = "other"
    assert version.index is not before
    assert version.index.checks == []


def test_an_index_without_variants_is_its_own_one_variant():
    version = make_index_version()
    assert version.variants == (version.index,)


def test_a_version_with_variants_is_an_index_for_each():
    version = make_version_of("wide")
    assert [index.variant for index in version.variants] == ["shop", "farm"]
    assert version.index.needs_variant
    assert version.index_in("farm") is version.variants[1]


@pytest.mark.sql
def test_the_newest_of_an_index_comes_first():
    make_index_version()
    document = small_document()
    make_index_version(document | {"index": document["index"] | {"version": 2}})
    make_version_of("wide")
    assert [str(version) for version in IndexVersion.objects.all()] == [
        "small v2",
        "small v1",
        "wide v1",
    ]
