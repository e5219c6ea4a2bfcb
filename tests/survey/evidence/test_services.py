"""Files beside answers: kept, limited, taken away, judged; gone when what they prove is gone."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import TestCase
from django.utils import timezone

from accounts.brakes.heavy import Workshop
from accounts.models import AuditEvent
from scoring.grade import ATTACHED, CHECKED
from survey.errors import SurveyError
from survey.evidence import services as services_evidence
from survey.evidence.pictures import LONGEST_SIDE, made_small, size_of
from survey.evidence.queries import evidence_by_question, evidence_grades
from survey.evidence.services import (
    add_evidence,
    judge_file,
    remove_evidence,
    review_evidence,
    sweep_evidence,
)
from survey.models import Evidence
from tests.builders import NOW, PDF, make_assessment, make_result, make_user
from tests.personas import make_owner, make_staff
from tests.survey.evidence.files import make_image

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def add(assessment, question="1.1.1", name="hóa đơn.pdf", content=PDF, by=None):
    return add_evidence(
        assessment=assessment,
        question=question,
        name=name,
        content=content,
        by=by,
        now=NOW,
    )


def kept(evidence):
    return storages["evidence"].exists(evidence.file.name)


def test_a_file_is_kept_under_a_place_that_tells_nothing():
    owner = make_owner()
    evidence = add(make_assessment(owner.organisation), by=owner.user)
    assert kept(evidence)
    assert evidence.name == "hóa đơn.pdf"
    assert "hóa" not in evidence.file.name
    assert "pdf" not in evidence.file.name
    assert evidence.size == len(PDF)
    event = AuditEvent.objects.get(action="evidence.added")
    assert event.details == {"question": "1.1.1", "kind": "pdf"}
    assert event.actor == owner.user


def test_evidence_can_be_added_after_submission_too():
    assert kept(add(make_result().assessment))


def test_the_same_file_twice_is_one():
    draft = make_assessment()
    assert add(draft) == add(draft, name="lần nữa.pdf")
    assert add(draft) != add(draft, question="1.1.2")


def test_where_many_files_are_judged_one_more_is_asked_to_come_again(monkeypatch):
    full = Workshop(0, waiting=1, seconds=0.01)
    monkeypatch.setattr(services_evidence, "_judging", full)
    with pytest.raises(SurveyError) as caught:
        add(make_assessment())
    assert caught.value.code == "files_busy"
    assert not Evidence.objects.exists()


def test_a_large_picture_is_drawn_small_where_there_is_a_place_for_it(monkeypatch):
    small, large = (judge_file(make_image(size=(n, 20)), "a.jpg") for n in (40, 1300))
    assert size_of(made_small(large))[0] == LONGEST_SIDE
    full = Workshop(0, waiting=1, seconds=0.01)
    monkeypatch.setattr(services_evidence, "_judging", full)
    assert made_small(small) == small
    with pytest.raises(SurveyError, match="files_busy"):
        made_small(large)


def test_a_refused_file_leaves_its_place_to_the_next():
    draft = make_assessment()
    for _ in range(3):
        with pytest.raises(SurveyError):
            add(draft, content=b"none")
    assert kept(add(draft))


def test_an_unknown_question_gets_no_file():
    with pytest.raises(SurveyError) as caught:
        add(make_assessment(), question="9.9.9")
    assert caught.value.code == "unknown_question"


def test_five_files_are_enough_for_one_answer():
    draft = make_assessment()
    for number in range(5):
        add(draft, content=PDF + b"\n" * number)
    with pytest.raises(SurveyError) as caught:
        add(draft, content=make_image())
    assert caught.value.code == "too_many_files"
    remove_evidence(evidence=evidence_by_question(draft)["1.1.1"][0], by=None, now=NOW)
    assert kept(add(draft, content=make_image(), name="anh.jpg"))


def test_all_files_of_a_round_keep_to_one_limit(monkeypatch):
    monkeypatch.setattr(services_evidence, "MOST_PER_ROUND", len(PDF) + 10)
    draft = make_assessment()
    add(draft)
    with pytest.raises(SurveyError) as caught:
        add(draft, question="1.1.2")
    assert caught.value.code == "too_much_evidence"


def test_nothing_is_left_in_storage_when_the_row_cannot_be_written(monkeypatch):
    before = set(storages["evidence"].listdir("")[0])

    def refuse(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(services_evidence, "_record", refuse)
    with pytest.raises(RuntimeError):
        add(make_assessment())
    folders = set(storages["evidence"].listdir("")[0]) - before
    assert not [
        name for folder in folders for name in storages["evidence"].listdir(folder)[1]
    ]
    assert not Evidence.objects.exists()


def test_a_file_taken_away_is_gone_and_its_row_stays_without_its_name():
    evidence = add(make_assessment())
    with TestCase.captureOnCommitCallbacks(execute=True):
        remove_evidence(evidence=evidence, by=None, now=NOW)
    assert not kept(evidence)
    row = Evidence.objects.get()
    assert (row.removed_at, row.name, row.file.name) == (NOW, "", "")
    remove_evidence(evidence=evidence, by=None, now=NOW)
    assert AuditEvent.objects.filter(action="evidence.removed").count() == 1


def test_files_go_with_the_enterprise_they_belong_to():
    draft = make_assessment()
    evidence = add(draft)
    with TestCase.captureOnCommitCallbacks(execute=True):
        draft.organisation.delete()
    assert not kept(evidence)
    assert not Evidence.objects.exists()


def judge(evidence, verdict, note="", staff=None):
    staff = staff or make_staff()
    return review_evidence(
        evidence=evidence,
        verdict=verdict,
        note=note,
        by=staff.user,
        reviewer=staff.organisation,
        now=NOW,
    )


def test_a_reviewer_accepts_or_declines_and_whoever_declines_says_why():
    evidence, staff = add(make_result().assessment), make_staff()
    with pytest.raises(SurveyError) as caught:
        judge(evidence, "declined", "  ", staff)
    assert caught.value.code == "note_missing"
    found = judge(evidence, "declined", "Ảnh quá mờ, không đọc được ngày.", staff)
    assert (found.verdict, found.reviewed_for, found.reviewed_at) == (
        "declined",
        staff.organisation,
        NOW,
    )
    assert judge(evidence, "accepted", "", staff).note == ""
    verdicts = AuditEvent.objects.filter(action="evidence.reviewed").order_by("pk")
    assert [event.details["verdict"] for event in verdicts] == ["declined", "accepted"]
    assert "mờ" not in str([event.details for event in verdicts])


def test_what_was_taken_away_cannot_be_judged():
    evidence = add(make_result().assessment)
    remove_evidence(evidence=evidence, by=None, now=NOW)
    with pytest.raises(SurveyError) as caught:
        judge(evidence, "accepted")
    assert caught.value.code == "evidence_removed"


def test_an_answer_is_as_proved_as_its_best_file_and_a_declined_one_proves_nothing():
    assessment, staff = make_result().assessment, make_staff()
    add(assessment, "1.1.1")
    judge(add(assessment, "1.1.2"), "accepted", staff=staff)
    judge(add(assessment, "2.1.1"), "declined", "Không khớp.", staff)
    add(assessment, "1.1.2", content=make_image(), name="anh.jpg")
    assert evidence_grades(assessment) == {"1.1.1": ATTACHED, "1.1.2": CHECKED}


def test_evidence_outlives_the_account_that_sent_it():
    user = make_user()
    evidence = add(make_assessment(), by=user)
    user.delete()
    evidence.refresh_from_db()
    assert evidence.uploaded_by is None


def test_files_that_no_row_names_are_swept_and_others_stay():
    evidence, storage = add(make_assessment()), storages["evidence"]
    orphan = storage.save("zz/left-by-a-crash", ContentFile(b"x"))
    assert (
        sweep_evidence(older_than=timezone.now() - timedelta(days=1)) == 0
    )  # it may be on its way
    assert sweep_evidence(older_than=timezone.now() + timedelta(days=1)) >= 1
    assert not storage.exists(orphan)
    assert kept(evidence)
