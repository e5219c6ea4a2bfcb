import pytest

from indexes.advice.model import Advice
from survey.models import Result
from tests.builders import make_assessment, make_result
from tests.personas import Persona, make_owner
from tests.roadmap.advice import small_advice


@pytest.fixture
def owner(db) -> Persona:
    return make_owner()


@pytest.fixture
def result(owner) -> Result:
    """The owner's result: every question of the small index at level 1."""
    return make_result(make_assessment(owner.organisation), level=1)


@pytest.fixture
def advice(monkeypatch) -> Advice:
    """The small index has advice beside it, for plans and for what is asked."""
    advice = small_advice()
    for module in ("roadmap.planning.position", "survey.ways.queries"):
        monkeypatch.setattr(f"{module}.advice_of", lambda _index_id: advice)
    return advice
