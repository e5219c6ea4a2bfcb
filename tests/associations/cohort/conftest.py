import pytest

from associations.cohort.queries import forget_cohorts
from tests.builders import make_assessment, make_organisation, make_result
from tests.personas import make_share


@pytest.fixture(autouse=True)
def nothing_kept():
    """Each test numbers its rows from the same beginning."""
    forget_cohorts()
    yield
    forget_cohorts()


@pytest.fixture
def shared(staff):
    """Makes an enterprise with a result that the association of `staff` may see."""
    made = []

    def make(level=3, scope="answers", association=None, round=1, **profile):
        name = f"Quán {len(made):03d}"
        enterprise = make_organisation(name=name)
        result = make_result(
            make_assessment(enterprise, round=round, **profile),
            level=level,
        )
        make_share(enterprise, association or staff.organisation, scope)
        made.append(result)
        return result

    return make
