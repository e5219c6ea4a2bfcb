import random

import pytest
from django.test import Client

from accounts.models import User
from indexes.models import IndexVersion
from reports.fonts import register_fonts
from survey.models import Answer, Result
from survey.results.services import submit
from tests.builders import (
    NOW,
    make_assessment,
    make_enterprise,
    make_organisation,
    make_respondent,
    make_result,
    make_user,
    make_version_of,
)
from tests.personas import signed_in

COUNTED = {"1.1": 1, "1.2": 1, "2.1": 3, "2.2": 1, "3.1.f-1": 1, "3.1.f-2": 0}
GIVEN = {
    "2.1": {"chosen": ["email", "erp"], "text": "Máy chủ <riêng>"},
    "2.3": {"chosen": ["money"]},
    "2.4": {"numerator": 1200},
    "2.5": {"text": "Xin tư vấn thêm.\nCảm ơn."},
}
COLLEAGUE = "Chị Lan Kế Toán"
NAME = "Công ty TNHH Thương mại Dịch vụ Nguyễn Hữu Phước"


@pytest.fixture(autouse=True, scope="session")
def _fonts():
    """Registered once, as they are in a process that writes reports."""
    register_fonts()


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
    return make_enterprise(owner)


@pytest.fixture
def result(enterprise) -> Result:
    """At level 3 of the small index."""
    return make_result(make_assessment(enterprise))


@pytest.fixture
def answered(enterprise) -> Result:
    """The wide index answered by a farm.

    Two options and own words, and everything that earns no points.
    """
    draft = make_assessment(enterprise, make_version_of("wide"), variant="farm")
    for code in {**COUNTED, **GIVEN}:
        Answer.objects.create(
            assessment=draft,
            question=code,
            level=COUNTED.get(code),
            changed_at=NOW,
            **GIVEN.get(code, {}),
        )
    return submit(assessment=draft, by=None, now=NOW)


@pytest.fixture
def by_colleague(answered) -> Result:
    """A counted answer and a remark are those of an invited colleague."""
    draft = answered.assessment
    draft.state = "draft"
    draft.save()
    colleague = make_respondent(draft, name=COLLEAGUE)
    draft.answers.filter(question__in=["2.1", "2.5"]).update(given_by=colleague)
    draft.state = "submitted"
    draft.save()
    return answered
