"""The owner's pages of answering together: inviting, who answered, deciding between two answers."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import BadAddress
from survey.colleagues.views import TO_ONE_AN_HOUR
from survey.models import Answer, Respondent, RespondentAnswer
from survey.results.services import submit
from survey.rounds.services import start_next_round
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_user,
)
from tests.pages import assert_clean_page
from tests.personas import make_owner
from tests.survey.colleagues.together import invite, save, together
from tests.survey.wizard import FIRST, hold

pytestmark = pytest.mark.django_db


def test_an_owner_invites_and_sees_who_was_asked(client, draft, mailoutbox):
    assert_clean_page(client.get(together(draft)))
    page, _token = invite(client, draft, mailoutbox)
    assert_clean_page(page)
    html = page.content.decode()
    assert "Chị Lan" in html
    assert "Đã gửi lời mời" in html
    assert (
        together(draft)
        in client.get(reverse("survey:review", args=[draft.public_id])).content.decode()
    )


def test_without_an_account_nobody_is_written_to_and_the_page_leads_to_one_and_back(
    client, mailoutbox
):
    held = make_assessment()
    hold(client, held)
    page = client.get(together(held))
    assert_clean_page(page)
    assert 'name="email"' not in page.content.decode()
    claim = f"{reverse('survey:claim', args=[held.public_id])}?next={together(held)}"
    assert f'href="{claim}"' in page.content.decode()
    answer = invite(client, held, mailoutbox)[0]
    assert answer.request["PATH_INFO"] == reverse("survey:claim", args=[held.public_id])
    assert not mailoutbox
    client.force_login(make_user())
    assert "Lưu vào tài khoản" in client.get(together(held)).content.decode()
    assert client.post(claim, {"next": together(held)}).url == together(held)
    invite(client, held, mailoutbox)
    assert len(mailoutbox) == 1


def test_a_new_letter_ends_the_link_of_the_old_one(client, draft, mailoutbox):
    (_page, old), (_page, new) = (
        invite(client, draft, mailoutbox),
        invite(client, draft, mailoutbox),
    )
    assert Client().post(reverse("survey:invitation", args=[old])).status_code == 410
    assert Client().post(reverse("survey:invitation", args=[new])).status_code == 302
    client.post(
        reverse(
            "survey:withdraw_invitation",
            args=[draft.public_id, Respondent.objects.get().public_id],
        )
    )
    assert Client().post(reverse("survey:invitation", args=[new])).status_code == 410


@pytest.mark.sql
@pytest.mark.parametrize("is_the_same", [True, False])
def test_two_of_one_name_stand_invited_unless_their_owner_says_it_is_one(
    client, draft, mailoutbox, is_the_same
):
    """Who is meant is told by an invitation, never by a name."""
    _page, first = invite(client, draft, mailoutbox)
    one = Respondent.objects.get()
    typed = {"name": "chị  LAN", "email": "lan@cho.example", "pillars": ["1"]}
    for missing in ({}, {"instead_of": "x"}):
        page = client.post(together(draft), typed | missing)
        assert "Đây là ai?" in page.content.decode()
        assert len(mailoutbox) == 1
    assert_clean_page(client.post(together(draft), typed))
    which = str(one.public_id) if is_the_same else "another"
    client.post(together(draft), typed | {"instead_of": which})
    assert mailoutbox[-1].to == ["lan@cho.example"]
    opened = Client().post(reverse("survey:invitation", args=[first]))
    assert opened.status_code == (410 if is_the_same else 302)
    standing = draft.respondents.filter(withdrawn_at__isnull=True)
    assert standing.count() == (1 if is_the_same else 2)


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    client, draft, mailoutbox
):
    page, _token = invite(client, draft, mailoutbox, email="lan", pillars=())
    assert_clean_page(page)
    html = page.content.decode()
    assert "chưa phải là địa chỉ email" in html
    assert "chọn ít nhất một phần" in html
    assert 'value="Chị Lan"' in html
    assert not mailoutbox


def test_one_address_is_not_written_to_without_end(client, draft, mailoutbox):
    for _ in range(TO_ONE_AN_HOUR + 1):
        page, _token = invite(client, draft, mailoutbox)
    assert len(mailoutbox) == TO_ONE_AN_HOUR
    assert (
        "gửi nhiều thư" in page.content.decode() or "một giờ" in page.content.decode()
    )


def test_nobody_uses_up_the_letters_that_others_send_there(client, draft, mailoutbox):
    for _ in range(TO_ONE_AN_HOUR + 1):
        invite(client, draft, mailoutbox)
    other = make_owner("khac@quan.example")
    invite(other.client, make_assessment(other.organisation, round=9), mailoutbox)
    assert len(mailoutbox) == TO_ONE_AN_HOUR + 1


def test_the_owner_sees_who_answered_on_the_question_itself(client, colleague, draft):
    browser, respondent = colleague
    save(browser, respondent, **{"1.1.1": "3"})
    page = client.get(
        reverse("survey:step", args=[draft.public_id, FIRST])
    ).content.decode()
    assert "Chị Lan trả lời lúc" in page


@pytest.mark.sql
def test_two_far_answers_stand_side_by_side_and_one_tap_decides(
    client, colleague, draft
):
    browser, respondent = colleague
    make_answers(draft, level=0)
    save(browser, respondent, **{"1.1.1": "4"})
    review = client.get(
        reverse("survey:review", args=[draft.public_id])
    ).content.decode()
    address = reverse("survey:differences", args=[draft.public_id])
    assert "Có 1 chỗ được trả lời khác hẳn nhau" in review
    assert (
        review.index("Nếu anh/chị nộp bây giờ")
        < review.index(address)
        < review.index("Nộp và xem")
    )
    page = client.get(address)
    assert_clean_page(page)
    shown = page.content.decode()
    assert shown.index("<h2") < shown.index("1.1.1</p>"), (
        "the question first, its code after it"
    )
    assert "Lấy câu của Chị Lan" in page.content.decode()
    choice = reverse(
        "survey:decide", args=[draft.public_id, respondent.public_id, "1.1.1"]
    )
    after = client.post(choice, {"choose": "theirs"}, follow=True)
    assert_clean_page(after)
    assert "Giờ tính câu trả lời của Chị Lan" in after.content.decode()
    assert Answer.objects.get(question="1.1.1").level == 4
    assert (
        address
        not in client.get(
            reverse("survey:review", args=[draft.public_id])
        ).content.decode()
    )


def test_a_choice_that_is_none_changes_nothing(client, colleague, draft):
    browser, respondent = colleague
    make_answers(draft, level=0)
    save(browser, respondent, **{"1.1.1": "4"})
    choice = reverse(
        "survey:decide", args=[draft.public_id, respondent.public_id, "1.1.1"]
    )
    assert client.post(choice, {"choose": "both"}).status_code == 404
    assert Answer.objects.get(question="1.1.1").level == 0


def test_a_submitted_round_invites_nobody_any_more(client, draft):
    make_answers(draft)
    submit(assessment=draft, by=None, now=timezone.now())
    assert client.get(together(draft)).status_code == 302
    assert (
        client.get(reverse("survey:differences", args=[draft.public_id])).status_code
        == 302
    )


def test_a_letter_that_cannot_be_sent_is_said_and_nothing_typed_is_lost(client, draft):
    for address in ("lan@pho.example", "chu@pho.example"):
        BadAddress.objects.create(address=address)
    page, _token = invite(client, draft, [])
    assert_clean_page(page)
    assert "Thư gửi tới địa chỉ này bị trả lại." in page.content.decode()
    assert 'value="lan@pho.example"' in page.content.decode()
    held = make_assessment()
    hold(client, held)
    later = client.post(
        reverse("survey:later", args=[held.public_id]), {"email": "chu@pho.example"}
    )
    assert "Thư gửi tới địa chỉ này bị trả lại." in later.content.decode()


@pytest.mark.sql
def test_deciding_about_an_answer_that_was_taken_back_breaks_nothing(
    client, colleague, draft
):
    _browser, respondent = colleague
    RespondentAnswer.objects.create(
        respondent=respondent,
        question="1.1.1",
        state="cleared",
        changed_at=respondent.invited_at,
    )
    address = reverse(
        "survey:decide", args=[draft.public_id, respondent.public_id, "1.1.1"]
    )
    assert client.post(address, {"choose": "mine"}).status_code == 302
    assert not Answer.objects.exists()
    assert (
        client.post(address.replace("1.1.1", "%00"), {"choose": "mine"}).status_code
        == 404
    )


def test_beside_a_copied_answer_of_the_owner_a_colleagues_is_shown_as_a_difference(
    client, draft, mailoutbox
):
    make_answers(draft, q_1_1_1=1)
    submit(assessment=draft, by=None, now=NOW)
    following = start_next_round(assessment=draft, by=None, now=NOW)
    _page, token = invite(client, following, mailoutbox)
    browser = Client()
    browser.post(reverse("survey:invitation", args=[token]))
    save(browser, Respondent.objects.get(), **{"1.1.1": "5"})
    first = client.get(
        reverse("survey:step", args=[following.public_id, FIRST])
    ).content.decode()
    assert "Chị Lan" not in first
    assert "Đây là câu trả lời của kỳ trước" in first
    compared = client.get(reverse("survey:differences", args=[following.public_id]))
    assert_clean_page(compared)
    assert "Anh/chị, kỳ trước; cần xác nhận" in compared.content.decode()


@pytest.mark.sql
def test_a_hint_says_which_answer_a_colleague_gave(client, colleague, draft):
    _browser, respondent = colleague
    make_answers(draft, q_1_1_2=4, q_3_1_1=0)
    Answer.objects.filter(question="1.1.2").update(given_by=respondent)
    review = client.get(
        reverse("survey:review", args=[draft.public_id])
    ).content.decode()
    assert review.count("Chị Lan trả lời, không phải anh/chị") == 1
