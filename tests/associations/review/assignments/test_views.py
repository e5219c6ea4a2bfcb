"""A queue that holds what waits longest first, and the page of whoever leads the reviews."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.services import withdraw_consent
from associations.models import Assignment, Review
from associations.review.assignments.queries import under_way
from tests.associations.review.conftest import assignment_of, make_reviewer
from tests.builders import (
    NOW,
    PDF,
    make_assessment,
    make_evidence,
    make_organisation,
    make_result,
)
from tests.pages import assert_clean_page
from tests.personas import make_share

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 12, 31)


def queue(reviewing) -> str:
    association = reviewing.manager.organisation.public_id
    return reverse("associations:review_queue", args=[association])


def all_reviews(reviewing) -> str:
    association = reviewing.manager.organisation.public_id
    return reverse("associations:reviews", args=[association])


def to_begin(reviewing) -> str:
    association = reviewing.manager.organisation.public_id
    return reverse("associations:to_begin", args=[association])


def text(response) -> str:
    return response.content.decode()


def another(reviewing, name: str):
    """The result of one more firm that shares its files."""
    assessment = make_assessment(make_organisation(name=name))
    result = make_result(assessment)
    make_evidence(assessment, content=PDF + name.encode())
    make_share(result.organisation, reviewing.manager.organisation, "evidence")
    return result


def given(reviewing, result, days: int) -> Review:
    review = Review.objects.create(
        association=reviewing.manager.organisation,
        organisation=result.organisation,
        result=result,
        phase="association.one",
        opened_at=NOW,
    )
    Assignment.objects.create(
        review=review,
        reviewer=reviewing.first.user,
        given_at=NOW,
        waiting_since=NOW - timedelta(days=days),
    )
    return review


def test_what_waits_longest_stands_first(reviewing):
    given(reviewing, another(reviewing, "Quán Ba Ngày"), 3)
    given(reviewing, another(reviewing, "Quán Chín Ngày"), 9)
    page = reviewing.first.client.get(queue(reviewing))
    assert_clean_page(page)
    html = text(page)
    assert html.index("Quán Chín Ngày") < html.index("Quán Ba Ngày")
    assert "Cần xem (2)" in html


def test_a_withdrawn_consent_empties_the_queue_that_second(reviewing):
    reviewing.open()
    name = reviewing.owner.organisation.name
    assert name in text(reviewing.first.client.get(queue(reviewing)))
    withdraw_consent(consent=reviewing.consent, by=reviewing.owner.user, now=NOW)
    html = text(reviewing.first.client.get(queue(reviewing)))
    assert name not in html
    assert "Cần xem (0)" in html


def test_nothing_of_the_own_firm_stands_in_the_queue(reviewing, as_member):
    reviewing.open()
    as_member(reviewing.first)
    html = text(reviewing.first.client.get(queue(reviewing)))
    assert reviewing.owner.organisation.name not in html


def test_a_queue_takes_as_many_queries_for_many_as_for_one(
    reviewing, django_assert_num_queries
):
    client = reviewing.first.client
    given(reviewing, another(reviewing, "Quán Một"), 1)
    client.get(queue(reviewing))
    with django_assert_num_queries(7):
        client.get(queue(reviewing))
    for number in range(12):
        given(reviewing, another(reviewing, f"Quán số {number}"), number)
    with django_assert_num_queries(7):
        client.get(queue(reviewing))


def test_each_part_of_a_queue_has_as_many_rows_as_the_bar_above_it_says(reviewing):
    given(reviewing, another(reviewing, "Quán Một"), 1)
    for part in ("", "hoi-lai", "da-nop"):
        page = reviewing.first.client.get(queue(reviewing), {"xem": part})
        [told] = [each for each in page.context["parts"] if each["name"] == part]
        assert len(page.context["rows"]) == told["number"]
        assert page.context["page"].paginator.count == told["number"]


def test_who_reviews_no_more_has_no_queue(reviewing):
    reviewing.open()
    reviewing.first.user.memberships.update(role="reader")
    assert reviewing.first.client.get(queue(reviewing)).status_code == 403


def test_the_page_of_the_manager_is_no_reviewers(reviewing):
    assert reviewing.first.client.get(all_reviews(reviewing)).status_code == 403
    assert reviewing.owner.client.get(queue(reviewing)).status_code == 404


def test_a_manager_begins_a_review_and_the_result_leaves_the_list(
    reviewing, mailoutbox
):
    client = reviewing.manager.client
    page = client.get(to_begin(reviewing))
    assert_clean_page(page)
    association = reviewing.manager.organisation.public_id
    address = reverse(
        "associations:begin_review", args=[association, reviewing.result.public_id]
    )
    assert address in text(page)
    assert_clean_page(client.get(address))
    data = {"phase": "association.one", "reviewers": [reviewing.first.user.pk]}
    done = client.post(address, data, follow=True)
    assert_clean_page(done)
    assert address not in text(done)
    assert mailoutbox[0].to == [reviewing.first.user.email]
    assert client.get(address).status_code == 404


def test_conflicts_are_told_beside_the_names(reviewing, as_member):
    as_member(reviewing.first)
    association = reviewing.manager.organisation.public_id
    address = reverse(
        "associations:begin_review", args=[association, reviewing.result.public_id]
    )
    data = {"phase": "association.one", "reviewers": [reviewing.first.user.pk]}
    page = reviewing.manager.client.post(address, data)
    assert_clean_page(page)
    assert "Người của chính doanh nghiệp" in text(page)
    assert not Review.objects.exists()


def give(reviewing, review, person, before=None):
    data = {"reviewer": person.user.pk}
    if before:
        data["from"] = assignment_of(review, before).pk
    address = reverse("associations:give_review", args=[review.public_id])
    return reviewing.manager.client.post(address, data, follow=True)


def test_a_manager_moves_what_was_not_begun_and_is_told_when_it_was(reviewing):
    review = reviewing.open(reviewing.first)
    give(reviewing, review, reviewing.second, before=reviewing.first)
    assert assignment_of(review, reviewing.second).state == Assignment.State.WAITING
    reviewing.find(review, reviewing.second, "1.1.1")
    third = make_reviewer(reviewing.manager, "ba@hoi.example", "Phạm Ba")
    page = give(reviewing, review, third, before=reviewing.second)
    assert "đã bắt đầu xem nên vẫn giữ việc" in text(page)


def test_reviewers_far_apart_are_flagged_and_may_be_let_stand(reviewing):
    review = reviewing.open(reviewing.first, reviewing.second, phase="two")
    reviewing.finish(review, reviewing.first)
    reviewing.finish(review, reviewing.second, q_1_1_1=0)
    page = reviewing.manager.client.get(all_reviews(reviewing))
    assert_clean_page(page)
    assert "lệch nhau từ hai mức" in text(page)
    address = reverse("associations:let_stand", args=[review.public_id])
    client = reviewing.manager.client
    assert "Anh/chị ghi lý do" in text(client.post(address, {"words": ""}, follow=True))
    done = client.post(address, {"words": "Đã gọi điện"}, follow=True)
    assert "Mới xong gần đây" in text(done)


def test_agreement_stands_with_its_sample(reviewing):
    html = text(reviewing.manager.client.get(all_reviews(reviewing)))
    assert "Chưa có câu nào do hai người xem riêng" in html
    review = reviewing.open(reviewing.first, reviewing.second, phase="two")
    reviewing.finish(review, reviewing.first, q_1_1_1=2)
    reviewing.finish(review, reviewing.second, q_1_1_1=2)
    html = text(reviewing.manager.client.get(all_reviews(reviewing)))
    assert "1,00" in html
    assert "trên 2 câu" in html


def test_the_page_of_the_manager_takes_as_many_queries_for_many_as_for_one(
    reviewing, django_assert_num_queries
):
    """Of lists, and of what two have found."""
    client, address = reviewing.manager.client, all_reviews(reviewing)
    review = reviewing.open(reviewing.first, reviewing.second, phase="two")
    reviewing.finish(review, reviewing.first)
    reviewing.finish(review, reviewing.second)
    given(reviewing, another(reviewing, "Quán Một"), 1)
    client.get(address)
    with django_assert_num_queries(12):
        client.get(address)
    for number in range(17):
        given(reviewing, another(reviewing, f"Quán số {number}"), number)
    with django_assert_num_queries(12):
        client.get(address)


def test_appeals_stand_first_by_their_day_then_what_is_open_longest(reviewing):
    """And the index that serves it in order is one of both databases."""
    association = reviewing.manager.organisation
    days = {"Mở trước": None, "Hẹn sau": LAST_DAY, "Hẹn trước": NOW.date()}
    for number, (name, due_on) in enumerate(days.items()):
        review = given(reviewing, another(reviewing, name), 1)
        review.opened_at, review.due_on = NOW + timedelta(minutes=number), due_on
        review.save()
    given(reviewing, another(reviewing, "Mở sau"), 1)
    Review.objects.filter(organisation__name="Mở sau").update(
        opened_at=NOW + timedelta(days=1)
    )
    rows = under_way(association, NOW)
    assert [each.organisation.name for each in rows] == [
        "Hẹn trước",
        "Hẹn sau",
        "Mở trước",
        "Mở sau",
    ]


def test_what_is_under_way_goes_on_over_the_pages(reviewing):
    for number in range(17):
        given(reviewing, another(reviewing, f"Quán thứ {number:02}"), number)
    client, address = reviewing.manager.client, all_reviews(reviewing)
    first, second = text(client.get(address)), text(client.get(f"{address}?trang=2"))
    for number in range(17):
        name = f"Quán thứ {number:02}"
        assert (name in first) != (name in second)
