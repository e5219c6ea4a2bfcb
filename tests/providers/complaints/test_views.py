"""Pages of complaints: what each side reads and may do, and what everybody may know."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.complaints.queries import public_counts, upheld_against
from providers.complaints.services import AGREED_TEXT, take_back
from providers.models import Complaint, ComplaintFile
from scoring.benchmark import MINIMUM
from tests.builders import NOW, PDF

pytestmark = pytest.mark.django_db


def typed(**changes) -> dict:
    said = {
        "category": "price",
        "words": "Chào 5 triệu, đòi 9 triệu.",
        "wanted": "Giữ giá đã chào.",
        "agree": "on",
        "text_version": AGREED_TEXT,
    }
    return said | changes


def page_of(complaint: Complaint) -> str:
    return reverse("providers:complaint", args=[complaint.public_id])


def desk_of(complaint: Complaint) -> str:
    return reverse(
        "associations:complaint",
        args=[complaint.association.public_id, complaint.public_id],
    )


def test_an_owner_complains_with_a_file_and_the_provider_reads_it(
    visit, ask, owner, staff, officer
):
    address = reverse("providers:complain", args=[ask().public_id])
    file = SimpleUploadedFile("Báo giá.pdf", PDF)
    answer = visit("post", owner, address, typed(file=file))
    complaint = Complaint.objects.get()
    assert answer.url == page_of(complaint)
    for user, page in (
        (staff, page_of(complaint)),
        (officer, desk_of(complaint)),
    ):
        text = visit("get", user, page).content.decode()
        assert "đòi 9 triệu" in text
        assert "Báo giá.pdf" in text
    kept = ComplaintFile.objects.get()
    address = reverse(
        "providers:complaint_file", args=[complaint.public_id, kept.public_id]
    )
    handed = visit("get", staff, address)
    assert handed["Content-Disposition"].startswith("attachment")
    handed.close()


@pytest.mark.parametrize("missing", ["category", "words", "wanted", "agree"])
def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(
    visit, ask, owner, missing
):
    address = reverse("providers:complain", args=[ask().public_id])
    sent = typed()
    del sent[missing]
    answer = visit("post", owner, address, sent)
    form = answer.context["form"]
    assert list(form.errors) == [missing]
    assert not Complaint.objects.exists()
    if missing != "words":
        assert "đòi 9 triệu" in answer.content.decode()


def test_a_file_that_is_none_is_refused_beside_its_field(visit, ask, owner):
    address = reverse("providers:complain", args=[ask().public_id])
    file = SimpleUploadedFile("x.pdf", b"<script>")
    answer = visit("post", owner, address, typed(file=file))
    assert list(answer.context["form"].errors) == ["file"]
    assert not Complaint.objects.exists()


def test_a_second_complaint_leads_to_the_one_that_is_open(visit, complaint, owner):
    address = reverse("providers:complain", args=[complaint.lead.public_id])
    assert visit("get", owner, address).url == page_of(complaint)


def test_the_provider_answers_and_the_officer_decides(visit, complaint, staff, officer):
    answer = {"deed": "answer", "answer-words": "Chưa gồm thuế."}
    assert visit("post", staff, page_of(complaint), answer).status_code == 302
    decision = {"verdict": "upheld", "words": "Báo giá ghi rõ."}
    assert visit("post", officer, desk_of(complaint), decision).status_code == 302
    complaint.refresh_from_db()
    assert complaint.state == Complaint.State.UPHELD
    text = visit("get", staff, page_of(complaint)).content.decode()
    assert "Báo giá ghi rõ." in text
    assert 'value="appeal"' in text


def test_whoever_comes_second_is_told_and_keeps_what_was_typed(
    visit, upheld, second, complaint
):
    decision = {"verdict": "refused", "words": "Tôi thấy khác."}
    answer = visit("post", second, desk_of(upheld), decision)
    assert answer.status_code == 200
    assert answer.context["trouble"]
    assert "Tôi thấy khác." in answer.content.decode()


def test_nobody_answers_a_complaint_of_its_own(visit, complaint, owner):
    answer = {"deed": "answer", "answer-words": "Tôi tự trả lời."}
    told = visit("post", owner, page_of(complaint), answer)
    assert told.context["trouble"]
    complaint.refresh_from_db()
    assert complaint.state == Complaint.State.OPEN


def test_an_officer_near_to_a_side_sees_nothing_of_it(
    visit, answered, officer, membership_of
):
    membership_of(officer, answered.enterprise)
    page = visit("get", officer, desk_of(answered))
    assert page.context["conflict"]
    assert "đòi 9 triệu" not in page.content.decode()
    decision = {"verdict": "upheld", "words": "Đúng."}
    assert visit("post", officer, desk_of(answered), decision).status_code == 403


def test_taken_back_neither_the_other_side_nor_the_officer_reads_it(
    visit, complaint, owner, staff, officer
):
    take_back(complaint=complaint, by=owner, now=NOW)
    for user, page in (
        (staff, page_of(complaint)),
        (officer, desk_of(complaint)),
    ):
        assert "đòi 9 triệu" not in visit("get", user, page).content.decode()
    assert "đòi 9 triệu" in visit("get", owner, page_of(complaint)).content.decode()


def test_upheld_complaints_are_public_by_provider_and_few_are_not_told_in_all(
    visit, upheld, provider
):
    assert upheld_against(provider) == 1
    counts = public_counts()
    assert (counts.opened, counts.decided, counts.upheld) == (None, None, 1)
    assert counts.by_category == []
    page = visit("get", None, reverse("providers:how_settled"))
    assert page.status_code == 200


def test_a_category_that_few_stand_behind_is_not_worked_out_from_the_rest(provider):
    for category, count in (("price", MINIMUM), ("time", MINIMUM + 2), ("data", 1)):
        for _ in range(count):
            _closed(provider, category)
    counts = public_counts()
    assert counts.opened == 2 * MINIMUM + 3
    # The smaller of the two is left out, too: else the one of few were the difference.
    assert counts.by_category == [("time", MINIMUM + 2)]


def _closed(provider, category: str) -> None:
    Complaint.objects.create(
        provider=provider,
        side="enterprise",
        category=category,
        state=Complaint.State.REFUSED,
        opened_at=NOW,
        answer_by=NOW.date(),
        decide_by=NOW.date(),
    )


def test_a_list_costs_as_much_with_many_as_with_few(
    client, provider, staff, django_assert_num_queries
):
    client.force_login(staff)
    address = reverse("providers:complaints")
    _closed(provider, "price")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(12):
        _closed(provider, "price")
    with django_assert_num_queries(len(few)):
        client.get(address)
