"""The quick judge says of every price what the one that looks for the best path says."""

import pytest

from tests.scoring.cheaper import is_anything_cheaper
from tests.scoring.kinds import KINDS
from tests.scoring.paths import REAL, cases
from tests.scoring.solver import best_by_solver

ANY_PRICE = 10**6, 10**3


@pytest.mark.parametrize("waiting", [False, True])
@pytest.mark.parametrize("kind", [*KINDS, *REAL[:2]])
def test_nothing_is_cheaper_than_the_best_and_the_best_than_anything_dearer(
    kind, waiting
):
    ways = 0
    for number, case in enumerate(cases(kind, 8, waiting)):
        best = best_by_solver(case)
        if best is None:
            assert not is_anything_cheaper(case, *ANY_PRICE), number
            continue
        cost, questions = best
        ways += 1
        assert not is_anything_cheaper(case, cost, questions), number
        assert is_anything_cheaper(case, cost, questions + 1), number
        assert is_anything_cheaper(case, cost + 1, 0), number
    assert ways >= 3
