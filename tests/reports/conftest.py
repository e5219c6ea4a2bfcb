import random

import pytest
from django.test import Client

from accounts.models import User
from indexes.models import IndexVersion
from survey.models import Result
from tests.builders import (
    make_assessment,
    make_membership,
    make_organisation,
    make_result,
    make_user,
    make_version_of,
)
from tests.personas import signed_in

NAME = "Công ty TNHH Thương mại Dịch vụ Nguyễn Hữu Phước"


@pytest.fixture
def real_index(db) -> IndexVersion:
    """The index of sixty questions, as it is published."""
    return make_version_of("dbi-2021-sme")


@pytest.fixture
def real_result(real_index) -> Result:
    """A small enterprise with uneven answers to the sixty questions."""
    chance = random.Random(3)
    levels = [
        min(5, max(0, round(chance.gauss(2.2, 1.4))))
        for _code in real_index.index.codes
    ]
    return make_result(
        make_assessment(make_organisation(name=NAME), real_index), levels=levels
    )


@pytest.fixture
def owner(db) -> User:
    return make_user("chu@quanpho.example")


@pytest.fixture
def owner_client(owner) -> Client:
    return signed_in(owner)


@pytest.fixture
def enterprise(owner):
    """A food shop that belongs to the owner."""
    shop = make_organisation()
    make_membership(owner, shop)
    return shop


@pytest.fixture
def result(enterprise) -> Result:
    """At level 3 of the small index."""
    return make_result(make_assessment(enterprise))
