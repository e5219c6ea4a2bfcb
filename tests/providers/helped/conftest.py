from datetime import timedelta

import pytest

from providers.models import Lead
from survey.models import Result
from tests.builders import (
    NOW,
    make_assessment,
    make_enterprise,
    make_lead,
    make_result,
    make_user,
)
from tests.providers.ratings.world import deliver

LATER = NOW + timedelta(days=100)


@pytest.fixture
def delivered(ask) -> Lead:
    return deliver(ask())


@pytest.fixture
def assess_again():
    """The firm of a request again, at another level, long after."""

    def run(enterprise, level: int = 3, at=LATER, **fields) -> Result:
        number = enterprise.assessments.count() + 1
        draft = make_assessment(enterprise, round=number, **fields)
        result = make_result(draft, level=level, created_at=at)
        draft.submitted_at = at
        draft.save(update_fields=["submitted_at"])
        return result

    return run


@pytest.fixture
def firm(solution, assess_again):
    """One of many, with the solution or without it, that came to a level."""

    def run(number: int, level: int, *, has_it: bool, **fields):
        user = make_user(f"chu{number}@coso.example")
        enterprise = make_enterprise(user, name=f"Cơ sở {number}")
        first = make_result(make_assessment(enterprise, **fields), level=1)
        if has_it:
            deliver(make_lead(first, solution, user))
        assess_again(enterprise, level, **fields)
        return enterprise

    return run
