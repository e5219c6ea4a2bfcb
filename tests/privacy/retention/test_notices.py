"""A letter before something goes: once, in time, and nothing goes without it where one can go."""

from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import AuditEvent, Organisation, User
from accounts.services import remove_member
from privacy.models import Notice
from privacy.retention.services import due, forget
from privacy.retention.tally import Tally
from registry.retention import kept_for, retention_rules
from survey.answers.values import AnswerValue
from survey.models import Evidence, ShareLink
from tests.builders import (
    NOW,
    make_assessment,
    make_enterprise,
    make_evidence,
    make_result,
    make_user,
    save_answer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
DAY = timedelta(days=1)
BEFORE = timedelta(days=retention_rules()["evidence"].warn_before)


@pytest.fixture
def owner() -> User:
    return confirmed("chu@quanpho.example")


def confirmed(email: str) -> User:
    user = make_user(email)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def a_file(owner: User) -> datetime:
    """Of a round that was sent; told of are its owner and nobody whose address may be another's."""
    enterprise = make_enterprise(owner)
    make_evidence(make_result(make_assessment(enterprise)).assessment)
    enterprise.memberships.create(user=make_user("chua@xac-nhan.example"), role="owner")
    return NOW + kept_for("evidence")


def an_enterprise(owner: User) -> datetime:
    """That nobody belongs to any more; whoever answered there has an account still."""
    enterprise = make_enterprise(owner, created_at=NOW)
    draft = make_assessment(enterprise)
    value = AnswerValue(text="Không có gì")
    save_answer(assessment=draft, question="1.1.3", value=value, by=owner)
    remove_member(membership=enterprise.memberships.get(), by=owner, now=NOW)
    return NOW + kept_for("enterprises")


CASES = {"evidence": a_file, "enterprises": an_enterprise}


def night(rule: str, now: datetime) -> Tally:
    (done,) = forget(now=now, only=[rule])
    return done.tally


@pytest.mark.parametrize("rule", CASES)
def test_a_letter_goes_once_and_so_many_days_later_what_it_told_of(
    rule, owner, mailoutbox
):
    over = CASES[rule](owner) + DAY
    assert night(rule, over - BEFORE - 2 * DAY) == Tally()
    assert not mailoutbox

    (told,) = due(now=over - BEFORE, only=[rule])
    assert told.tally == Tally(letters=1)
    assert not Notice.objects.exists()
    assert night(rule, over - BEFORE) == Tally(letters=1)
    for later in (timedelta(), DAY, BEFORE - DAY):
        assert night(rule, over - BEFORE + later) == Tally()
    (letter,) = mailoutbox
    assert letter.to == [owner.email]
    assert Organisation.objects.get().name in letter.subject
    assert "Việc này chỉ được báo một lần" in letter.body

    gone = night(rule, over)
    assert (gone.rows, gone.letters) == (1, 0)
    event = AuditEvent.objects.get(action="retention.told")
    assert event.details == {"rule": rule, "letters": 1}
    assert owner.email not in f"{event.subject}{event.details}"


@pytest.mark.parametrize("rule", CASES)
def test_after_nights_that_were_left_out_nothing_goes_without_its_letter(
    rule, owner, mailoutbox
):
    late = CASES[rule](owner) + timedelta(days=400)
    assert night(rule, late) == Tally(letters=1)
    assert night(rule, late + BEFORE - DAY) == Tally()
    assert night(rule, late + BEFORE).rows == 1
    assert len(mailoutbox) == 1


def test_while_the_mail_server_is_away_the_letter_is_tried_again(
    owner, mailoutbox, monkeypatch
):
    """It holds up nothing for ever: days count from the first try."""
    over = a_file(owner) + DAY
    with monkeypatch.context() as away:
        away.setattr(
            "privacy.retention.notices.send_email", lambda *_args, **_terms: False
        )
        assert night("evidence", over - BEFORE) == Tally()
    assert Notice.objects.get().letters == 0
    assert night("evidence", over - BEFORE + DAY) == Tally(letters=1)
    assert len(mailoutbox) == 1
    assert night("evidence", over).rows == 1


def test_what_is_touched_after_its_letter_is_told_of_anew(owner, mailoutbox):
    over = a_file(owner) + DAY
    night("evidence", over - BEFORE)
    round_ = Evidence.objects.get().assessment
    round_.submitted_at = over
    round_.save()
    again = over + kept_for("evidence") + DAY
    assert night("evidence", again) == Tally(letters=1)
    assert len(mailoutbox) == 2
    assert Evidence.objects.get().removed_at is None


def test_of_what_is_shared_no_letter_is_written(owner, mailoutbox):
    over = an_enterprise(owner) + DAY
    result = make_result(make_assessment(Organisation.objects.get(), round=2))
    ShareLink.objects.create(
        result=result, token_hash="b", created_at=NOW, expires_at=over + DAY
    )
    assert night("enterprises", over) == Tally()
    assert not mailoutbox


def test_the_page_about_data_says_that_a_letter_goes_before(db):
    page = Client().get("/gioi-thieu/").content.decode()
    assert page.count("có thư báo trước 30 ngày") == 2
