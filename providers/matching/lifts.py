"""By how many levels each solution raises each question of one index, for the answers of one enterprise.

A solution names capabilities, or questions of the one index it was described for; the greater lift counts.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexes.index.model import Index
from indexes.index.questions import level_of_options
from providers.directory.capabilities import helpers_of
from providers.models import Solution

WHOLLY = 2
"""A lift from here on puts a tool or an option to use; below, a solution is only some help towards it."""

Chosen = Mapping[str, Sequence[str]]  # options picked, by question
Ints = NDArray[np.int64]


def lifts_of(
    index: Index, solutions: Sequence[Solution], levels: Ints, chosen: Chosen
) -> Ints:
    """(S, Q) levels raised. levels: (Q,) as frozen in a result.

    A list of capabilities raises a question by the greatest lift among them; a tool is put to use or is not. A choice
    of several rises by what the options a solution brings are worth beside those picked already. A group that is
    answered as a whole rises by the mean of its criteria, halves up, when at least half of them rise: two of nine
    criteria do not raise the group. Nothing is raised beyond what the index advises.
    """
    powers = _Powers(index, solutions)
    helpers = helpers_of(index.id)
    lifts = powers.stated
    for place, code in enumerate(index.codes):
        found = helpers.get(code, [])
        if isinstance(found, dict):
            raised = _by_options(
                powers,
                index.questions[code],
                found,
                int(levels[place]),
                chosen.get(code, ()),
            )
        else:
            raised = powers.greatest(found)
            if index.questions[code]["kind"] == "tool":
                raised = (raised >= WHOLLY).astype(np.int64)
        np.maximum(lifts[:, place], raised, out=lifts[:, place])
    np.minimum(lifts, _advised(index, levels), out=lifts)
    _raise_groups(index, lifts, levels)
    return lifts


def _advised(index: Index, levels: Ints) -> Ints:
    """(Q,) levels above each answer that the index advises: nobody needs a second cloud or a better self-rating."""
    return np.array(
        [
            sum(
                index.step_facts(question.code).advises(level)
                for level in range(max(start, 0), question.top)
            )
            for question, start in zip(
                index.rubric.questions, levels.tolist(), strict=True
            )
        ],
        np.int64,
    )


class _Powers:
    """What each solution says of itself. stated: (S, Q) by question; kept: (S, K) by capability."""

    def __init__(self, index: Index, solutions: Sequence[Solution]) -> None:
        column = {code: position for position, code in enumerate(index.codes)}
        self.stated = np.zeros((len(solutions), len(column)), np.int64)
        said = [
            (row, part) for row, one in enumerate(solutions) for part in one.improves
        ]
        self.place = {
            name: at
            for at, name in enumerate(
                {part["capability"] for _, part in said if "capability" in part}
            )
        }
        self.kept = np.zeros((len(solutions), len(self.place)), np.int64)
        for row, part in said:
            if "capability" in part:
                self.kept[row, self.place[part["capability"]]] = part["lift"]
            elif solutions[row].index_id == index.id and part["question"] in column:
                self.stated[row, column[part["question"]]] = part["lift"]

    def greatest(self, names: Sequence[str]) -> Ints:
        """(S,) the greatest lift among these capabilities; 0 for none."""
        places = [self.place[name] for name in names if name in self.place]
        return self.kept[:, places].max(axis=1, initial=0)


def _by_options(
    powers: _Powers,
    question: dict,
    helpers: Mapping[str, Sequence[str]],
    level: int,
    chosen: Sequence[str],
) -> Ints:
    """(S,) levels that the options each solution brings are worth; nothing where the answer is not at hand."""
    if level < 0 or level_of_options(question, chosen) != level:
        return np.zeros(len(powers.kept), np.int64)
    exclusive = {
        option["id"] for option in question["options"] if option.get("exclusive")
    }
    picked = set(chosen) - exclusive
    brought = np.stack(
        [powers.greatest(names) >= WHOLLY for names in helpers.values()], axis=1
    )
    worth = {}
    for bits in {tuple(row) for row in brought.tolist()}:
        options = picked.union(
            option for option, has in zip(helpers, bits, strict=True) if has
        )
        worth[bits] = max(0, level_of_options(question, sorted(options)) - level)
    return np.array([worth[tuple(row)] for row in brought.tolist()], np.int64)


def _raise_groups(index: Index, lifts: Ints, levels: Ints) -> None:
    place = {code: position for position, code in enumerate(index.codes)}
    tops = [question.top for question in index.rubric.questions]
    for code, members in index.groups.items():
        level = int(levels[place[code]])
        if level >= 0 and members:
            part = np.minimum(
                lifts[:, [place[one] for one in members]], tops[place[code]] - level
            )
            mean = (2 * part.sum(axis=1) + len(members)) // (2 * len(members))
            mean[2 * (part > 0).sum(axis=1) < len(members)] = 0
            np.maximum(lifts[:, place[code]], mean, out=lifts[:, place[code]])
