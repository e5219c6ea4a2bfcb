"""Branches that are compared before they are worked out: the same price, after far less work."""

from math import inf

import pytest

from indexes.advice.advised import Advised
from performance.advice import plans
from scoring.choices.branches import Branch, Branches
from scoring.choices.ground import Ground
from scoring.choices.search import Search
from scoring.choices.waits import Edge
from scoring.path import _rules_to_try
from tests.scoring.choices.test_forecast import key_of, search_of
from tests.scoring.kinds import KINDS
from tests.scoring.paths import REAL, cases

# 2 waits for 1, and 1 for 0.
EDGES = [Edge(0, 1), Edge(1, 2)]
NONE = frozenset()


def test_a_branch_is_parted_into_what_stays_and_what_rises():
    whole = Branch(NONE, NONE)
    assert whole.without(EDGES, 1) == Branch(NONE, {1, 2})
    assert whole.rising(EDGES, 1) == Branch({0, 1}, NONE)
    assert Branch({2, 1, 0}, NONE).without(EDGES, 1) is None
    assert Branch(NONE, {0, 1, 2}).rising(EDGES, 1) is None


@pytest.mark.parametrize("kind", [*KINDS, *REAL])
def test_to_look_ahead_and_to_cut_change_no_price(kind):
    ways = 0
    for case in cases(kind, 30, waiting=True):
        rules = _rules_to_try(case.rubric, case.target)
        search = search_of(case)
        after = search.cheapest(rules)
        blind = search_of(case)
        blind.ground.is_bounded = False
        other = blind.cheapest(rules)
        assert (after is None) == (other is None)
        if after is not None:
            ways += 1
            assert key_of(search, after) == key_of(blind, other)
    assert ways > 10


def test_what_costs_more_than_a_known_path_never_has_a_turn():
    case = next(cases("dbi-2025-large", 1, waiting=True))
    branches = Branches(search_of(case).ground, NONE)
    (asked,) = search_of(case)._asked(_rules_to_try(case.rubric, case.target))
    branches.begin(asked, NONE)
    assert branches.most < inf
    first = branches.pop()
    assert not branches
    branches.add(first.branch, asked, branches.most + 1)
    assert not branches
    branches.add(first.branch, asked, branches.most)
    assert branches.pop().bound == branches.most


def test_the_hardest_plans_need_few_branches_and_few_sums(monkeypatch):
    """Counted, since times are the machine's. Without looking ahead 17 branches, 6,291 sums."""
    worked_out: list[Ground] = []
    work_out = Search._best

    def counted(search, asked, branch):
        worked_out.append(search.ground)
        return work_out(search, asked, branch)

    monkeypatch.setattr(Search, "_best", counted)
    for work in list(plans("dbi-2025-large", "", even=True))[::5]:
        advised, target = work.args
        for way in (Advised.plan, Advised.cheapest):
            worked_out.clear()
            way(advised(), target)
            grounds = {id(ground): ground for ground in worked_out}.values()
            sums = []
            for ground in grounds:
                for pillar in ground.known.values():
                    sums.append(len(pillar.choices.sums.total.gains))
            assert len(worked_out) <= 5
            assert sum(sums) <= 1_200
