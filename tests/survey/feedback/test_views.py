"""One question at the end: optional, bound to nobody, and gone after a year."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from survey.feedback.forms import LONGEST
from survey.models import Feedback
from tests.builders import make_assessment, make_result
from tests.pages import assert_clean_page
from tests.personas import make_administrator
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_turns_counted():
    cache.clear()


@pytest.fixture
def result(client):
    result = make_result(make_assessment())
    hold(client, result.assessment)
    return result


def address(result):
    return reverse("survey:feedback", args=[result.assessment.public_id])


def say(client, result, **said):
    return client.post(address(result), said, follow=True)


def result_page(client, result):
    return client.get(reverse("reports:result", args=[result.public_id]))


@pytest.mark.parametrize("typed", ["\u200b", "\u3164", " \u2800\n"])
def test_what_has_no_shape_says_nothing(client, result, typed):
    page = say(client, result, missing=typed)
    assert "Anh/chị chọn một câu trả lời hoặc" in page.content.decode()
    assert not Feedback.objects.exists()


def test_the_question_stands_at_the_end_of_the_own_result_until_it_is_answered(
    client, result
):
    page = result_page(client, result)
    assert_clean_page(page)
    assert address(result) in page.content.decode()
    assert "xóa sau 12 tháng" in page.content.decode()
    page = say(client, result, useful="partly", missing="Thiếu ngành của tôi")
    assert "Cảm ơn" in page.content.decode()
    assert address(result) not in page.content.decode()
    said = Feedback.objects.get()
    assert (said.useful, said.missing) == ("partly", "Thiếu ngành của tôi")


def test_what_is_kept_names_nobody(client, result):
    say(client, result, useful="yes")
    kept = Feedback.objects.values().get()
    assert set(kept) == {"id", "useful", "missing", "language", "index_id", "day"}
    assert kept["day"] == timezone.localdate()
    assert not AuditEvent.objects.filter(action__startswith="feedback").exists()


@pytest.mark.parametrize(
    "said",
    [{}, {"missing": "  "}, {"useful": "rất"}, {"missing": "a" * (LONGEST + 1)}],
)
def test_an_empty_or_unreadable_answer_comes_back_with_what_is_wrong(
    client, result, said
):
    page = say(client, result, **said)
    assert_clean_page(page)
    assert page.context["form"].errors
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("said", [{"useful": "no"}, {"missing": "Giá cả"}])
def test_each_of_the_two_parts_is_enough(client, result, said):
    say(client, result, **said)
    assert Feedback.objects.count() == 1


def test_sent_twice_it_is_kept_once(client, result):
    say(client, result, useful="yes")
    say(client, result, useful="yes")
    assert Feedback.objects.count() == 1


def test_of_a_draft_nothing_is_asked(client, draft):
    answer = client.get(reverse("survey:feedback", args=[draft.public_id]))
    assert answer.url == reverse("survey:review", args=[draft.public_id])


def test_the_operator_reads_it_and_can_delete_what_should_not_be_kept(client, result):
    say(client, result, missing="Gọi tôi 0901 234 567")
    operator = make_administrator()
    listed = reverse("admin:survey_feedback_changelist")
    assert "Gọi tôi" in operator.client.get(listed).content.decode()
    said = Feedback.objects.get()
    one = reverse("admin:survey_feedback_delete", args=[said.pk])
    operator.client.post(one, {"post": "yes"})
    assert not Feedback.objects.exists()
    event = AuditEvent.objects.get(action="feedback.deleted")
    assert event.actor == operator.user
    assert "0901" not in str(event.details) + event.subject
