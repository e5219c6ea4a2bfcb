"""Groups of columns: what they come to is what each enterprise alone comes to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.evaluate import evaluate
from scoring.groups import expand_groups
from scoring.matrix import evaluate_matrix
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from tests.scoring.kinds import grouped
from tests.scoring.strategies import as_answered, rubrics

RUBRIC = grouped(np.random.default_rng(4))
GROUP = max(RUBRIC.groups, key=lambda group: len(group.members))


def columns_of(*rows: list[int]):
    return evaluate_matrix(RUBRIC, np.array(rows, RUBRIC.level_dtype).T)


def answers(level: int) -> list[int]:
    """Every group at this level, no criterion refined."""
    levels = [NOT_ANSWERED] * len(RUBRIC.questions)
    for group in RUBRIC.groups:
        levels[group.position] = level
    return levels


def test_a_missing_criterion_leaves_its_share_to_the_others():
    assert len(GROUP.members) == 3
    whole = answers(2)
    refined = list(whole)
    refined[GROUP.members[0]] = NOT_APPLICABLE
    rows = [expand_groups(RUBRIC, whole), expand_groups(RUBRIC, refined)]
    outcome = columns_of(*rows)
    assert outcome.pillar_points[:, 0].tolist() == outcome.pillar_points[:, 1].tolist()
    assert outcome.pillar_maxima[:, 0].tolist() == outcome.pillar_maxima[:, 1].tolist()
    assert outcome.applicable.tolist() == [
        len(RUBRIC.groups),
        len(RUBRIC.groups) - 1 + 2,
    ]


@pytest.mark.parametrize("whole", [True, False])
def test_a_group_of_which_nothing_applies_leaves_the_maximum(whole):
    levels = answers(2)
    left_out = [GROUP.position] if whole else GROUP.members
    for position in left_out:
        levels[position] = NOT_APPLICABLE
    outcome = columns_of(expand_groups(RUBRIC, levels))
    question = RUBRIC.questions[GROUP.position]
    maximum = RUBRIC.pillar_maxima[question.pillar] - question.maximum
    assert int(outcome.pillar_maxima[question.pillar, 0]) == maximum


@given(st.data())
def test_columns_of_groups_come_out_as_their_enterprises_one_by_one(data):
    rubric = data.draw(rubrics(shrinks=True, weighted=True).filter(lambda r: r.groups))
    drawn = data.draw(st.lists(as_answered(rubric), min_size=1, max_size=5))
    rows = [expand_groups(rubric, levels) for levels in drawn]
    outcomes = evaluate_matrix(rubric, np.array(rows, rubric.level_dtype).T)
    for column, row in enumerate(rows):
        outcome = evaluate(rubric, row)
        points = outcomes.pillar_points[:, column].tolist()
        maxima = outcomes.pillar_maxima[:, column].tolist()
        assert tuple(points) == outcome.pillar_points
        assert tuple(maxima) == outcome.pillar_maxima
        assert int(outcomes.total[column]) == outcome.total
