"""The cheapest path to a level: single steps, exactly least in cost.

Each step lifts one question by one level. Within a pillar, questions are choices of how
far to go; pillars are then choices of how much to gain, counted by how many reach the
level a gate asks for. Both are added up exactly (`scoring.choices.frontier`).
Source: ours (docs/scoring.md, "The cheapest path"); costs are data of the index, or of
whoever asks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.choices.chains import Costs, exact_costs
from scoring.choices.pillars import ANY_LEVEL
from scoring.choices.search import Search
from scoring.choices.waits import Waits
from scoring.errors import ScoringError
from scoring.evaluate import Outcome, evaluate
from scoring.ratio import Exact
from scoring.rubric import Rubric
from scoring.rules import Rule


@dataclass(frozen=True, slots=True)
class Step:
    """Lifting one question (a position in `Rubric.questions`) by one level, or to a mark."""

    question: int
    from_level: int
    to_level: int
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Path:
    """steps: in the order of questions, then of levels. outcome: after all of them."""

    steps: tuple[Step, ...]
    cost: Fraction
    outcome: Outcome

    @property
    def questions(self) -> int:
        """How many questions have to move."""
        return len({step.question for step in self.steps})


def cheapest_path(
    rubric: Rubric,
    levels: Sequence[int],
    target: int | None,
    costs: Sequence[Sequence[Exact | None]],
    pillar_targets: Mapping[int, int] | None = None,
    waits: Waits | None = None,
) -> Path | None:
    """The cheapest steps after which the overall level is `target` or higher.

    None when no steps are enough. Already there: a path without steps.

    levels: (Q,) complete, as for `evaluate`. target: an overall level of the rubric.
    costs: per question, the cost of 0 -> 1, 1 -> 2, …, or to each of its marks from the
    one before it, or from wherever between them an answer stands; whole numbers,
    decimals or fractions, 0 or more; None: there is no such step, so none beyond it.
    pillar_targets: position of a pillar -> the level it must reach too (never, when
    nothing of it applies); target None asks for these alone. A question that does not
    apply offers no step.
    waits: position of a question -> those it waits for: it does not rise while one of
    them stands at its lowest level. What waits for a question that does not apply waits
    for nothing; what waits for one without a step never rises.

    Equal costs: the path that touches fewest questions, then the earliest ones (the
    smallest sum of their positions), then the one with fewest steps.

    Raises ScoringError: `answers_incomplete`, `nothing_applies`, `unknown_level`,
    `unknown_pillar`, `costs_count`, `cost_negative`, `number_not_exact`,
    `waits_in_circle`, and what `evaluate` raises.
    """
    pillar_targets = pillar_targets or {}
    outcome = evaluate(rubric, levels)
    _check_complete(outcome)
    _check_targets(rubric, target, pillar_targets)
    # A pillar of which nothing applies has no level and never reaches one.
    if not all(outcome.pillar_maxima[pillar] for pillar in pillar_targets):
        return None

    exact = exact_costs(rubric, costs)
    search = Search(rubric, outcome, exact, pillar_targets, waits or {})
    after = search.cheapest(_rules_to_try(rubric, target))
    if after is None:
        return None
    return _path(rubric, levels, after, exact)


def _path(
    rubric: Rubric,
    before: Sequence[int],
    after: Sequence[int],
    costs: Costs,
) -> Path:
    steps: list[Step] = []
    total = Fraction(0)
    for position, (lower, higher) in enumerate(zip(before, after, strict=True)):
        question = rubric.questions[position]
        for start, stop in question.steps_between(lower, higher):
            cost = costs[position][question.step_from(start)]
            if cost is not None:
                steps.append(Step(position, start, stop, cost))
                total += cost
    return Path(tuple(steps), total, evaluate(rubric, after))


def _check_complete(outcome: Outcome) -> None:
    if outcome.applicable == 0:
        raise ScoringError("nothing_applies")
    if not outcome.complete:
        unanswered = outcome.applicable - outcome.answered
        raise ScoringError("answers_incomplete", open=unanswered)


def _check_targets(
    rubric: Rubric,
    target: int | None,
    pillar_targets: Mapping[int, int],
) -> None:
    if target is not None and target not in rubric.levels:
        raise ScoringError("unknown_level", level=target)

    for pillar, level in pillar_targets.items():
        if not 0 <= pillar < len(rubric.pillars):
            raise ScoringError("unknown_pillar", pillar=pillar)
        bands = rubric.bands_of(pillar)
        if not bands[0].level <= level <= bands[-1].level:
            raise ScoringError("unknown_level", pillar=pillar, level=level)


def _rules_to_try(rubric: Rubric, target: int | None) -> list[Rule]:
    """The rules of which one must hold, without those that are never the cheapest."""
    if target is None or target <= rubric.otherwise:
        return [ANY_LEVEL]

    rules: list[Rule] = []
    for rule in reversed(rubric.rules):
        # A higher level may be cheaper: its gate may ask for fewer pillars.
        is_spared = any(_asks_no_more(lower, rule) for lower in rules)
        if rule.level >= target and not is_spared:
            rules.append(rule)
    return rules


def _asks_no_more(rule: Rule, other: Rule) -> bool:
    """The rule asks for no more than the other in any respect."""
    return (
        _start_of(rule) <= _start_of(other)
        and rule.pillars_at_least <= other.pillars_at_least
        and rule.pillar_level <= other.pillar_level
        and other.asks_all_of(rule.needs)
    )


def _start_of(rule: Rule) -> tuple[Fraction, bool]:
    """Where of the total it starts: comparable with others. First what asks nothing of it."""
    if rule.share is None:
        return Fraction(-1), False
    return rule.share, rule.strictly
