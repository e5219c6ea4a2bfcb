"""Review, submit, read-only afterwards, the next round, and going on later or elsewhere."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from indexes.services import set_index_status
from survey.answers.progress import progress_of
from survey.models import Answer, AnswerChange, Assessment, Result, ResumeLink
from survey.results.services import submit
from survey.rounds.services import change_profile
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_index_version,
    make_membership,
    make_user,
    small_document,
)
from tests.survey.wizard import FIRST, hold, level, save, step

pytestmark = pytest.mark.django_db


def url(name, assessment):
    return reverse(f"survey:{name}", args=[assessment.public_id])


def test_the_review_links_to_every_missing_question(client, draft):
    save(client, draft, "1.1.1", picked="0")
    page = client.get(url("review", draft)).content.decode().partition('id="given"')[0]
    for code in ("2.1.1", "2.1.2", "2.2.1", "3.1.1", "3.1.2"):
        assert f"#q-{code}" in page
    assert "#q-1.1.1" not in page
    assert "#q-1.1.2" not in page
    assert "Nộp và xem" not in page


def test_contradictions_are_asked_as_questions_and_may_stand(client, draft):
    make_answers(draft, q_1_1_2=4, q_3_1_1=0)
    page = client.get(url("review", draft)).content.decode()
    assert "Bán qua mạng mà không có phần mềm nào" in page
    asked = page.partition('id="given"')[0]
    assert asked.count("#q-1.1.2") == asked.count("#q-3.1.1") == 1
    assert "Nộp và xem" in page


def test_gaps_cannot_be_submitted_and_are_named(client, draft):
    save(client, draft, "1.1.1", picked="0")
    page = client.post(url("submit", draft), follow=True).content.decode()
    assert "Còn 5 câu chưa trả lời" in page
    assert not Result.objects.exists()


def test_submitting_twice_gives_one_result_and_the_answers_are_fixed(client, draft):
    make_answers(draft)
    first, again = client.post(url("submit", draft)), client.post(url("submit", draft))
    assert first.url == again.url
    assert Result.objects.count() == 1
    for response in (
        client.get(step(draft, FIRST)),
        client.get(url("review", draft)),
        client.get(url("profile", draft)),
    ):
        assert response.status_code == 302
    assert save(client, draft, "1.1.1", picked="5")["HX-Redirect"]
    client.post(step(draft, FIRST), {"1.1.1": "5"})
    assert level(draft, "1.1.1") == 3


def test_a_profile_saved_while_somebody_submits_leads_to_the_result(
    client, draft, monkeypatch
):
    make_answers(draft)

    def saved_too_late(**given):
        submit(assessment=draft, by=None, now=timezone.now())
        change_profile(**given)

    monkeypatch.setattr("survey.rounds.services.change_profile", saved_too_late)
    profile = {"name": "Tiệm mới", "sector": "I", "employees": "5"}
    page = client.post(url("profile", draft), profile, follow=True)
    assert "Lượt đánh giá này đã nộp" in page.content.decode()


def test_the_next_round_copies_answers_to_be_confirmed(client, draft):
    make_answers(draft)
    client.post(url("submit", draft))
    client.post(url("next_round", draft))
    following = Assessment.objects.get(round=2)
    assert progress_of(following).answered == 0
    text = client.get(step(following, FIRST)).content.decode()
    assert "Cần xác nhận" in text
    assert "Vẫn đúng" in text
    page = client.post(
        reverse("survey:answer", args=[following.public_id, "1.1.1"]),
        {"confirm": "1.1.1"},
    )
    assert page.status_code == 302
    assert progress_of(following).answered == 1
    client.post(step(following, FIRST), {"1.1.1": "3", "1.1.2": "3"})
    assert Answer.objects.get(assessment=following, question="1.1.2").to_confirm
    client.post(step(following, FIRST), {"1.1.1": "3", "1.1.2": "3", "confirm": "all"})
    assert not Answer.objects.get(assessment=following, question="1.1.2").to_confirm
    assert (
        AnswerChange.objects.filter(assessment=following, question="1.1.2").count() == 2
    )


def test_where_every_version_is_retired_the_next_round_leads_to_the_index_offered_now(
    client, draft
):
    make_answers(draft)
    client.post(url("submit", draft))
    set_index_status(version=draft.index_version, status="retired", now=NOW, by=None)
    document = small_document()
    make_index_version({**document, "index": {**document["index"], "id": "newer"}})
    page = client.post(url("next_round", draft), follow=True)
    assert page.redirect_chain[-1][0] == reverse("survey:start")
    assert "Bộ chỉ số của kỳ trước không còn mở" in page.content.decode()
    assert Assessment.objects.count() == 1


def test_a_link_by_email_opens_the_draft_in_another_browser(client, draft):
    save(client, draft, "1.1.1", picked="3")
    page = client.post(
        url("later", draft), {"email": "chu@quan.example"}, follow=True
    ).content.decode()
    assert "chu@quan.example" in page
    address = re.search(
        r"http://localhost:8000(/tiep-tuc/\S+/)", mail.outbox[0].body
    ).group(1)
    other = Client()
    opened = other.get(address).content.decode()
    assert draft.organisation.name not in opened
    assert other.get(step(draft, FIRST)).status_code == 404
    response = other.post(address, follow=True)
    assert address not in response.redirect_chain[-1][0]
    assert 'value="3" checked' in other.get(step(draft, FIRST)).content.decode()
    save(other, draft, "1.1.2", picked="2")
    assert (
        'name="1.1.2" value="2" checked'
        in client.get(step(draft, FIRST)).content.decode()
    )


def test_the_page_and_the_letter_say_the_same_about_who_may_have_the_link(
    client, draft
):
    rule = "chỉ đưa cho đồng nghiệp cần làm cùng"
    assert rule in client.get(url("later", draft)).content.decode()
    client.post(url("later", draft), {"email": "chu@quan.example"})
    letter = mail.outbox[0]
    assert rule in letter.body
    assert rule in letter.alternatives[0].content
    assert "đừng chuyển" not in letter.body + letter.alternatives[0].content


@pytest.mark.sql
def test_opening_the_link_is_written_down_and_only_looking_at_it_is_not(client, draft):
    client.post(url("later", draft), {"email": "chu@quan.example"})
    address = re.search(r"(/tiep-tuc/\S+/)", mail.outbox[0].body).group(1)
    opened = AuditEvent.objects.filter(
        action="resume_link.opened", organisation=draft.organisation
    )
    client.get(address)
    assert not opened.exists()
    Client().post(address)
    assert opened.get().subject == f"assessment:{draft.public_id}"
    assert address.split("/")[2] not in str(opened.values().get())


def test_an_expired_link_says_so_and_loses_nothing(client, draft):
    client.post(url("later", draft), {"email": "chu@quan.example"})
    ResumeLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    address = re.search(r"(/tiep-tuc/\S+/)", mail.outbox[0].body).group(1)
    page = Client().post(address)
    assert page.status_code == 410
    assert "không còn dùng được" in page.content.decode()


def test_links_are_limited_per_assessment(client, draft):
    for number in range(5):
        page = client.post(
            url("later", draft), {"email": f"nguoi{number}@quan.example"}
        )
    assert len(mail.outbox) == 3
    assert "chờ một giờ" in page.content.decode()
    assert "nguoi4@quan.example" in page.content.decode()


def test_nobody_is_flooded_with_letters_from_many_assessments(client):
    for _turn in range(5):
        another = make_assessment()
        hold(client, another)
        page = client.post(url("later", another), {"email": "nan-nhan@quan.example"})
    assert len(mail.outbox) == 3
    assert "chờ một giờ" in page.content.decode()


def test_one_place_cannot_send_letters_to_everybody(client):
    for number in range(22):
        another = make_assessment()
        hold(client, another)
        client.post(url("later", another), {"email": f"nguoi{number}@quan.example"})
    assert len(mail.outbox) == 20


def test_who_is_signed_in_without_having_taken_it_over_is_not_told_that_it_is_in_the_account(
    client, draft
):
    user = make_user()
    client.force_login(user)
    hold(client, draft)
    shown = client.get(url("later", draft)).content.decode()
    assert "mọi thứ nằm trong tài khoản" not in shown
    assert url("claim", draft) in shown
    client.post(url("claim", draft))
    shown = client.get(url("later", draft)).content.decode()
    assert "mọi thứ nằm trong tài khoản" in shown
    refused = client.post(
        url("later", draft), {"email": "chu@quan.example"}
    ).content.decode()
    assert "đã thuộc về một tài khoản" in refused
    assert mail.outbox == []


def test_nobody_is_told_that_no_minutes_are_left(client, draft):
    make_answers(draft)
    client.post(url("later", draft), {"email": "chu@quan.example"}, follow=True)
    assert "phút" not in mail.outbox[0].body + mail.outbox[0].alternatives[0].content
    # At first it tells where the letter went.
    client.get(url("later", draft))
    shown = client.get(url("later", draft)).content.decode()
    assert "Đã lưu 7/7 câu trả lời." in shown
    assert "Còn khoảng" not in shown


def test_a_wrong_email_is_named_and_kept(client, draft):
    page = client.post(url("later", draft), {"email": "chu@quan"}).content.decode()
    assert "chưa phải là địa chỉ email" in page
    assert 'value="chu@quan"' in page
    assert mail.outbox == []


def test_after_the_session_ended_the_answers_wait_for_whoever_may_open_them(
    client, draft
):
    save(client, draft, "1.1.1", picked="3")
    client.session.flush()
    client.cookies.clear()
    assert save(client, draft, "1.1.1", picked="1").status_code == 404
    assert level(draft, "1.1.1") == 3
    hold(client, draft)
    assert 'value="3" checked' in client.get(step(draft, FIRST)).content.decode()


def test_a_claimed_enterprise_is_closed_to_the_browser_that_started_it(client, draft):
    make_membership(make_user(), draft.organisation)
    answer = client.get(step(draft, FIRST))
    assert answer.url.startswith(reverse("account_login")), "with a word and a way back"
    assert Client().get(step(draft, FIRST)).status_code == 404
