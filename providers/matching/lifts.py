"""By how many levels each solution raises each question of one index, for the answers of
one enterprise.

A solution names capabilities, or questions of the one index it was described for; the
greater lift counts.
"""

from collections.abc import Mapping, Sequence
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from indexes.index.model import Index
from indexes.index.options import level_of_options
from providers.directory.capabilities import helpers_of
from providers.matching.entries import Entries
from scoring.rules import Question

WHOLLY = 2
"""A lift from here on puts a tool or an option to use; below, a solution is only some help
towards it."""

Chosen = Mapping[str, Sequence[str]]  # options picked, by question
HelpersByOption = Mapping[str, Sequence[str]]  # capabilities, by option of one question
Ints = NDArray[np.int64]


def lifts_of(index: Index, entries: Entries, levels: Ints, chosen: Chosen) -> Ints:
    """(S, Q) levels raised. levels: (Q,) as frozen in a result.

    A list of capabilities raises a question by the greatest lift among them; a tool is put
    to use or is not. A choice of several rises by what the options a solution brings are
    worth beside those picked already. A group that is answered as a whole rises by the
    mean of its criteria, halves up, when at least half of them rise: two of nine criteria
    do not raise the group. Nothing is raised beyond what the index advises.
    """
    helpers = helpers_of(index.id)
    lifts = entries.stated_in(index.id, index.codes).copy()
    for column, code in enumerate(index.codes):
        question, helper = index.questions[code], helpers.get(code, [])
        if isinstance(helper, dict):
            level, options = int(levels[column]), chosen.get(code, ())
            raised = _by_options(entries, question, helper, level, options)
        elif question["kind"] == "tool":
            raised = (_greatest(entries, helper) >= WHOLLY).astype(np.int64)
        else:
            raised = _greatest(entries, helper)
        of_question = lifts[:, column]
        np.maximum(of_question, raised, out=of_question)
    np.minimum(lifts, _advised(index, levels), out=lifts)
    # Groups come last: they rise by what is left of their criteria.
    _raise_groups(index, lifts, levels)
    return lifts


def _advised(index: Index, levels: Ints) -> Ints:
    """(Q,) steps above each answer that the index advises: nobody needs a second cloud
    or a better self-rating.
    """
    questions = zip(index.rubric.questions, levels.tolist(), strict=True)
    advised = [_advised_levels(index, question, level) for question, level in questions]
    return np.array(advised, np.int64)


def _advised_levels(index: Index, question: Question, level: int) -> int:
    facts = index.step_facts(question.code)
    # A level below 0 is no answer, which stands where the lowest one stands.
    ahead = question.stops[question.step_from(max(level, 0)) :]
    return sum(facts.advises(stop - 1) for stop in ahead)


def _greatest(entries: Entries, names: Sequence[str]) -> Ints:
    """(S,) the greatest lift among these capabilities; 0 for none."""
    columns = entries.columns
    offered = [columns[name] for name in names if name in columns]
    return entries.by_capability[offered].max(axis=0, initial=0)


def _by_options(
    entries: Entries,
    question: dict,
    helpers: HelpersByOption,
    level: int,
    chosen: Sequence[str],
) -> Ints:
    """(S,) levels that the options each solution brings are worth; nothing where the
    answer is not at hand.
    """
    if level < 0 or level_of_options(question, chosen) != level:
        return np.zeros(len(entries), np.int64)

    picked = set(chosen)
    for option in question["options"]:
        # "None of these" goes as soon as there is one of them.
        if option.get("exclusive"):
            picked.discard(option["id"])

    brings = [_greatest(entries, names) >= WHOLLY for names in helpers.values()]
    # Many solutions bring the same options: each set of them is valued once.
    brought, rows = np.unique(np.stack(brings, axis=1), axis=0, return_inverse=True)
    worth = []
    for row in brought:
        added = compress(helpers, row)
        together = level_of_options(question, sorted(picked.union(added)))
        worth.append(max(0, together - level))
    return np.array(worth, np.int64)[rows]


def _raise_groups(index: Index, lifts: Ints, levels: Ints) -> None:
    columns = index.places
    for code, members in index.groups.items():
        group = columns[code]
        level, top = int(levels[group]), index.rubric.questions[group].top
        # Below 0 its criteria were answered one by one, and rise for themselves.
        if level < 0 or not members:
            continue
        criteria = [columns[member] for member in members]
        raised = np.minimum(lifts[:, criteria], top - level)
        # Halves up, in whole numbers: a float could fall on either side of a half.
        mean = (2 * raised.sum(axis=1) + len(members)) // (2 * len(members))
        rising = (raised > 0).sum(axis=1)
        mean[2 * rising < len(members)] = 0
        of_group = lifts[:, group]
        np.maximum(of_group, mean, out=of_group)
