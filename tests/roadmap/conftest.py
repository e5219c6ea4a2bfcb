import pytest

from survey.models import Result
from tests.builders import make_assessment, make_result
from tests.personas import Persona, make_owner


@pytest.fixture
def owner(db) -> Persona:
    return make_owner()


@pytest.fixture
def result(owner) -> Result:
    """The owner's result: every question of the small index at level 1."""
    return make_result(make_assessment(owner.organisation), level=1)
