"""Needs of columns are met where they are met by each enterprise alone."""

import numpy as np

from scoring.evaluate import evaluate
from scoring.matrix import evaluate_matrix
from scoring.rules import NOT_APPLICABLE, PILLAR, QUESTION, Gate, Need
from tests.scoring.rubrics import make_rubric

FOUR = (0, 1, 2, 3)
GATES = (
    Gate(2, None, 0, 0, needs=(Need(QUESTION, 0, 2), Need(PILLAR, 1, 1))),
    Gate(1, None, 0, 0, needs=(Need(QUESTION, 0, 1),)),
)


def test_each_column_has_the_level_of_what_it_meets():
    rubric = make_rubric([FOUR], [FOUR], gates=GATES, optional=["a1", "b1"])
    rows = [[0, 3], [1, 3], [2, 1], [2, 2], [NOT_APPLICABLE, 3], [3, NOT_APPLICABLE]]
    outcome = evaluate_matrix(rubric, np.array(rows, np.int8).T)
    assert outcome.level.tolist() == [0, 1, 1, 2, 2, 2]
    assert outcome.level.tolist() == [evaluate(rubric, row).level for row in rows]


def test_where_no_rule_names_anything_nothing_is_looked_up():
    rubric = make_rubric([FOUR], gates=(Gate(1, 1, 1, 1),))
    assert evaluate_matrix(rubric, np.array([[1, 2]], np.int8)).level.tolist() == [0, 1]
