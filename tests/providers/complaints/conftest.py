import pytest

from accounts.models import Organisation, User
from providers.complaints.services import answer_complaint, decide
from providers.models import Complaint
from tests.builders import NOW, make_membership, make_organisation, make_user
from tests.providers.complaints.world import make_complaint


@pytest.fixture
def association(db) -> Organisation:
    return make_organisation("association", "Hội Quán Ăn")


@pytest.fixture
def officer(association) -> User:
    return _officer("canbo@hoi.example", association)


@pytest.fixture
def second(association) -> User:
    return _officer("canbo2@hoi.example", association)


def _officer(email: str, association: Organisation) -> User:
    user = make_user(email)
    make_membership(user, association, "officer")
    return user


@pytest.fixture
def complaint(officer, second, ask, owner) -> Complaint:
    """Open, about the provider; two officers could decide it."""
    return make_complaint(ask(), owner)


@pytest.fixture
def answered(complaint, staff) -> Complaint:
    return answer_complaint(
        complaint=complaint, words="Giá chưa gồm thuế.", by=staff, now=NOW
    )


@pytest.fixture
def upheld(answered, officer) -> Complaint:
    return decide(
        complaint=answered, upheld=True, words="Báo giá ghi rõ.", by=officer, now=NOW
    )


@pytest.fixture
def membership_of():
    """Somebody belongs to an enterprise."""
    return lambda user, enterprise: make_membership(user, enterprise, "owner")
