"""Conditions of "show if" and of contradiction checks: a function on levels.

{question: 1.1.1, at_least: 1}     also at_most, equals; true only for an answered level
{question: 1.1.1, answered: true}  "not applicable" is an answer too
{all: [...]}  {any: [...]}  {not: ...}
"""

from collections.abc import Iterator, Mapping

from scoring.rules import NOT_ANSWERED

Levels = Mapping[str, int | None]
_COMPARISONS = ("at_least", "at_most", "equals")


def holds(condition: dict, levels: Levels) -> bool:
    if "all" in condition:
        return all(holds(part, levels) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, levels) for part in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], levels)
    return _compares(condition, levels.get(condition["question"]))


def _compares(condition: dict, level: int | None) -> bool:
    if "answered" in condition:
        return (level not in (None, NOT_ANSWERED)) is condition["answered"]
    # Nothing is said of what is not known: neither "at least" nor "at most" holds for it.
    if level is None or level < 0:
        return False
    lowest = condition.get("at_least", level)
    highest = condition.get("at_most", level)
    return lowest <= level <= highest and condition.get("equals", level) == level


def questions_in(condition: dict) -> Iterator[str]:
    """Codes of the questions a condition asks about."""
    for part in (*condition.get("all", ()), *condition.get("any", ())):
        yield from questions_in(part)
    if "not" in condition:
        yield from questions_in(condition["not"])
    if "question" in condition:
        yield condition["question"]


def renumbered(condition: dict, questions: Mapping[str, dict]) -> dict:
    """With levels counted from 0, as answers are kept; a file may count them from 1."""
    if "question" in condition:
        first = questions.get(condition["question"], {}).get("first_level", 0)
        compared = {**condition}
        for name in _COMPARISONS:
            if name in condition:
                compared[name] = condition[name] - first
        return compared
    if "not" in condition:
        return {"not": renumbered(condition["not"], questions)}
    return {
        name: [renumbered(part, questions) for part in parts]
        for name, parts in condition.items()
    }
