import pytest

from accounts.models import User
from providers.models import Application
from tests.providers.vetting.applying import (
    make_association,
    make_officer,
    make_sent,
)


@pytest.fixture
def association():
    return make_association()


@pytest.fixture
def lan(association) -> User:
    return make_officer(association, "lan")


@pytest.fixture
def minh(association) -> User:
    return make_officer(association, "minh")


@pytest.fixture
def sent(association) -> Application:
    return make_sent(association)[0]
