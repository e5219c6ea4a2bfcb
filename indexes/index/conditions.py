"""Conditions of "show if" and of contradiction checks: a function on levels and facts.

{question: 1.1.1, at_least: 1}     also at_most, equals; true only for an answered level
{question: 1.1.1, answered: true}  "not applicable" is an answer too
{question: q, has: option}         of a choice of options
{question: n, at_least: 10}        of a plain number: the number itself
{profile: employees, at_least: 10} {profile: size, in: [micro]}  {figure: name, at_most: 5}
{all: [...]}  {any: [...]}  {not: ...}
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.rules import NOT_ANSWERED

Levels = Mapping[str, int | None]
Number = int | Decimal
_COMPARISONS = ("at_least", "at_most", "equals")
_FACTS = ("profile", "figure")
_WITHOUT_LEVELS = ("multiple", "text", "number")


@dataclass(frozen=True)
class Facts:
    """What is known of an enterprise besides levels; what is missing is not known.

    chosen: options by question. numbers: those typed as free information. given: questions of
    free information with an answer. profile: its numbers. sizes: every size class it may have.
    """

    chosen: Mapping[str, Collection[str]] = field(default_factory=dict)
    numbers: Mapping[str, Number] = field(default_factory=dict)
    given: Collection[str] = ()
    profile: Mapping[str, Number] = field(default_factory=dict)
    sizes: Collection[str] = ()
    figures: Mapping[str, Number] = field(default_factory=dict)


def holds(condition: dict, levels: Levels, facts: Facts | None = None) -> bool:
    """facts: None where nobody knows them, as in a file of levels."""
    return _judged(condition, levels, facts) is True


def may_hold(condition: dict, levels: Levels, facts: Facts | None = None) -> bool:
    """Whether it holds, or would if facts were known that nobody knows here."""
    return _judged(condition, levels, facts) is not False


def _judged(condition: dict, levels: Levels, facts: Facts | None) -> bool | None:
    """None where it hangs on facts that nobody knows."""
    for name, decides in (("all", False), ("any", True)):
        if name in condition:
            parts = [_judged(part, levels, facts) for part in condition[name]]
            return _together(parts, decides)
    if "not" in condition:
        judged = _judged(condition["not"], levels, facts)
        return None if judged is None else not judged
    if asks_facts(condition):
        return None if facts is None else _is_fact(condition, levels, facts)
    return _compares(condition, levels.get(condition["question"]))


def _together(parts: list[bool | None], decides: bool) -> bool | None:
    """decides: what a single part is enough for."""
    if decides in parts:
        return decides
    return None if None in parts else not decides


def _compares(condition: dict, level: int | None) -> bool:
    if "answered" in condition:
        return (level not in (None, NOT_ANSWERED)) is condition["answered"]
    # Nothing is said of what is not known: neither "at least" nor "at most" holds for it.
    if level is None or level < 0:
        return False
    return _is_between(condition, level)


def _is_between(condition: dict, number: Number) -> bool:
    lowest = condition.get("at_least", number)
    highest = condition.get("at_most", number)
    return lowest <= number <= highest and condition.get("equals", number) == number


def _is_fact(condition: dict, levels: Levels, facts: Facts) -> bool:
    if "question" in condition:
        return _is_said(condition, levels, facts)
    if condition.get("profile") == "size":
        # Open classes have to be named all: each of them may be the one.
        return bool(facts.sizes) and set(facts.sizes) <= set(condition["in"])
    if "figure" in condition:
        number = facts.figures.get(condition["figure"])
    else:
        number = facts.profile.get(condition["profile"])
    return number is not None and _is_between(condition, number)


def _is_said(condition: dict, levels: Levels, facts: Facts) -> bool:
    """Of free information, or of options; what is hidden says nothing."""
    code = condition["question"]
    is_asked = code in levels
    if "has" in condition:
        return is_asked and condition["has"] in facts.chosen.get(code, ())
    if "answered" in condition:
        return (is_asked and code in facts.given) is condition["answered"]
    number = facts.numbers.get(code)
    return is_asked and number is not None and _is_between(condition, number)


def asks_facts(condition: dict) -> bool:
    """Whether a single comparison looks at something else than a level."""
    return any(name in condition for name in (*_FACTS, "has", "free"))


def parts_of(condition: dict) -> Iterator[dict]:
    """The single comparisons of a condition."""
    inner = [*condition.get("all", ()), *condition.get("any", ())]
    if "not" in condition:
        inner.append(condition["not"])
    for part in inner:
        yield from parts_of(part)
    if not inner:
        yield condition


def questions_in(condition: dict) -> Iterator[str]:
    """Codes of the questions a condition asks about."""
    for part in parts_of(condition):
        if "question" in part:
            yield part["question"]


def figures_in(conditions: Iterable[dict]) -> set[str]:
    """The numbers of the round that these conditions ask about."""
    names = set()
    for condition in conditions:
        for part in parts_of(condition):
            if "figure" in part:
                names.add(part["figure"])
    return names


def renumbered(condition: dict, questions: Mapping[str, dict]) -> dict:
    """With levels counted from 0, as answers are kept; a file may count them from 1.

    What is said of free information is marked as such: it has no levels.
    """
    if "question" in condition:
        return _renumbered(condition, questions.get(condition["question"], {}))
    if "not" in condition:
        return {"not": renumbered(condition["not"], questions)}
    if any(name in condition for name in _FACTS):
        return condition
    joined = {}
    for name, parts in condition.items():
        joined[name] = [renumbered(part, questions) for part in parts]
    return joined


def _renumbered(condition: dict, question: dict) -> dict:
    first = question.get("first_level", 0)
    compared = {**condition}
    for name in _COMPARISONS:
        if name in condition:
            compared[name] = condition[name] - first
    # A choice of one has levels whether they count or not.
    if question.get("kind") in _WITHOUT_LEVELS and "points" not in question:
        compared["free"] = True
    return compared
