"""Pages of sharing are sound: policy kept, every field labelled, both languages complete."""

import pytest
from django.urls import reverse

from accounts.models import Consent
from tests.builders import NOW, make_provider
from tests.pages import assert_clean_page
from tests.personas import make_affiliation, make_share, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(owner, staff, result):
    """The owner shares pillars with one association, which has looked, and belongs to another."""
    other = make_staff("Hội Cơ khí", "nv@cokhi.example")
    make_share(owner.organisation, staff.organisation, "pillars", owner.user)
    make_affiliation(owner.organisation, other.organisation)
    staff.client.get(reverse("reports:result", args=[result.public_id]))
    return owner, staff, result


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_owners_pages_are_sound(people, language):
    owner, _staff, result = people
    owner.client.cookies["django_language"] = language
    share = reverse("associations:share", args=[result.public_id])
    for answer in (
        owner.client.get(share),
        owner.client.post(share),
        owner.client.get(reverse("associations:consents")),
    ):
        assert_clean_page(answer)


def test_a_provider_is_said_to_see_the_weakest_pillars_and_an_association_each(people):
    owner, _staff, _result = people
    items = {
        "items": ["contact", "pillars"],
        "given_at": NOW,
        "text_version": "lead-2026-11",
    }
    provider = make_provider().organisation
    Consent.objects.create(
        enterprise=owner.organisation, grantee=provider, purpose="contact", **items
    )
    page = owner.client.get(reverse("associations:consents")).content.decode()
    told = " ".join(page.split())
    assert (
        "điểm và mức độ của các trụ cột yếu nhất, nhiều nhất ba trụ cột; tên, email"
        in told
    )
    assert told.count("điểm và mức độ từng trụ cột") == 1
    assert "bản điều khoản 11/2026" in told
    assert "lead-2026-11" not in told


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("asked", [{}, {"nganh": "C"}, {"ten": "phở", "xep": "muc"}])
def test_the_staff_list_is_sound(people, language, asked):
    _owner, staff, _result = people
    staff.client.cookies["django_language"] = language
    assert_clean_page(
        staff.client.get(
            reverse("associations:results", args=[staff.organisation.public_id]), asked
        )
    )


def test_what_an_association_sees_now_is_said_in_the_words_that_were_agreed_to(people):
    owner, staff, result = people
    make_share(
        owner.organisation,
        staff.organisation,
        "answers",
        owner.user,
        wording="share-2-2026-11",
    )
    page = owner.client.get(
        reverse("associations:share", args=[result.public_id])
    ).content.decode()
    assert "Đang được xem: Tất cả câu trả lời." in page
    assert "Tất cả câu trả lời và lộ trình" in page
