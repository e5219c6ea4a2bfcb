"""The colleague's pages: a link opens their part of the questions, and nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from survey.models import Answer, Respondent, RespondentAnswer
from survey.results.services import submit
from tests.builders import (
    make_answers,
    make_assessment,
    make_version_of,
)
from tests.pages import assert_clean_page
from tests.survey.colleagues.together import invite, own, part, save
from tests.survey.wizard import FIRST, PEOPLE

pytestmark = pytest.mark.django_db


def test_opening_the_link_tells_nothing_until_the_button_is_pressed(
    client, draft, mailoutbox
):
    _page, token = invite(client, draft, mailoutbox)
    browser = Client()
    page = browser.get(reverse("survey:invitation", args=[token]))
    assert_clean_page(page)
    assert draft.organisation.name not in page.content.decode()
    assert browser.get(part(Respondent.objects.get())).status_code == 404
    opened = browser.post(reverse("survey:invitation", args=[token]), follow=True)
    assert token not in opened.request["PATH_INFO"]
    assert_clean_page(opened)


def test_a_colleague_sees_the_questions_of_the_part_and_nothing_else(colleague, draft):
    browser, respondent = colleague
    make_answers(draft, level=2)
    page = browser.get(part(respondent))
    assert_clean_page(page)
    html = page.content.decode()
    assert 'name="1.1.1"' in html
    assert "checked" not in html
    elsewhere = browser.get(part(respondent, PEOPLE))
    assert elsewhere.status_code == 302
    assert save(browser, respondent, "2.1.1", **{"2.1.1": "3"}).status_code == 404
    for name in ("survey:review", "survey:respondents", "survey:evidence"):
        assert browser.get(reverse(name, args=[draft.public_id])).status_code == 404


def test_each_answer_is_saved_at_once_and_counts_where_there_was_none(colleague, draft):
    browser, respondent = colleague
    page = save(browser, respondent, **{"1.1.1": "3"})
    assert_clean_page(page, fragment=True)
    assert "Đã lưu lúc" in page.content.decode()
    assert Answer.objects.get().given_by == respondent


@pytest.mark.sql
def test_without_scripts_a_whole_page_is_saved_and_the_last_one_leads_to_thanks(
    colleague, draft
):
    browser, respondent = colleague
    done = browser.post(part(respondent), {"1.1.1": "3", "1.1.2": "2"}, follow=True)
    assert_clean_page(done)
    assert done.request["PATH_INFO"] == part(respondent, "xong")
    assert RespondentAnswer.objects.count() == 2
    thanks = browser.post(part(respondent, "xong"), follow=True)
    assert "Cảm ơn" in thanks.content.decode()
    respondent.refresh_from_db()
    assert respondent.finished_at


def test_what_cannot_be_read_is_said_beside_the_question_and_the_rest_is_saved(
    colleague, draft, client
):
    browser, respondent = colleague
    page = browser.post(part(respondent), {"1.1.1": "99", "1.1.2": "2"})
    assert_clean_page(page)
    assert "không phải" in page.content.decode() or "chọn lại" in page.content.decode()
    assert RespondentAnswer.objects.get().question == "1.1.2"


@pytest.mark.sql
@pytest.mark.parametrize("how", ["withdrawn", "expired", "submitted"])
def test_an_ended_invitation_shows_a_calm_page(client, colleague, draft, how):
    browser, respondent = colleague
    if how == "withdrawn":
        client.post(
            reverse(
                "survey:withdraw_invitation",
                args=[draft.public_id, respondent.public_id],
            )
        )
    elif how == "expired":
        Respondent.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    else:
        make_answers(draft)
        submit(assessment=draft, by=None, now=timezone.now())
    for answer in (
        browser.get(part(respondent)),
        save(browser, respondent, **{"1.1.1": "3"}),
    ):
        assert answer.status_code == 410
        assert_clean_page(answer)
        assert "Lời mời này đã kết thúc" in answer.content.decode()
    assert not RespondentAnswer.objects.exists()


def test_an_unknown_link_shows_the_same_page(client):
    page = client.post(reverse("survey:invitation", args=["khong-co"]))
    assert page.status_code == 410
    assert_clean_page(page)


def test_a_link_from_one_browser_opens_nothing_in_another(colleague):
    _browser, respondent = colleague
    assert Client().get(part(respondent)).status_code == 404
    assert save(Client(), respondent, **{"1.1.1": "3"}).status_code == 404


@pytest.mark.sql
def test_a_colleague_can_answer_the_criteria_of_a_group_one_by_one(client, mailoutbox):
    version = make_version_of("dbi-2025-large")
    draft = own(client, make_assessment(index_version=version))
    _page, token = invite(client, draft, mailoutbox)
    browser, respondent = Client(), Respondent.objects.get()
    browser.post(reverse("survey:invitation", args=[token]))
    index = draft.index
    beside = [page for page in index.pages if page.refines]
    criteria = next(page for page in beside if page.pillar == "1")
    page = browser.get(part(respondent, criteria.slug))
    assert_clean_page(page)
    assert "unrefine" in page.content.decode()
    done = browser.post(
        part(respondent, criteria.slug), dict.fromkeys(criteria.codes, "2")
    )
    assert done.url == part(respondent, index.page_of(criteria.refines).slug)
    assert set(respondent.answers.values_list("question", flat=True)) == set(
        criteria.codes
    )


def test_the_button_below_the_criteria_names_the_page_of_their_group(
    client, mailoutbox
):
    version = make_version_of("wide")
    draft = own(client, make_assessment(index_version=version, variant="shop"))
    _page, token = invite(client, draft, mailoutbox)
    browser, respondent = Client(), Respondent.objects.get()
    browser.post(reverse("survey:invitation", args=[token]))
    criteria = next(page for page in draft.index.pages if page.refines)
    html = browser.get(part(respondent, criteria.slug)).content.decode()
    assert "Lưu và sang Khách hàng" in html
    assert "Lưu và kết thúc" not in html


@pytest.mark.parametrize(
    ("button", "slug"),
    [
        ({}, "2-con-nguoi"),
        ({"next": "1"}, "2-con-nguoi"),
        ({"stay": "1"}, FIRST),
        ({"clear": "1.1.1"}, FIRST),
        ({"wizard_goto_step": "2-con-nguoi"}, "2-con-nguoi"),
        ({"wizard_goto_step": "xong"}, "xong"),
        ({"wizard_goto_step": "3-du-lieu"}, "2-con-nguoi"),
        ({"wizard_goto_step": "xem-lai"}, "2-con-nguoi"),
    ],
)
def test_each_button_leads_on_within_the_part(client, draft, mailoutbox, button, slug):
    _page, token = invite(client, draft, mailoutbox, pillars=["1", "2"])
    browser, respondent = Client(), Respondent.objects.get()
    browser.post(reverse("survey:invitation", args=[token]))
    sent = browser.post(part(respondent), {"1.1.1": "3", **button})
    assert sent.url == part(respondent, slug)


def test_a_page_of_another_part_leads_to_the_first_open_one(colleague):
    browser, respondent = colleague
    assert browser.get(part(respondent, "3-du-lieu")).url == part(respondent)
    save(browser, respondent, **{"1.1.1": "0"})
    assert browser.get(part(respondent, "tiep")).url == part(respondent, "xong")


@pytest.mark.parametrize("slug", ["3-du-lieu", "khong-co", "tiep"])
def test_who_sends_a_page_that_is_not_asked_is_told_that_it_is_not(colleague, slug):
    """Led on like after saving, nobody would know that nothing was kept."""
    browser, respondent = colleague
    sent = browser.post(part(respondent, slug), {"1.1.1": "3"})
    assert sent.status_code == 404
    assert not RespondentAnswer.objects.exists()


def test_the_thanks_lead_back_as_long_as_something_is_open(colleague):
    browser, respondent = colleague
    open_part = f'href="{part(respondent)}"'
    html = browser.get(part(respondent, "xong")).content.decode()
    assert "Đã trả lời 0 trên 1 câu." in html
    assert open_part in html
    browser.post(part(respondent), {"1.1.1": "3", "1.1.2": "2"})
    answered = browser.get(part(respondent, "xong"))
    assert_clean_page(answered)
    assert "Xem lại câu trả lời" in answered.content.decode()


def test_a_colleague_too_may_take_one_question_at_a_time(colleague):
    browser, respondent = colleague
    html = browser.get(part(respondent)).content.decode()
    assert 'data-one-at-a-time="yes"' in html
    assert "survey/one-at-a-time.js" in html
    assert 'data-question="1.1.1" data-number="1"' in html
    # At the end of the page the script presses the first button of its foot.
    foot = html.partition('class="wizard__foot"')[2]
    assert foot.partition("<button")[2].startswith(' class="button" name="next"')
