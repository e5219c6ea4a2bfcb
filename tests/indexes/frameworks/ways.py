"""The way up under an index, as the command line and the roadmap find it."""

from indexes.index.model import Index
from indexes.index.step_costs import costs_of
from scoring.evaluate import evaluate
from scoring.path import Path, cheapest_path


def way_up(index: Index, row: list[int], target: int) -> Path | None:
    """The cheapest path, of which every step was looked at: it leads there, and is needed."""
    path = cheapest_path(index.rubric, row, target, costs_of(index))
    if path is None:
        return None
    after = list(row)
    for step in path.steps:
        assert after[step.question] == step.from_level
        after[step.question] = step.to_level
    assert evaluate(index.rubric, after).level >= target
    for step in path.steps:
        # The last step of each question may not be left out.
        if after[step.question] == step.to_level:
            without = list(after)
            without[step.question] = step.from_level
            assert evaluate(index.rubric, without).level < target
    return path
