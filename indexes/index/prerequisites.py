"""What stands before a question: what it names, and the tools without which a tool is no use."""

from collections.abc import Collection, Sequence

from indexes.index.model import Index
from indexes.index.step_costs import Costs


def missing_bases(
    index: Index,
    code: str,
    levels: Sequence[int],
) -> list[str]:
    """What should stand before a question and does not, nearest first. levels: in index order."""
    bases = index.step_facts(code).after
    return [base for base in bases if levels[index.places[base]] == 0]


def missing_tools(
    index: Index,
    code: str,
    levels: Sequence[int],
) -> list[str]:
    bases = missing_bases(index, code, levels)
    return [base for base in bases if index.questions[base]["kind"] == "tool"]


def with_tools_below(
    index: Index,
    before: Sequence[int],
    after: Sequence[int],
) -> list[int]:
    """`after` with the tools that whatever was raised since `before` builds on, and so on down.

    Such a tool is of no use without them, whatever it counts; the cheapest set of single steps
    does not know that.
    """
    levels = list(after)
    waiting = _raised(index, before, after)
    while waiting:
        for base in missing_tools(index, waiting.pop(), levels):
            levels[index.places[base]] = 1
            waiting.append(base)
    return levels


def with_tools_above(
    index: Index,
    levels: Sequence[int],
    codes: Collection[str],
) -> set[str]:
    """With what is of no use without them: a tool may build on one that builds on another."""
    shut: set[str] = set()
    grown = set(codes)
    while grown != shut:
        shut = set(grown)
        for code in index.codes:
            if not shut.isdisjoint(missing_tools(index, code, levels)):
                grown.add(code)
    return shut


def _raised(
    index: Index,
    before: Sequence[int],
    after: Sequence[int],
) -> list[str]:
    """Questions that are higher now; what was not answered or not applicable was not raised."""
    levels = zip(index.codes, before, after, strict=True)
    return [code for code, old, new in levels if 0 <= old < new]


def waits_of(index: Index, costs: Costs) -> dict[int, list[int]]:
    """By place of a question, the places of those it waits for, as far as they can rise.

    What has no step holds nothing back, unless it is a tool: without it others are no use.
    """
    waits: dict[int, list[int]] = {}
    for place, code in enumerate(index.codes):
        bases = []
        for name in index.step_facts(code).after:
            base = index.places[name]
            is_tool = index.questions[name]["kind"] == "tool"
            if is_tool or costs[base][0] is not None:
                bases.append(base)
        if bases:
            waits[place] = bases
    return waits
