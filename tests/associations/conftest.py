import pytest

from survey.models import Result
from tests.builders import make_answers, make_assessment, make_result
from tests.personas import Persona, make_owner, make_staff


@pytest.fixture
def owner(db) -> Persona:
    return make_owner()


@pytest.fixture
def staff(db) -> Persona:
    """Somebody who works for the association; nothing is shared yet."""
    return make_staff()


@pytest.fixture
def result(owner) -> Result:
    """The owner's result, with the answers behind it."""
    assessment = make_assessment(owner.organisation)
    make_answers(assessment)
    return make_result(assessment)
