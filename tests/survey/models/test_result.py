"""A result: one of each reading, in points as they are told."""

from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest
from django.db import IntegrityError, transaction

from indexes.models import IndexVersion
from survey.models import Assessment, Result
from survey.models.outcome import levels_in
from tests.builders import (
    NOW,
    index_document,
    make_assessment,
    make_result,
    make_version_of,
)

LATER = NOW + timedelta(days=9)


@pytest.mark.parametrize(
    ("units", "unit", "points"),
    [(28, 1, "28"), (57, 2, "28.5"), (1, 3, "0.33"), (0, 6, "0")],
)
def test_units_are_told_as_points(units, unit, points):
    version = IndexVersion(index_id="small", document=index_document("small"))
    result = Result(
        index_version=version, total=units, maximum=40 * unit, total_unit=unit
    )
    assert result.total_points == Decimal(points)
    assert result.maximum_points == 40


def test_whole_points_are_told_without_the_index_being_read():
    assert Result(total=12, maximum=40, total_unit=4).total_points == 3


def test_points_just_short_of_a_level_are_not_told_as_if_it_were_reached():
    document = index_document("dbi-2025-large")
    version = IndexVersion(index_id="dbi-2025-large", document=document)
    rubric = version.index.rubric
    quarter = rubric.maximum // 4
    result = Result(
        index_version=version,
        total=quarter - 1,
        maximum=rubric.maximum,
        total_unit=rubric.total_unit,
    )
    assert result.total_points == Decimal("173.74")
    result.total = quarter
    assert result.total_points == Decimal("173.75")


def test_answers_read_anew_were_given_when_the_round_was_submitted():
    assessment = Assessment(submitted_at=NOW)
    assert Result(assessment=assessment, created_at=LATER).answered_at == NOW


def test_without_a_moment_of_submission_it_is_that_of_counting():
    assert Result(assessment=Assessment(), created_at=LATER).answered_at == LATER


@pytest.mark.sql
@pytest.mark.django_db
def test_one_version_and_one_engine_read_a_round_once():
    result = make_result()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_result(result.assessment)
    make_result(result.assessment, engine_version="99")


@pytest.mark.sql
@pytest.mark.django_db
def test_a_verification_code_leads_to_one_result():
    code = make_result().verification_code
    with pytest.raises(IntegrityError), transaction.atomic():
        make_result(verification_code=code)


@pytest.mark.django_db
@pytest.mark.sql
def test_the_newest_reading_comes_first_and_goes_by_its_code():
    first = make_result()
    anew = make_result(first.assessment, engine_version="99", created_at=LATER)
    assert list(Result.objects.all()) == [anew, first]
    assert str(anew) == anew.verification_code


@pytest.mark.django_db
def test_the_index_is_the_one_that_judged_the_answers():
    draft = make_assessment(index_version=make_version_of("wide"), variant="farm")
    assert make_result(draft, level=1).index.variant == "farm"


@pytest.mark.django_db
def test_without_variants_the_round_need_not_be_read(django_assert_num_queries):
    result = Result.objects.select_related("index_version").get(pk=make_result().pk)
    result.index_version.index  # noqa: B018  read once in a process
    with django_assert_num_queries(0):
        assert result.index.id == "small"


def test_levels_are_read_as_they_were_frozen_in_one_byte_or_in_two():
    rows = [[0, 126, -1], [5, 7, -2]]
    narrow = [np.array(row, np.int8).tobytes() for row in rows]
    wide = [np.array(row, np.int16).tobytes() for row in rows]
    assert levels_in(narrow, 3).tolist() == rows
    assert levels_in(wide, 3).tolist() == rows
    most = np.array([[10_000, -1, 0]], np.int16)
    assert levels_in([most.tobytes()], 3).tolist() == most.tolist()
