"""Files beside answers: where they are kept, and that they go with their rows."""

import re

import pytest

from survey.models.evidence import Evidence, evidence_storage, random_place
from tests.builders import make_assessment, make_evidence


def test_where_a_file_is_kept_says_nothing_about_it():
    evidence = Evidence(question="1.1.1", kind="pdf")
    places = {random_place(evidence, "Hóa đơn Quán phở.pdf") for _each in range(50)}
    assert len(places) == 50
    for place in places:
        assert re.fullmatch(r"([0-9a-f]{2})/\1[0-9a-f]{38}", place)


@pytest.mark.django_db
def test_a_deleted_row_takes_its_file_with_it(django_capture_on_commit_callbacks):
    evidence = make_evidence(make_assessment())
    place = evidence.file.name
    assert evidence_storage().exists(place)
    with django_capture_on_commit_callbacks(execute=True):
        evidence.delete()
    assert not evidence_storage().exists(place)


@pytest.mark.django_db
def test_files_go_with_the_whole_enterprise(django_capture_on_commit_callbacks):
    draft = make_assessment()
    places = [make_evidence(draft, code).file.name for code in ("1.1.1", "2.1.1")]
    with django_capture_on_commit_callbacks(execute=True):
        draft.organisation.delete()
    assert not any(map(evidence_storage().exists, places))


@pytest.mark.django_db
def test_a_deletion_that_is_taken_back_leaves_the_file(
    django_capture_on_commit_callbacks,
):
    evidence = make_evidence(make_assessment())
    place = evidence.file.name
    with django_capture_on_commit_callbacks(execute=False):
        evidence.delete()
    assert evidence_storage().exists(place)


@pytest.mark.django_db
def test_a_row_whose_file_was_taken_away_is_deleted_all_the_same(
    django_capture_on_commit_callbacks,
):
    evidence = make_evidence(make_assessment())
    evidence_storage().delete(evidence.file.name)
    Evidence.objects.filter(pk=evidence.pk).update(file="")
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        Evidence.objects.get(pk=evidence.pk).delete()
    assert callbacks == []


@pytest.mark.django_db
def test_evidence_is_named_by_its_question_and_kind():
    assert str(make_evidence(make_assessment())) == "1.1.1: pdf"
