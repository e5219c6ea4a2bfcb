import pytest

from accounts.models import Organisation, User
from providers.models import Lead, Rating
from tests.builders import make_membership, make_organisation, make_user
from tests.providers.ratings.world import deliver, make_rating


@pytest.fixture
def delivered(ask) -> Lead:
    return deliver(ask())


@pytest.fixture
def rating(ask, owner) -> Rating:
    return make_rating(ask(), owner)


@pytest.fixture
def association(db) -> Organisation:
    return make_organisation("association", "Hội Quán Ăn")


@pytest.fixture
def officer(association) -> User:
    user = make_user("canbo@hoi.example")
    make_membership(user, association, "officer")
    return user
