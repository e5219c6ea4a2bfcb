"""The way from a slip to a corrected result, page by page, and away from a mistaken draft."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from survey.corrections.views import BEGUN_AN_HOUR
from survey.models import Assessment, Result
from survey.rounds.services import start_next_round
from tests.builders import NOW
from tests.pages import assert_clean_page
from tests.survey.corrections.mended import SLIP, begin, send
from tests.survey.wizard import hold, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(client):
    """A result sent just now, held by the test's browser."""
    result = send(level=2)
    Assessment.objects.update(submitted_at=timezone.now())
    result.assessment.refresh_from_db()
    hold(client, result.assessment)
    return result


def address(name, thing):
    return reverse(f"survey:{name}", args=[thing.public_id])


def result_page(client, result):
    return client.get(reverse("reports:result", args=[result.public_id]))


@pytest.mark.sql
def test_from_the_result_a_slip_is_mended_and_both_results_say_so(client, first):
    page = result_page(client, first).content.decode()
    assert address("correct", first.assessment) in page
    review = client.post(address("correct", first.assessment), follow=True)
    assert_clean_page(review)
    assert "Anh/chị đang sửa kỳ đã nộp" in review.content.decode()
    correction = Assessment.objects.get(corrects=first.assessment)
    save(client, correction, SLIP, picked="0")
    page = client.get(address("review", correction))
    assert "Nộp bản sửa" in page.content.decode()
    client.post(address("submit", correction))

    replaced = result_page(client, first)
    assert_clean_page(replaced)
    corrected = Result.objects.get(assessment=correction)
    text = replaced.content.decode()
    assert "Đã được thay bằng kết quả sửa" in text
    assert reverse("reports:result", args=[corrected.public_id]) in text
    assert address("correct", first.assessment) not in text, "it is corrected already"
    text = result_page(client, corrected).content.decode()
    assert "Kết quả đã sửa" in text
    assert reverse("reports:result", args=[first.public_id]) in text


def test_nothing_changed_nothing_sent(client, first):
    client.post(address("correct", first.assessment))
    correction = Assessment.objects.get(corrects=first.assessment)
    page = client.post(address("submit", correction), follow=True)
    assert "Chưa có gì thay đổi" in page.content.decode()
    assert Result.objects.count() == 1


def test_after_14_days_the_result_offers_no_correction_and_a_stale_button_says_why(
    client, first
):
    long_ago = timezone.now() - timedelta(days=14)
    Assessment.objects.update(submitted_at=long_ago)
    assert (
        address("correct", first.assessment)
        not in result_page(client, first).content.decode()
    )
    page = client.post(address("correct", first.assessment), follow=True)
    assert "Đã hết hạn sửa kỳ này" in page.content.decode()


def test_a_late_correction_offers_to_go_on_as_a_round_and_sends_nothing_unasked(
    client, first
):
    correction = begin(first, timezone.now())
    save(client, correction, SLIP, picked="0")
    long_ago = NOW - timedelta(days=30)
    Assessment.objects.filter(pk=first.assessment_id).update(submitted_at=long_ago)
    page = client.get(address("review", correction)).content.decode()
    assert "Làm tiếp thành kỳ mới" in page
    assert "Nộp bản sửa" not in page
    assert "Nộp và xem" not in page
    page = client.post(address("submit", correction), follow=True)
    assert_clean_page(page)
    assert "Giờ đây là một kỳ mới" in page.content.decode()
    assert "6 câu" in page.content.decode(), "all but the one that was changed"
    assert Result.objects.count() == 1
    correction.refresh_from_db()
    assert correction.round == 2


@pytest.mark.sql
def test_the_review_says_that_answers_stay_and_how_to_change_them(client, first):
    draft = start_next_round(assessment=first.assessment, by=None, now=timezone.now())
    draft.answers.update(to_confirm=False)
    page = client.get(address("review", draft)).content.decode()
    words = "Nộp xong thì câu trả lời được giữ nguyên; muốn đổi, sửa trong 14 ngày hoặc làm kỳ mới."
    assert words in page


@pytest.mark.sql
def test_a_next_round_begun_by_mistake_is_discarded_after_a_page_that_says_what_goes(
    client, first
):
    client.post(address("next_round", first.assessment))
    draft = Assessment.objects.get(round=2)
    mine = client.get(reverse("survey:mine")).content.decode()
    assert address("discard", draft) in mine
    page = client.get(address("discard", draft))
    assert_clean_page(page)
    assert "không hoàn tác được" in page.content.decode()
    assert Assessment.objects.filter(pk=draft.pk).exists(), "reading deletes nothing"
    page = client.post(address("discard", draft), follow=True).content.decode()
    assert "Đã bỏ" in page
    assert not Assessment.objects.filter(pk=draft.pk).exists()


def test_the_first_draft_offers_no_discarding(client, draft):
    assert (
        address("discard", draft)
        not in client.get(reverse("survey:mine")).content.decode()
    )
    page = client.get(address("discard", draft))
    assert_clean_page(page)
    assert "kỳ đầu của doanh nghiệp" in page.content.decode()
    client.post(address("discard", draft))
    assert Assessment.objects.filter(pk=draft.pk).exists()


def test_with_a_next_round_open_correcting_leads_to_discarding_it(client, first):
    draft = start_next_round(assessment=first.assessment, by=None, now=timezone.now())
    answer = client.post(address("correct", first.assessment))
    assert answer.url == address("discard", draft)


def test_with_a_correction_open_the_next_round_leads_to_it(client, first):
    correction = begin(first, timezone.now())
    answer = client.post(address("next_round", first.assessment))
    assert answer.url == address("review", correction)
    page = client.get(reverse("survey:mine")).content.decode()
    assert "bản sửa" in page
    assert "Bắt đầu kỳ tiếp theo" not in page


def test_the_list_of_rounds_says_which_one_was_replaced(client, first):
    client.post(address("correct", first.assessment))
    correction = Assessment.objects.get(corrects=first.assessment)
    save(client, correction, SLIP, picked="0")
    client.post(address("submit", correction))
    page = client.get(reverse("survey:mine"))
    assert_clean_page(page)
    assert page.content.decode().count("Được thay bằng bản sửa") == 1


def test_opened_once_more_after_sending_the_button_leads_to_the_corrected_result(
    client, first
):
    client.post(address("correct", first.assessment))
    correction = Assessment.objects.get(corrects=first.assessment)
    save(client, correction, SLIP, picked="0")
    client.post(address("submit", correction))
    corrected = Result.objects.get(assessment=correction)
    answer = client.post(address("correct", first.assessment))
    assert answer.url == reverse("reports:result", args=[corrected.public_id])


def discard_page(client, correction):
    return client.get(address("discard", correction)).content.decode()


def test_discarding_promises_another_correction_only_while_there_are_days_left(
    client, first
):
    correction = begin(first, timezone.now())
    assert "bắt đầu sửa lại" in discard_page(client, correction)
    long_ago = NOW - timedelta(days=30)
    Assessment.objects.filter(pk=first.assessment_id).update(submitted_at=long_ago)
    text = discard_page(client, correction)
    assert "bắt đầu sửa lại" not in text
    assert "Những gì đã nộp" in text


@pytest.mark.sql
def test_corrections_begun_again_and_again_are_braked_for_the_enterprise(client, first):
    cache.clear()
    for _turn in range(BEGUN_AN_HOUR):
        assert client.post(address("correct", first.assessment)).status_code == 302
        client.post(address("discard", Assessment.objects.get(corrects__isnull=False)))
    page = client.post(address("correct", first.assessment), REMOTE_ADDR="203.0.113.77")
    assert page.status_code == 429
    assert_clean_page(page)
    assert Assessment.objects.get() == first.assessment
    cache.clear()
