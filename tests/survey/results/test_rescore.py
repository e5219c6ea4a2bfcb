"""Results added under a newer version of an index, beside those that stand."""

from datetime import timedelta
from unittest import mock

import numpy as np
import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from indexes.services import set_index_status
from scoring.evaluate import ENGINE_VERSION
from survey.answers.figures import save_figure
from survey.answers.values import AnswerValue
from survey.benchmark.services import refresh_benchmark
from survey.models import Assessment, Result
from survey.results import digest
from survey.results import rescore as rescoring
from survey.results.freeze import frozen_result
from survey.results.queries import latest_results, results_of_enterprise
from survey.results.services import submit
from survey.rounds.services import start_next_round
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_organisation,
    make_result,
    save_answer,
)
from tests.personas import make_owner
from tests.survey.benchmark.many import make_many
from tests.survey.results.versions import (
    added,
    newer,
    question_in,
    rescore,
    submitted,
    worth_more,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
COLUMNS = [
    "levels",
    "points",
    "unit",
    "total_unit",
    "answered",
    "total",
    "maximum",
    "level",
    "pillar_points",
]
COLUMNS += ["pillar_maxima", "pillar_levels", "engine_version"]


def test_every_result_gets_the_reading_that_submitting_its_answers_now_would_give():
    old = [
        make_result(levels=list(levels))
        for levels in (
            (5, 4, 3, 2, 1, 0, 3),
            (0, -2, 0, 0, -2, 0, 0),
            (1, 5, 5, 5, -2, 5, 2),
        )
    ]
    target = newer(worth_more)
    assert "3 results added" in rescore()
    for before, now in zip(old, added(), strict=True):
        assert now.rescored_from == before
        assert now.index_version == target
        assessment = before.assessment
        assessment.index_version = target
        levels = np.frombuffer(bytes(before.levels), np.int8).tolist()
        whole = frozen_result(assessment=assessment, levels=levels, digest="", now=NOW)
        for name in COLUMNS:
            assert getattr(now, name) == getattr(whole, name), name


def test_old_results_are_never_touched():
    result = make_result(
        enterprise_name="Tên lúc đó", sector="G", size="micro", grade="reviewed"
    )
    before = Result.objects.filter(pk=result.pk).values().get()
    newer(worth_more)
    rescore()
    assert Result.objects.filter(pk=result.pk).values().get() == before
    (new,) = added()
    assert (new.enterprise_name, new.sector, new.size, new.grade) == (
        "Tên lúc đó",
        "G",
        "micro",
        "reviewed",
    )
    assert new.verification_code != result.verification_code
    assert len(new.input_digest) == 64
    assert new.input_digest != result.input_digest


def test_a_second_run_adds_nothing():
    make_result()
    newer(worth_more)
    rescore()
    assert "0 results added" in rescore()
    assert len(added()) == 1


def test_drafts_and_results_of_the_newest_version_are_left_alone():
    make_answers(make_assessment())
    target = newer(worth_more)
    make_result(make_assessment(index_version=target))
    assert "0 results added" in rescore()


def test_it_goes_on_where_it_was_stopped():
    for _number in range(7):
        make_result()
    target = newer(worth_more)
    batch = rescoring.rescore_batch(target=target, after=0, size=3, now=NOW)
    assert (batch.looked_at, batch.made) == (3, 3)
    assert "4 results added" in rescore("--batch", "2")
    assert sorted(one.rescored_from_id for one in added()) == sorted(
        Result.objects.filter(rescored_from=None).values_list("pk", flat=True)
    )


def test_a_batch_that_fails_leaves_nothing_behind():
    make_result()
    newer(worth_more)
    with (
        mock.patch.object(rescoring, "_record", side_effect=OSError),
        pytest.raises(OSError),
    ):
        rescore()
    assert added() == []


def test_every_batch_stands_in_the_log():
    for _number in range(3):
        make_result()
    target = newer(worth_more)
    rescore("--batch", "2")
    events = AuditEvent.objects.filter(action="results.read_anew")
    assert {event.subject for event in events} == {f"index:small:{target.version}"}
    assert sorted(event.details["results"] for event in events) == [1, 2]


def test_a_question_with_other_levels_keeps_everybody_out():
    def five_levels(document):
        question = question_in(document, "1.1.1")
        question["anchors"] = question["anchors"][:5]

    make_result()
    newer(five_levels)
    assert "question 1.1.1 has other levels than the one that was answered" in rescore()


def test_a_question_that_is_gone_is_left_out():
    def fewer(document):
        document["pillars"][1]["indicators"][0]["questions"].pop()

    make_result(level=5)
    newer(fewer)
    assert "1 result added" in rescore()
    (new,) = added()
    assert len(bytes(new.levels)) == 6
    assert new.maximum == 35


def test_numbers_are_cut_anew_and_a_picked_level_without_numbers_is_not_guessed():
    def lower_cuts(document):
        document["bands"]["equal_fifths"]["cuts"] = [0, 5, 10, 15, 20]

    with_numbers, picked = make_assessment(), make_assessment()
    for draft in (with_numbers, picked):
        make_answers(draft, 1)
    save_figure(
        assessment=with_numbers, name="revenue_quarter", value=100, by=None, now=NOW
    )
    for code, given in {
        "2.1.1": AnswerValue(numerator=2),  # of 20 people
        "2.1.2": AnswerValue(numerator=12),  # of 100
        "2.2.1": AnswerValue(numerator=1, denominator=100),
    }.items():
        save_answer(
            assessment=with_numbers, question=code, value=given, by=None, now=NOW
        )
    for draft in (with_numbers, picked):
        submit(assessment=draft, by=None, now=NOW)
    newer(lower_cuts)
    told = rescore()
    assert "1 result added" in told
    assert (
        "1: question 2.1.1 is cut into levels differently now, and no numbers were given for it"
        in told
    )
    (new,) = added()
    assert new.assessment == with_numbers
    assert np.frombuffer(bytes(new.levels), np.int8).tolist() == [1, 1, 2, 3, 1, 1, 1]


def test_a_question_that_may_no_longer_be_dropped_needs_an_answer():
    def must_apply(document):
        del question_in(document, "2.2.1")["not_applicable"]

    dropped, answered = make_assessment(), make_assessment()
    for draft in (dropped, answered):
        make_answers(draft)
    save_answer(
        assessment=dropped,
        question="2.2.1",
        value=AnswerValue(state="not_applicable"),
        by=None,
        now=NOW,
    )
    for draft in (dropped, answered):
        submit(assessment=draft, by=None, now=NOW)
    newer(must_apply)
    told = rescore()
    assert "1 result added" in told
    assert (
        "question 2.2.1 was answered 'does not apply', which is no answer any more"
        in told
    )


def test_a_branch_that_opens_wider_needs_the_answers_behind_it():
    def always(document):
        del question_in(document, "1.1.2")["show_if"]

    hidden = make_assessment()
    make_answers(hidden, 3, q_1_1_1=0)
    hidden.answers.filter(question="1.1.2").delete()
    submit(assessment=hidden, by=None, now=NOW)
    submitted()
    newer(always)
    told = rescore()
    assert "1 result added, " in told.replace(".", ", ")
    assert "1 stay as they are" in told


def test_versions_in_between_are_passed_over_and_all_older_ones_are_read():
    first = make_result()
    second = make_result(make_assessment(index_version=newer(worth_more)))
    target = newer(worth_more, version=3)
    rescore()
    assert {(one.rescored_from_id, one.index_version_id) for one in added()} == {
        (first.pk, target.pk),
        (second.pk, target.pk),
    }


def test_a_retired_version_is_no_target():
    make_result()
    set_index_status(version=newer(worth_more), status="retired", now=NOW, by=None)
    assert "0 results added" in rescore()


def test_a_newer_engine_reads_again_what_an_older_one_read(monkeypatch):
    make_result()
    target = newer(worth_more)
    make_result(make_assessment(index_version=target))
    rescore()
    for module in (digest, rescoring):
        monkeypatch.setattr(module, "ENGINE_VERSION", "99")
    assert "0 results added" in rescore()
    assert "2 results added" in rescore("--engine")
    assert "0 results added" in rescore("--engine")
    engines = {one.engine_version for one in Result.objects.all()}
    assert engines == {ENGINE_VERSION, "99"}


def test_the_newest_round_stays_the_newest_after_reading_anew():
    enterprise = make_organisation()
    target = None
    for number, level in enumerate((1, 4), start=1):
        result = make_result(make_assessment(enterprise, round=number), level=level)
        later = NOW + timedelta(days=number)
        Assessment.objects.filter(pk=result.assessment_id).update(submitted_at=later)
    target = newer(worth_more)
    last = make_result(
        make_assessment(enterprise, index_version=target, round=3), level=5
    )
    Assessment.objects.filter(pk=last.assessment_id).update(
        submitted_at=NOW + timedelta(days=3)
    )
    rescore()
    assert latest_results([enterprise])[enterprise.pk] == last
    told = [
        (one.assessment.round, one.index_version.version)
        for one in results_of_enterprise(enterprise)
    ]
    assert told == [(3, 2), (2, 2), (2, 1), (1, 2), (1, 1)]


def test_an_enterprise_counts_once_in_comparisons_however_often_it_was_read():
    make_many(10)
    newer(worth_more)
    rescore()
    assert refresh_benchmark(index_id="small", now=NOW).independent == 10


def test_the_next_round_begins_from_the_same_answers_as_before():
    result = submitted()
    target = newer(worth_more)
    rescore()
    following = start_next_round(assessment=result.assessment, by=None, now=NOW)
    assert following.index_version == target
    assert (following.round, following.answers.filter(to_confirm=True).count()) == (
        2,
        7,
    )


def test_submitting_again_still_gives_the_first_reading():
    result = submitted()
    newer(worth_more)
    rescore()
    assert submit(assessment=result.assessment, by=None, now=NOW) == result


def test_the_owner_sees_which_version_a_result_is_from_and_that_answers_were_read_anew():
    owner = make_owner()
    result = make_result(make_assessment(owner.organisation))
    newer(worth_more)
    rescore()
    (new,) = added()
    page = owner.client.get(
        reverse("reports:result", args=[new.public_id])
    ).content.decode()
    assert "theo phiên bản 2 của bộ chỉ số" in page
    assert reverse("reports:result", args=[result.public_id]) in page
    old = owner.client.get(
        reverse("reports:result", args=[result.public_id])
    ).content.decode()
    assert reverse("reports:result", args=[new.public_id]) in old
