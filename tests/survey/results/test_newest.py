"""Which result of an enterprise is noted as its newest one."""

from datetime import timedelta

import pytest

from survey.models import Newest, Result
from survey.results.newest import note_newest
from survey.results.queries import NEWEST_FIRST, latest_results
from survey.results.services import submit
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_correction,
    make_organisation,
    make_result,
)
from tests.survey.results.versions import newer, rescore, submitted, worth_more

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LATER = NOW + timedelta(days=400)


def noted(enterprise) -> Result:
    return Newest.objects.get(organisation=enterprise).result


def test_whoever_submits_has_a_newest_result():
    result = submitted()
    assert noted(result.organisation) == result


def test_the_next_round_takes_the_place_of_the_one_before():
    first = submitted()
    draft = make_assessment(first.organisation, round=2)
    make_answers(draft, 4)
    second = submit(assessment=draft, by=None, now=LATER)
    assert noted(first.organisation) == second
    assert Newest.objects.count() == 1


def test_a_correction_takes_the_place_of_what_it_corrects():
    first = make_result(level=1)
    corrected = make_correction(first, level=3)
    assert noted(first.organisation) == corrected


def test_what_is_read_anew_takes_the_place_of_the_same_round_only():
    old = submitted()
    draft = make_assessment(old.organisation, round=2)
    make_answers(draft, 4)
    new = submit(assessment=draft, by=None, now=NOW)
    newer(worth_more)
    rescore()
    newest = noted(old.organisation)
    assert newest.rescored_from == new
    in_order = Result.objects.filter(organisation=old.organisation)
    assert newest == in_order.order_by(*NEWEST_FIRST).first()


def test_to_note_it_again_changes_nothing():
    result = make_result()
    other = make_result(make_assessment(make_organisation(name="Tiệm bánh")))
    before = list(Newest.objects.values().order_by("pk"))
    note_newest([result.organisation_id, other.organisation_id] * 2)
    assert list(Newest.objects.values().order_by("pk")) == before


def test_whoever_has_no_result_has_none_that_is_newest():
    shop = make_organisation()
    note_newest([shop.pk])
    assert latest_results([shop]) == {}
