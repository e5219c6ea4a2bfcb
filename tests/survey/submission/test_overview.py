"""What the review lists: open questions, and what was answered, each with the way to its place."""

import re

import pytest
from django.urls import reverse

from survey.answers.progress import progress_of
from survey.models import Assessment
from tests.pages import assert_clean_page
from tests.survey.wide import answer_all, tick
from tests.survey.wizard import save

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_the_review_tells_how_a_list_of_tools_comes_to_count(client, shop):
    shown = client.get(reverse("survey:review", args=[shop.public_id])).content.decode()
    assert "Câu này được tính khi anh/chị đánh dấu" in shown


def listed(client, draft) -> tuple[str, str]:
    """The two lists of the review: what is open, and what was answered."""
    shown = client.get(
        reverse("survey:review", args=[draft.public_id])
    ).content.decode()
    still, _heading, answered = shown.partition('id="given"')
    return still, answered


def badges(part: str) -> int:
    return sum(map(int, re.findall(r'badge--quiet">(\d+)<', part)))


def test_the_review_counts_what_the_bar_counts(client, shop):
    save(client, shop, "1.1", picked="1")
    save(client, shop, "1.1.1", picked="2")
    save(client, shop, "2.1", picked=["erp"])
    save(client, shop, "2.4", numerator="3")
    tick(client, shop, "3.1.s-1")
    still, answered = listed(client, shop)
    progress = progress_of(Assessment.objects.get(pk=shop.pk))
    assert (
        (badges(still), badges(answered))
        == (progress.total - 2, 2)
        == (progress.total - progress.answered, 2)
    )
    assert "#q-3.1" in still
    assert "#q-3.1" not in answered  # nobody said yet that the whole list was looked at
    assert (
        answered.count("· Không tính điểm")
        == answered.count("· Tính chung với nhóm")
        == 1
    )
    tick(client, shop, "3.1.s-1", all_seen=True, was="3.1.s-1=1")
    still, answered = listed(client, shop)
    assert badges(answered) == 3
    assert ("#q-3.1" in still, "#q-3.1" in answered) == (False, True)


def test_what_is_to_be_confirmed_stands_among_the_open_questions_only(
    client, following
):
    still, answered = listed(client, following)
    assert badges(still) == progress_of(following).total
    assert badges(answered) == 0
    assert ("#q-2.1" in still, '#q-2.1"' in answered) == (True, False)


def test_the_review_lists_what_was_answered_with_the_way_to_change_it(client, shop):
    answer_all(client, shop)
    review = client.get(
        reverse("survey:review", args=[shop.public_id])
    ).content.decode()
    assert_clean_page(review)
    listed = review.partition('id="given"')[2]
    assert [
        code
        for code in ("1.1", "1.2", "2.1", "2.2", "3.1")
        if f'#q-{code}"' not in listed
    ] == []
    assert '#q-1.1.1"' not in listed  # nobody answered it by itself
    assert "<strong>ERP</strong>" in listed
    assert "Đang dùng 2 trên 4: Kho, Nhập hàng" in listed
