"""What became of each provider in one recommendation, as a few codes: to be counted, not read.

First in it: `first` (in full beside a step, or suggested for all), `line` (in a line beside a
step), `behind` (helps and passes every rule, and others stand before it), or the rule that leaves
it out. Then, of who is named, the codes of its reasons behind `WHY`: a line of business is both
a rule and a reason. Who helps with nothing is not there.
"""

from collections.abc import Iterable, Mapping
from operator import itemgetter

import numpy as np

from providers.matching.match import SHOWN, Match
from providers.matching.rules import RULES
from scoring.allocation.fairness import weights_of

FIRST, LINE, BEHIND = "first", "line", "behind"
WHY = "why."
Outcome = dict[str, list[str]]


def outcome_of(match: Match, content: Mapping) -> Outcome:
    """By key of a provider, as text: JSON has no other keys."""
    outcome = {}
    for key, code in _not_named(match):
        outcome[str(key)] = [code]
    provider_of = {each.slug: str(each.provider_id) for each in match.solutions}
    reasons = _reasons(content)
    for code, slugs in ((LINE, _in_a_line(content)), (FIRST, _in_full(content))):
        for slug in slugs:
            outcome[provider_of[slug]] = [code, *reasons.get(slug, ())]
    return outcome


def _not_named(match: Match) -> Iterable[tuple[int, str]]:
    """The least that stands against any of its solutions that help."""
    codes = list(RULES)
    masks = np.stack([*map(match.masks.__getitem__, codes)])
    rows = np.flatnonzero(match.useful)
    # What fails fewest rules comes last, and so it is what is kept.
    for row in rows[np.argsort(-match.fails[rows], kind="stable")].tolist():
        against = np.flatnonzero(~masks[:, row])
        # The last of the rules is what can least be changed.
        code = codes[against[-1]] if len(against) else BEHIND
        yield match.solutions[row].provider_id, code


def _reasons(content: Mapping) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = {}
    for facts in (*content["suggestions"], *content["offers"]):
        reasons[facts["solution"]] = [WHY + reason["code"] for reason in facts["why"]]
    return reasons


def _in_full(content: Mapping) -> Iterable[str]:
    # What comes closest where nothing passes is no suggestion.
    if not content["loosened"]:
        yield from map(itemgetter("solution"), content["suggestions"])
    for step in content["steps"]:
        yield from step["solutions"]


def _in_a_line(content: Mapping) -> Iterable[str]:
    for step in content["steps"]:
        yield from step["more"]


def worth_of(match: Match) -> list[float]:
    """What the list for all is worth by its places, as drawn and at best."""
    return [_by_place(match, rows) for rows in (match.suggested, match.undrawn())]


def _by_place(match: Match, rows: list[int]) -> float:
    weights = weights_of(SHOWN)[: len(rows)]
    return round(float(match.scores[rows] @ weights), 6)
