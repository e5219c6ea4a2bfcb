"""Points, levels, distance and matching as pure functions of numbers: no Django, files, clock or texts."""

from scoring.distance import Distance, PillarGap, distance_to_next
from scoring.errors import RubricError, ScoringError
from scoring.evaluate import ENGINE_VERSION, Outcome, evaluate
from scoring.groups import expand_groups
from scoring.matrix import NO_LEVEL, MatrixOutcome, evaluate_matrix
from scoring.path import Path, Step, cheapest_path
from scoring.ratio import level_of_count, level_of_ratio
from scoring.rubric import NOT_ANSWERED, NOT_APPLICABLE, Band, Gate, Question, Rubric

__all__ = [
    "ENGINE_VERSION",
    "NOT_ANSWERED",
    "NOT_APPLICABLE",
    "NO_LEVEL",
    "Band",
    "Distance",
    "Gate",
    "MatrixOutcome",
    "Outcome",
    "Path",
    "PillarGap",
    "Question",
    "Rubric",
    "RubricError",
    "ScoringError",
    "Step",
    "cheapest_path",
    "distance_to_next",
    "evaluate",
    "evaluate_matrix",
    "expand_groups",
    "level_of_count",
    "level_of_ratio",
]
