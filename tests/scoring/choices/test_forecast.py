"""What is foreseen of a branch lies on both sides of what its best path really costs."""

from math import inf

import pytest

from scoring.choices.branches import Branch
from scoring.choices.chains import exact_costs
from scoring.choices.forecast import Forecasts, Lines
from scoring.choices.search import Search, with_waiting_for_what_never_rises
from scoring.choices.waits import with_bases, with_waiting
from scoring.evaluate import evaluate
from scoring.path import _rules_to_try
from tests.scoring.kinds import KINDS
from tests.scoring.paths import REAL, Case, cases

NONE = frozenset()


def search_of(case: Case) -> Search:
    outcome = evaluate(case.rubric, case.levels)
    costs = exact_costs(case.rubric, case.costs)
    return Search(case.rubric, outcome, costs, case.pillar_targets, case.waits)


def key_of(search: Search, after: list[int]) -> int:
    key = 0
    for position, chain in search.chains.items():
        question = search.rubric.questions[position]
        before = question.step_from(search.levels[position])
        key += chain.keys[question.step_from(after[position]) - before]
    return key


def rising_in(search: Search, after: list[int]) -> list[int]:
    return [at for at in search.chains if after[at] > search.levels[at]]


@pytest.mark.parametrize("kind", [*KINDS, *REAL])
def test_the_cheapest_path_costs_at_least_and_at_most_what_is_foreseen(kind):
    ways = 0
    for case in cases(kind, 40, waiting=True):
        search = search_of(case)
        rules = _rules_to_try(case.rubric, case.target)
        after = search.cheapest(rules)
        if not search.ground.is_bounded or any(rule.needs for rule in rules):
            continue
        never = with_waiting_for_what_never_rises(search.edges, search.chains)
        lines = Lines(search.ground, never)
        least, most = foreseen(search, lines, rules, Branch(NONE, never))
        if after is None:
            # What is foreseen to lead there leads there.
            assert most == inf
            continue
        key = key_of(search, after)
        ways += 1
        assert least <= key <= most
        # Of the branch in which some of it rises and some other question stays.
        raised = frozenset(with_bases(search.edges, rising_in(search, after)[:2]))
        still = [at for at in search.chains if after[at] == search.levels[at]]
        kept = never | with_waiting(search.edges, still[:2])
        part, _most = foreseen(search, lines, rules, Branch(raised, kept))
        assert part <= key
    assert ways > 10


def foreseen(search, lines, rules, branch) -> tuple[float, float]:
    least = most = inf
    for rule in rules:
        forecasts = Forecasts(lines, rule, search.targets)
        forecast = forecasts.of(*branch)
        if forecast:
            forecasts.fix_prices(forecast.price, *branch)
            own = forecasts.least(*branch)
            assert forecasts.least_at_prices(*branch) <= own + 1e-6 * abs(own)
            least, most = min(least, own), min(most, forecast.most)
    return least, most
