"""What stands beside the answers of an assessment, counted and graded."""

import pytest

from scoring.grade import ATTACHED, CHECKED
from survey.evidence.queries import (
    all_evidence,
    evidence_by_question,
    evidence_grades,
    files_count,
    files_waiting,
)
from survey.evidence.services import remove_evidence
from survey.models import Evidence, Result
from tests.builders import NOW, PDF, make_assessment, make_evidence, make_result

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def beside(assessment, question="1.1.1", number=0, verdict=""):
    evidence = make_evidence(assessment, question, content=PDF + b"\n" * number)
    Evidence.objects.filter(pk=evidence.pk).update(verdict=verdict)
    return evidence


def test_files_stand_by_question_oldest_first():
    draft = make_assessment()
    first, second = beside(draft), beside(draft, number=1)
    other = beside(draft, "1.1.2")
    beside(make_assessment(), "1.1.1", 2)
    assert evidence_by_question(draft) == {"1.1.1": [first, second], "1.1.2": [other]}
    assert files_count(draft) == 3


def test_what_was_taken_away_stands_nowhere():
    draft = make_assessment()
    removed = beside(draft)
    remove_evidence(evidence=removed, by=None, now=NOW)
    assert not all_evidence().exists()
    assert files_count(draft) == 0
    assert evidence_grades(draft) == {}


ACCEPTED, DECLINED = Evidence.Verdict.ACCEPTED, Evidence.Verdict.DECLINED


@pytest.mark.parametrize(
    ("verdicts", "grade"),
    [
        ([""], ATTACHED),
        ([ACCEPTED], CHECKED),
        ([DECLINED], None),
        (["", DECLINED], ATTACHED),
        ([DECLINED, ACCEPTED], CHECKED),
        ([ACCEPTED, ""], CHECKED),
    ],
)
def test_one_good_file_proves_an_answer(verdicts, grade):
    draft = make_assessment()
    for number, verdict in enumerate(verdicts):
        beside(draft, number=number, verdict=verdict)
    assert evidence_grades(draft).get("1.1.1") == grade


def test_a_list_of_results_says_how_many_files_nobody_has_looked_at():
    looked_at = make_result()
    waiting = make_result()
    beside(looked_at.assessment, verdict=ACCEPTED)
    for number in range(3):
        beside(waiting.assessment, f"1.1.{1 + number % 2}", number)
    listed = Result.objects.annotate(waiting=files_waiting())
    counts = dict(listed.values_list("pk", "waiting"))
    assert counts == {looked_at.pk: 0, waiting.pk: 3}
