"""What stands before a question: whatever it names, and the tools without which a tool is of no use."""

from collections.abc import Sequence

from indexes.index.model import Index


def missing_bases(index: Index, code: str, levels: Sequence[int]) -> list[str]:
    """What should stand before a question and does not at these levels, nearest first. levels: in index order."""
    return [
        base
        for base in index.step_facts(code).after
        if levels[index.codes.index(base)] == 0
    ]


def missing_tools(index: Index, code: str, levels: Sequence[int]) -> list[str]:
    return [
        base
        for base in missing_bases(index, code, levels)
        if index.questions[base]["kind"] == "tool"
    ]


def with_tools_below(
    index: Index, before: Sequence[int], after: Sequence[int]
) -> list[int]:
    """`after` with the tools that whatever was raised since `before` builds on, and those below them.

    Such a tool is of no use without them, whatever it counts; the cheapest set of single steps does not know that.
    """
    found = list(after)
    waiting = [
        code
        for code, now, then in zip(index.codes, before, found, strict=True)
        if 0 <= now < then
    ]
    while waiting:
        for base in missing_tools(index, waiting.pop(), found):
            found[index.codes.index(base)] = 1
            waiting.append(base)
    return found
