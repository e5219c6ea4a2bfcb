"""What the firm sees: what was asked, what stands beside the declared, and its one appeal."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from associations.models import Finding, Review
from tests.builders import make_membership, make_user
from tests.pages import assert_clean_page
from tests.personas import signed_in

pytestmark = pytest.mark.django_db


def page_of(reviewing) -> str:
    return reverse("associations:reviews_of_result", args=[reviewing.result.public_id])


def text(response) -> str:
    return response.content.decode()


def decided(reviewing, **levels) -> Review:
    review = reviewing.open(now=timezone.now())
    return reviewing.finish(review, reviewing.first, now=timezone.now(), **levels)


def ask_another(reviewing, review, words, client=None):
    address = reverse(
        "associations:ask_another",
        args=[reviewing.result.public_id, review.public_id],
    )
    client = client or reviewing.owner.client
    return client.post(address, {"words": words}, follow=True)


def test_the_firm_replies_to_what_was_asked(reviewing):
    review = reviewing.open()
    finding = reviewing.find(
        review, reviewing.first, "1.1.1", "asked", words="Từ bao giờ?"
    )
    page = reviewing.owner.client.get(page_of(reviewing))
    assert_clean_page(page)
    assert "Từ bao giờ?" in text(page)
    address = reverse(
        "associations:answer_question",
        args=[reviewing.result.public_id, finding.public_id],
    )
    prefix = f"q{finding.pk}"
    empty = reviewing.owner.client.post(address, {f"{prefix}-words": " "})
    assert_clean_page(empty)
    assert "gõ câu trả lời" in text(empty)
    data = {f"{prefix}-words": "Từ tháng 3"}
    done = reviewing.owner.client.post(address, data, follow=True)
    assert "Đã gửi" in text(done)
    assert Finding.objects.get().reply == "Từ tháng 3"


def test_what_was_declared_and_what_was_found_stand_side_by_side(reviewing):
    decided(reviewing, q_1_1_1=1)
    page = reviewing.owner.client.get(page_of(reviewing))
    assert_clean_page(page)
    html = text(page)
    assert "Đã khai" in html
    assert "Sau xem xét" in html
    assert "Chỉ thấy mức 1" in html
    # To the firm who looked is the association, no person.
    assert reviewing.first.user.full_name not in html
    assert reviewing.manager.organisation.name in html


def test_the_association_sees_the_same_differences(reviewing):
    review = decided(reviewing, q_1_1_1=1)
    address = reverse("associations:review_outcome", args=[review.public_id])
    page = reviewing.manager.client.get(address)
    assert_clean_page(page)
    assert "Chỉ thấy mức 1" in text(page)


def test_the_firm_is_told_who_looked_at_what_it_came_to(reviewing):
    """Declared answers stand there, beside what was found."""
    review = decided(reviewing, q_1_1_1=1)
    noted = AuditEvent.objects.filter(
        action="result.opened",
        actor=reviewing.manager.user,
        subject=f"result:{reviewing.result.public_id}",
    )
    assert not noted.exists()
    address = reverse("associations:review_outcome", args=[review.public_id])
    reviewing.manager.client.get(address)
    [event] = noted
    assert event.organisation == reviewing.owner.organisation
    assert event.details["part"] == "answers"
    assert event.details["scope"] == "evidence"
    through = str(reviewing.manager.organisation.public_id)
    assert event.details["through"] == [through]


def test_the_owner_appeals_once_with_a_reason(reviewing):
    review = decided(reviewing, q_1_1_1=1)
    page = ask_another(reviewing, review, " ")
    assert_clean_page(page)
    assert "Anh/chị ghi lý do" in text(page)
    done = ask_another(reviewing, review, "Có hóa đơn")
    assert "Một người khác đang xem lại" in text(done)
    assert "Tôi không đồng ý" not in text(done)
    assert "đã đề nghị" in text(ask_another(reviewing, review, "Nữa")).lower()
    assert Review.objects.filter(against=review).count() == 1


def test_a_colleague_sees_it_and_does_not_appeal(reviewing):
    review = decided(reviewing, q_1_1_1=1)
    colleague = make_user("lan@pho.example")
    make_membership(colleague, reviewing.owner.organisation, "member")
    client = signed_in(colleague)
    assert "Tôi không đồng ý" not in text(client.get(page_of(reviewing)))
    assert ask_another(reviewing, review, "Xem lại", client).status_code == 403


def test_where_all_was_accepted_it_is_final_and_nothing_is_to_appeal(reviewing):
    decided(reviewing)
    html = text(reviewing.owner.client.get(page_of(reviewing)))
    assert "Tôi không đồng ý" not in html
    assert "Cuối cùng" in html


def test_the_result_says_what_reviews_came_to_and_leads_there(reviewing):
    address = reverse("reports:result", args=[reviewing.result.public_id])
    assert page_of(reviewing) not in text(reviewing.owner.client.get(address))
    review = decided(reviewing, q_1_1_1=1)
    own = text(reviewing.owner.client.get(address))
    assert page_of(reviewing) in own
    outcome = reverse("associations:review_outcome", args=[review.public_id])
    assert outcome in text(reviewing.manager.client.get(address))
    ask_another(reviewing, review, "Có hóa đơn")
    # Whoever is to judge it anew by themself is not told there.
    person = Review.objects.get(against=review).assignments.get().reviewer
    reader = next(
        each for each in (reviewing.second, reviewing.manager) if each.user == person
    )
    assert outcome not in text(reader.client.get(address))
