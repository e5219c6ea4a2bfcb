"""Drafts without an account are forgotten when nobody comes back; everything else stays."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.test import Client, TestCase
from django.urls import reverse

from accounts.models import AuditEvent, Organisation
from survey.answers.values import AnswerValue
from survey.models import Answer, AnswerChange, Assessment, Evidence, Result, ResumeLink
from survey.rounds.claims import claim
from survey.rounds.resume_links import send_resume_link
from survey.rounds.retention import KEPT_FOR, Forgotten, forget_drafts
from tests.builders import (
    NOW,
    make_assessment,
    make_evidence,
    make_organisation,
    make_result,
    make_user,
    save_answer,
)
from tests.survey.wizard import hold

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LATER = NOW + KEPT_FOR + timedelta(minutes=1)
NOTHING = Forgotten(0, 0, 0)


def forget(now=LATER) -> Forgotten:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return forget_drafts(untouched_since=now - KEPT_FOR, now=now)


@pytest.fixture
def draft():
    draft = make_assessment()
    save_answer(
        assessment=draft, question="1.1.1", value=AnswerValue(level=2), by=None, now=NOW
    )
    return draft


def test_a_draft_goes_with_its_answers_its_files_and_its_enterprise(draft):
    evidence = make_evidence(draft)
    assert forget() == Forgotten(drafts=1, enterprises=1, files=1)
    assert not storages["evidence"].exists(evidence.file.name)
    for kept in (Assessment, Answer, AnswerChange, Evidence, Organisation):
        assert not kept.objects.exists()
    assert forget() == NOTHING


def test_what_was_forgotten_stands_in_the_log_without_a_name(draft):
    name, chain = draft.organisation.name, str(draft.organisation_id)
    forget()
    event = AuditEvent.objects.get()
    assert (event.action, event.subject) == (
        "draft.forgotten",
        f"assessment:{draft.public_id}",
    )
    assert (event.details, event.at) == (
        {"files": 0, "chain": chain},
        LATER,
    )
    assert name not in str(AuditEvent.objects.values().get())


def test_until_the_last_day_everything_stays(draft):
    assert forget(NOW + KEPT_FOR) == NOTHING
    save_answer(
        assessment=draft,
        question="1.1.1",
        value=AnswerValue(level=3),
        by=None,
        now=NOW + timedelta(days=100),
    )
    assert forget() == NOTHING


def test_a_file_added_since_counts_as_touching(draft):
    make_evidence(draft, now=NOW + timedelta(days=100))
    assert forget() == NOTHING


def test_a_link_that_was_promised_to_work_goes_on_working(draft):
    asked = LATER - timedelta(days=29)
    send_resume_link(
        assessment=draft,
        email="chu@quan.example",
        now=asked,
        build_url=lambda token: token,
    )
    assert forget() == NOTHING
    ResumeLink.objects.update(expires_at=LATER)
    assert forget().drafts == 1


def test_what_belongs_or_belonged_to_an_account_stays(draft):
    user = make_user()
    claim(organisation=draft.organisation, user=user, now=NOW)
    assert forget() == NOTHING
    user.delete()
    assert forget() == NOTHING


def test_results_are_never_touched_and_keep_their_enterprise():
    enterprise = make_organisation()
    result = make_result(make_assessment(enterprise))
    evidence = make_evidence(result.assessment)
    following = make_assessment(enterprise, round=2)
    assert forget() == Forgotten(drafts=1, enterprises=0, files=0)
    assert Result.objects.get() == result
    assert storages["evidence"].exists(evidence.file.name)
    assert AuditEvent.objects.get(action="draft.forgotten").organisation == enterprise
    assert not Assessment.objects.filter(pk=following.pk).exists()


def test_the_visitor_is_told_for_how_long_a_draft_is_kept(client, draft):
    hold(client, draft)
    for page in (client.get(reverse("survey:mine")), Client().get(reverse("about"))):
        assert f"{KEPT_FOR.days} ngày không ai động đến" in page.content.decode()


def test_the_visitor_is_told_for_how_long_a_result_in_no_account_is_kept(client):
    result = make_result()
    hold(client, result.assessment)
    page = client.get(reverse("survey:mine")).content.decode()
    assert "2 năm không có việc gì được làm" in page
