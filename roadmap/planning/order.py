"""What of the raises of a plan is as urgent as what. Pure."""

from collections.abc import Collection, Mapping, Sequence

from roadmap.planning.plan import FactsOf, Raise, Rise

# A raise within a plan: its question, and the level it starts from.
Key = tuple[str, int]


def key_of(step: Rise) -> Key:
    return step.question, step.from_level


def turns_of(raises: Sequence[Raise], facts: FactsOf) -> dict[Key, int]:
    """Of each raise how many levels of its question come before it; of options none."""
    counts: dict[str, int] = {}
    turns = {}
    for step in sorted(raises, key=key_of):
        is_level = not facts(step.question).in_any_order
        turns[key_of(step)] = counts.get(step.question, 0) if is_level else 0
        counts[step.question] = turns[key_of(step)] + 1
    return turns


def safety_of(
    raises: Sequence[Raise],
    below: Mapping[str, Collection[str]],
) -> dict[str, int]:
    """By question how safe it keeps the firm, where it is needed first; what it waits for
    is as urgent.

    below: of each question those it builds on.
    """
    safety: dict[str, int] = {}
    for step in raises:
        if step.is_first:
            for question in (step.question, *below[step.question]):
                safety[question] = max(safety.get(question, 0), step.safety)
    return safety
