"""Only what was delivered is rated, once, with one reply; what is taken out counts no more."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from providers.errors import ProviderError
from providers.models import Provider, Rating
from providers.models.ratings import ASPECTS
from providers.ratings.services import (
    hide_rating,
    rate,
    reply_to_rating,
    show_rating,
    was_delivered,
)
from tests.builders import (
    NOW,
    make_assessment,
    make_enterprise,
    make_lead,
    make_membership,
    make_result,
    make_user,
)
from tests.providers.ratings.world import STARS, bring_to, deliver, make_rating

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
BEFORE = ("accepted", "talking", "offered", "agreed")


def counts(provider: Provider) -> tuple[Decimal | None, int]:
    provider.refresh_from_db()
    return provider.rating_average, provider.rating_count


def give(lead, by=None, **changes) -> Rating:
    said = {"stars": STARS, "words": "", "now": NOW}
    return rate(lead=lead, by=by, **{**said, **changes})


def test_a_request_that_was_only_sent_is_not_rated(ask, owner):
    with pytest.raises(ProviderError, match="not_delivered"):
        give(ask(), owner)


@pytest.mark.parametrize("last", range(1, 5))
def test_nothing_is_rated_before_it_was_delivered(ask, owner, last):
    lead = bring_to(ask(), *BEFORE[:last])
    with pytest.raises(ProviderError, match="not_delivered"):
        give(lead, owner)
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    "state", ["declined", "released", "expired", "returned", "withdrawn"]
)
def test_what_ended_without_work_is_not_rated(ask, owner, state):
    with pytest.raises(ProviderError, match="not_delivered"):
        give(bring_to(ask(), state), owner)


def test_what_was_closed_after_delivery_still_is(delivered, owner):
    lead = bring_to(delivered, "closed")
    assert was_delivered(lead)
    assert give(lead, owner).pk


def test_what_was_closed_without_delivery_is_not(ask, owner):
    with pytest.raises(ProviderError, match="not_delivered"):
        give(bring_to(ask(), "accepted", "closed"), owner)


def test_one_request_is_rated_once(rating, owner):
    with pytest.raises(ProviderError, match="rated_already"):
        give(rating.lead, owner)
    assert Rating.objects.count() == 1


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("stars", [None, 0, 6])
def test_each_aspect_has_one_to_five_stars(delivered, owner, aspect, stars):
    with pytest.raises(ProviderError, match="stars_missing"):
        give(delivered, owner, stars=STARS | {aspect: stars})


@pytest.mark.parametrize("aspect", ASPECTS)
def test_the_database_itself_refuses_six_stars(rating, aspect):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.update(**{aspect: 6})


def test_the_provider_has_the_mean_of_all_aspects(rating, provider):
    assert counts(provider) == (Decimal("4.00"), 1)


def test_the_mean_is_exact_to_the_hundredth(rating, provider, solution):
    # 16 + 20 + 19 of 12 aspects: 4.5833…
    _rate_by_another(solution, dict.fromkeys(ASPECTS, 5), "hai")
    _rate_by_another(solution, dict.fromkeys(ASPECTS, 5) | {"time": 4}, "ba")
    assert counts(provider) == (Decimal("4.58"), 3)


def _rate_by_another(solution, stars, name: str) -> Rating:
    user = make_user(f"{name}@coso.example")
    result = make_result(make_assessment(make_enterprise(user, name=f"Cơ sở {name}")))
    return make_rating(make_lead(result, solution, user), user, stars=stars)


def test_taken_out_it_counts_no_more_and_let_stand_again_it_does(
    rating, provider, officer, association
):
    hide = {"by": officer, "association": association, "now": NOW}
    hide_rating(rating=rating, because="Nêu tên người.", **hide)
    assert counts(provider) == (None, 0)
    show_rating(rating=rating, by=officer, now=NOW)
    assert counts(provider) == (Decimal("4.00"), 1)


def test_it_is_not_taken_out_without_a_reason(rating, officer, association):
    with pytest.raises(ProviderError, match="reason_missing"):
        hide_rating(
            rating=rating,
            because=" ",
            by=officer,
            association=association,
            now=NOW,
        )


@pytest.mark.parametrize("of", ["enterprise", "provider"])
def test_whoever_belongs_to_a_side_does_not_moderate(rating, officer, association, of):
    is_firm = of == "enterprise"
    house = rating.enterprise if is_firm else rating.provider.organisation
    make_membership(officer, house, "owner" if is_firm else "officer")
    with pytest.raises(ProviderError, match="rating_of_oneself"):
        hide_rating(
            rating=rating,
            because="Không thích.",
            by=officer,
            association=association,
            now=NOW,
        )
    with pytest.raises(ProviderError, match="rating_of_oneself"):
        show_rating(rating=rating, by=officer, now=NOW)


def test_the_provider_replies_once(rating, staff):
    reply_to_rating(rating=rating, words="Cảm ơn.", by=staff, now=NOW)
    with pytest.raises(ProviderError, match="replied_already"):
        reply_to_rating(rating=rating, words="Thêm.", by=staff, now=NOW)
    rating.refresh_from_db()
    assert rating.reply == "Cảm ơn."


def test_an_empty_reply_is_none(rating, staff):
    with pytest.raises(ProviderError, match="reply_missing"):
        reply_to_rating(rating=rating, words="  ", by=staff, now=NOW)


def test_it_goes_with_its_enterprise_and_the_mean_is_counted_anew(rating, provider):
    rating.lead.delete()
    assert counts(provider)[1] == 1
    rating.enterprise.delete()
    assert counts(provider) == (None, 0)


def test_each_step_stands_in_the_log(rating, staff, officer, association):
    reply_to_rating(rating=rating, words="Cảm ơn.", by=staff, now=NOW)
    hide_rating(
        rating=rating, because="Lạc đề.", by=officer, association=association, now=NOW
    )
    show_rating(rating=rating, by=officer, now=NOW)
    told = AuditEvent.objects.filter(action__startswith="rating.").order_by("pk")
    assert list(told.values_list("action", flat=True)) == [
        "rating.given",
        "rating.replied",
        "rating.hidden",
        "rating.shown",
    ]


def test_delivered_again_it_is_still_one_request(delivered, owner):
    give(delivered, owner)
    again = deliver(bring_to(delivered, "agreed"))
    with pytest.raises(ProviderError, match="rated_already"):
        give(again, owner)
