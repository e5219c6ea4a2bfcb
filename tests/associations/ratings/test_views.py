"""Officers take out what may not stand, with a reason; a bad rating stays."""

import pytest
from django.urls import reverse

from providers.models import Provider, Rating
from tests.builders import (
    make_assessment,
    make_enterprise,
    make_lead,
    make_result,
    make_solution,
    make_user,
)
from tests.personas import Persona, make_staff
from tests.providers.ratings.world import make_rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Persona:
    return make_staff(role="officer")


@pytest.fixture
def rating() -> Rating:
    user = make_user()
    result = make_result(make_assessment(make_enterprise(user)))
    return make_rating(make_lead(result, make_solution(), user), user)


def desk(officer: Persona) -> str:
    return reverse("associations:ratings", args=[officer.organisation.public_id])


def moderate(officer: Persona, rating: Rating, **sent):
    association = officer.organisation.public_id
    address = reverse(
        "associations:moderate_rating", args=[association, rating.public_id]
    )
    return officer.client.post(address, sent)


def test_officers_read_the_words_and_not_whose_they_are(officer, rating):
    text = officer.client.get(desk(officer)).content.decode()
    assert rating.words in text
    assert rating.provider.organisation.name in text
    assert rating.enterprise.name not in text


def test_taken_out_and_let_stand_again(officer, rating):
    assert moderate(officer, rating, because="Nêu tên người.").url == desk(officer)
    assert Provider.objects.get().rating_count == 0
    rating.refresh_from_db()
    assert rating.hidden_for == officer.organisation
    moderate(officer, rating, deed="show")
    assert Provider.objects.get().rating_count == 1


def test_without_a_reason_it_stays_and_the_field_says_so(officer, rating):
    answer = moderate(officer, rating, because="")
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["because"]
    rating.refresh_from_db()
    assert rating.hidden_at is None


def test_an_empty_list_says_so(officer):
    page = officer.client.get(desk(officer))
    assert page.status_code == 200
    assert not page.context["rows"]


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_whoever_may_not_vet_moderates_nothing(rating, role):
    other = make_staff("Hội khác", "khac@hoi.example", role)
    assert other.client.get(desk(other)).status_code == 403
    assert moderate(other, rating, because="Không thích.").status_code == 403
    rating.refresh_from_db()
    assert rating.hidden_at is None
