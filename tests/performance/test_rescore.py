"""Results read anew: the newer versions that are tried, and the answers behind results."""

import pytest

from indexes.index.model import Index
from performance import rescore
from performance.rescore import _answer, _answers, _figures, _newer, _rescore
from survey.models import Answer, Figure, Result
from tests.builders import (
    index_document,
    make_assessment,
    make_index_version,
    make_organisation,
    make_result,
    small_document,
)


def test_a_newer_version_leaves_the_published_one_alone():
    document = index_document("small")
    newer = _newer(document, 1, gate=True, cut=21)
    assert document == index_document("small")
    assert newer["index"]["version"] == document["index"]["version"] + 1


def test_another_gate_asks_a_point_more_for_the_highest_level():
    document = small_document()
    gates = document["scoring"]["overall_level"]["gates"]
    newer = _newer(document, 1, gate=True)["scoring"]["overall_level"]["gates"]
    assert newer[0]["total_above"] == gates[0]["total_above"] + 1
    assert newer[1:] == gates[1:]


def test_another_cut_moves_one_band_only():
    newer = _newer(small_document(), 2, cut=21)
    assert newer["bands"]["equal_fifths"]["cuts"] == [0, 21, 40, 60, 80]


def test_without_a_change_only_the_number_of_the_version_differs():
    document = small_document()
    newer = _newer(document, 1)
    newer["index"]["version"] -= 1
    assert newer == document


# Answers behind a result


@pytest.fixture
def assessment(db):
    return make_assessment()


def test_every_scored_question_is_answered(assessment):
    codes = [answer.question for answer in _answers(assessment, assessment.index)]
    assert codes == [*assessment.index.codes]


def test_a_share_has_numbers_so_that_it_can_be_cut_again(assessment):
    answers = {
        answer.question: answer for answer in _answers(assessment, assessment.index)
    }
    assert (answers["2.2.1"].numerator, answers["2.2.1"].denominator) == (7, 20)
    assert answers["1.1.1"].numerator is None


def test_the_whole_of_a_share_is_left_to_the_figure_of_the_round(assessment):
    answers = {
        answer.question: answer for answer in _answers(assessment, assessment.index)
    }
    assert (answers["2.1.1"].numerator, answers["2.1.1"].denominator) == (7, None)
    figures = {
        figure.name: figure.value for figure in _figures(assessment, assessment.index)
    }
    assert figures == {"employees": 20, "revenue_quarter": 20}


def test_only_the_first_results_get_answers(assessment):
    make_assessment(make_organisation(name="Quán khác"))
    _answer(assessment.index, 1)
    assert {answer.assessment for answer in Answer.objects.all()} == {assessment}
    assert {figure.assessment for figure in Figure.objects.all()} == {assessment}


# Reading anew


@pytest.fixture
def target(db):
    for number in range(3):
        draft = make_assessment(make_organisation(name=f"Quán {number}"))
        make_result(draft, level=2)
    return make_index_version(_newer(small_document(), 1, gate=True))


def results_under(version) -> int:
    return Result.objects.filter(index_version=version).count()


def test_every_result_is_read_once_more(target):
    _rescore(target)
    assert results_under(target) == 3


def test_a_second_turn_does_the_same_work_again(target):
    _rescore(target)
    first = set(
        Result.objects.filter(index_version=target).values_list("pk", flat=True)
    )
    _rescore(target)
    second = set(
        Result.objects.filter(index_version=target).values_list("pk", flat=True)
    )
    assert len(first) == len(second) == 3


def test_a_few_may_be_enough(target, monkeypatch):
    monkeypatch.setattr(rescore, "BATCH", 1)
    _rescore(target, limit=2)
    assert results_under(target) == 2


@pytest.mark.parametrize("change", [{"gate": True}, {"cut": 21}])
def test_the_versions_that_are_tried_can_be_read(change):
    document = index_document("dbi-2021-sme")
    published = Index(document).rubric
    newer = Index(_newer(document, 1, **change)).rubric
    assert len(newer.questions) == len(published.questions)
    assert (newer.gates != published.gates) == ("gate" in change)
