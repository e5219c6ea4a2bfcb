"""Pages of ratings: the owner rates, everybody reads without a name, the provider replies."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.models import Provider, Rating
from providers.models.ratings import ASPECTS
from providers.ratings.queries import counted, to_rate
from providers.ratings.services import hide_rating
from providers.ratings.wording import ASPECTS as NAMES
from tests.builders import NOW

pytestmark = pytest.mark.django_db
TYPED = {**dict.fromkeys(ASPECTS, "4"), "words": "Giao đúng hẹn."}


def rate_page(lead) -> str:
    return reverse("providers:rate", args=[lead.public_id])


def public_page(provider) -> str:
    return reverse("providers:ratings", args=[provider.slug])


def test_the_page_comes_with_the_delivery_and_not_before(visit, ask, owner):
    assert visit("get", owner, rate_page(ask())).status_code == 404


def test_the_owner_rates_and_everybody_reads_it_without_a_name(
    visit, delivered, owner, provider
):
    assert list(to_rate(delivered.organisation)) == [delivered]
    answer = visit("post", owner, rate_page(delivered), TYPED)
    assert answer.url == rate_page(delivered)
    assert list(to_rate(delivered.organisation)) == []
    text = visit("get", None, public_page(provider)).content.decode()
    assert "Giao đúng hẹn." in text
    assert delivered.organisation.name not in text
    assert owner.full_name not in text


@pytest.mark.parametrize("aspect", ASPECTS)
def test_what_is_missing_stands_beside_its_field(visit, delivered, owner, aspect):
    sent = {name: value for name, value in TYPED.items() if name != aspect}
    answer = visit("post", owner, rate_page(delivered), sent)
    assert list(answer.context["form"].errors) == [aspect]
    assert "Giao đúng hẹn." in answer.content.decode()
    assert not Rating.objects.exists()


def test_what_was_rated_is_shown_and_not_asked_again(visit, rating, owner):
    page = visit("get", owner, rate_page(rating.lead))
    assert page.context["given"]["rating"] == rating
    again = visit("post", owner, rate_page(rating.lead), TYPED)
    assert again.status_code == 200
    assert Rating.objects.count() == 1


def test_each_aspect_has_its_own_average(rating, provider, visit):
    provider.refresh_from_db()
    of_all = counted(provider)
    stars = (5.0, 4.0, 3.0, 4.0)
    assert [mean for _name, mean in of_all.averages] == list(stars)
    assert float(of_all.whole) == 4.0
    # By the same words as each rating below them.
    page = visit("get", None, public_page(provider)).content.decode()
    for name, mean in zip(NAMES.values(), stars, strict=True):
        told = f"{mean:.1f}".replace(".", ",")
        assert f'<dt>{name}</dt><dd class="num">{told}</dd>' in page


def test_a_provider_without_ratings_has_a_page(visit, provider):
    page = visit("get", None, public_page(provider)).content.decode()
    assert "Chưa có đánh giá" in page
    assert "trên 5" not in page.partition("<details")[0]
    assert counted(provider).whole is None


@pytest.fixture
def told(visit, provider):
    """What the page of the provider, that of its ratings and suggestions say of how it is rated."""

    def run() -> tuple[str, str]:
        own = reverse("providers:provider", args=[provider.slug])
        pages = []
        for address in (own, public_page(provider)):
            page = visit("get", None, address).content.decode()
            (sentence,) = re.findall(r"[\d,]+ trên 5, từ \d+ [^<\n]+", page)
            pages.append(sentence.strip())
        return tuple(pages)

    return run


def test_ratings_from_elsewhere_are_told_as_the_page_of_the_provider_does(
    visit, provider, told
):
    """A directory told of them; no word of them is kept here."""
    Provider.objects.update(rating_average="4.60", rating_count=38)
    own, page = told()
    assert own == page
    assert page.startswith("4,6 trên 5, từ 38 ")
    text = visit("get", None, public_page(provider)).content.decode()
    assert "có từ nơi khác" in text
    assert "Chưa có đánh giá" not in text


def test_once_one_was_given_here_both_pages_tell_of_that(rating, told):
    own, page = told()
    assert own == page
    assert page.startswith("4,0 trên 5, từ 1 ")


def test_all_taken_out_none_is_told_and_none_comes_back_from_elsewhere(
    visit, rating, officer, association, provider
):
    hide_rating(
        rating=rating, because="Bịa.", by=officer, association=association, now=NOW
    )
    provider.refresh_from_db()
    of_all = counted(provider)
    assert (of_all.count, of_all.averages, of_all.whole) == (0, [], None)
    assert (
        "Chưa có đánh giá" in visit("get", None, public_page(provider)).content.decode()
    )


def test_the_provider_replies_and_everybody_reads_it(visit, rating, staff, provider):
    address = reverse("providers:reply_to_rating", args=[rating.public_id])
    answer = visit("post", staff, address, {"words": "Cảm ơn anh chị."})
    assert answer.url == reverse("providers:own_ratings")
    text = visit("get", None, public_page(provider)).content.decode()
    assert "Cảm ơn anh chị." in text


def test_a_second_reply_is_told_and_kept_in_the_field(visit, rating, staff):
    address = reverse("providers:reply_to_rating", args=[rating.public_id])
    visit("post", staff, address, {"words": "Cảm ơn."})
    answer = visit("post", staff, address, {"words": "Thêm một lời."})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["words"]


def test_a_stranger_replies_to_nothing(visit, rating, owner):
    address = reverse("providers:reply_to_rating", args=[rating.public_id])
    assert visit("post", owner, address, {"words": "Tôi đây."}).status_code == 404


def test_what_was_taken_out_is_read_by_the_two_sides_only(
    visit, rating, staff, owner, provider
):
    Rating.objects.update(hidden_at=NOW, hidden_because="Nêu tên người.")
    assert "hơi chậm" not in visit("get", None, public_page(provider)).content.decode()
    own = visit("get", owner, rate_page(rating.lead)).content.decode()
    theirs = visit("get", staff, reverse("providers:own_ratings")).content.decode()
    for text in (own, theirs):
        assert "Nêu tên người." in text


def test_a_list_costs_as_much_with_many_as_with_few(
    client, rating, django_assert_num_queries
):
    address = public_page(rating.provider)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(12):
        rating.pk, rating.lead, rating.public_id = None, None, _id()
        rating.save(force_insert=True)
    with django_assert_num_queries(len(few)):
        client.get(address)


def _id():
    return Rating._meta.get_field("public_id").get_default()
