"""What one level more of a question takes: time, money, people, what stands first, what proves it.

`doing` and `proof_kinds` may stand on the document, a pillar, an indicator or a question; the
nearest wins, and of `doing` key by key.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexes.index.questions import is_scored, questions_of

NO_SUPPORT = "none"  # said of a part whose surroundings name a support


@dataclass(frozen=True)
class StepFacts:
    """Of one question. `after`: what should stand first. `who`: empty where nothing is told."""

    effort: int
    months: int
    after: tuple[str, ...]
    advised: bool
    who: str
    cost_low: int
    cost_high: int
    support: str  # an item of the decree's support, or empty
    # The level after which no step is proposed, counted from 0.
    advised_up_to: int | None = None
    # Each level is one option more, whichever: none of them waits for another to be finished.
    in_any_order: bool = False
    # What it builds on stands at the level it is raised to, and not at its first level alone.
    level_by_level: bool = False
    # Whether anybody says what it costs: 0 to 0 alone may mean either.
    is_priced: bool = True
    # Percent of the cost that a step up from each level takes, from the lowest; then the whole.
    shares: tuple[int, ...] = ()
    # Larger tools it mostly comes with: it is begun no earlier than they are.
    comes_with: tuple[str, ...] = ()
    # One of them that is there; or empty.
    has_larger: str = ""

    def cost_from(self, level: int, steps: int = 1) -> tuple[int, int]:
        """The least and the most of so many steps up from this level, counted from 0."""
        after = range(level, level + steps)
        percent = sum(self.shares[at] if at < len(self.shares) else 100 for at in after)
        return self.cost_low * percent // 100, self.cost_high * percent // 100

    def advises(self, level: int) -> bool:
        """Whether the step up from this level, counted from 0, may be proposed."""
        if not self.advised:
            return False
        return self.advised_up_to is None or level < self.advised_up_to


def facts_of(document: dict, pillars: list[dict]) -> dict[str, StepFacts]:
    """Of every scored question, by its code."""
    after = after_of(pillars)
    facts = {}
    for parts in _placed(document, pillars):
        code = parts[-1]["code"]
        facts[code] = _facts(parts, after[code])
    return facts


def _facts(parts: list[dict], after: tuple[str, ...]) -> StepFacts:
    question = parts[-1]
    doing = nearest(part.get("doing", {}) for part in parts)
    low, high = doing.get("cost", (0, 0))
    support = doing.get("support", NO_SUPPORT)
    return StepFacts(
        effort=question.get("effort", 1),
        months=question.get("months", 1),
        after=after,
        advised=question.get("advised", True),
        who=doing.get("who", ""),
        cost_low=low,
        cost_high=high,
        support="" if support == NO_SUPPORT else support,
        advised_up_to=_advised_up_to(question),
        in_any_order=question["kind"] == "multiple",
        level_by_level=doing.get("level_by_level", False),
        is_priced="cost" in doing,
    )


def _advised_up_to(question: dict) -> int | None:
    if "advised_up_to" not in question:
        return None
    return question["advised_up_to"] - question["first_level"]


def nearest(maps: Iterable[dict]) -> dict:
    """One map from those of the parts around a question, from the outside in."""
    merged: dict = {}
    for outer in maps:
        merged |= outer
    return merged


def evidence_kinds_of(
    document: dict,
    pillars: list[dict],
) -> dict[str, tuple[str, ...]]:
    """The kinds of proof of every scored question, by its code."""
    return {
        parts[-1]["code"]: _evidence_kinds(parts)
        for parts in _placed(document, pillars)
    }


def _evidence_kinds(parts: list[dict]) -> tuple[str, ...]:
    for part in reversed(parts):
        if "proof_kinds" in part:
            return tuple(part["proof_kinds"])
    return ()


def _placed(document: dict, pillars: list[dict]) -> Iterator[list[dict]]:
    """(document, pillar, indicator, question) for every scored question."""
    for pillar, indicator, question in questions_of(pillars):
        if is_scored(question):
            yield [document, pillar, indicator, question]


def after_of(pillars: list[dict]) -> dict[str, tuple[str, ...]]:
    """What should stand before each scored question: named so, built upon, or its group's.

    To name a group is to name its criteria, and to name a criterion of another group is to name
    that group as well: whichever of them are steps are found.
    """
    questions = {}
    for *_, question in questions_of(pillars):
        if is_scored(question):
            questions[question["code"]] = question
    after = {}
    for code, question in questions.items():
        codes = dict.fromkeys(_waits_for(question, questions))
        after[code] = tuple(base for base in codes if base in questions)
    return after


def _waits_for(question: dict, questions: dict[str, dict]) -> Iterator[str]:
    """Codes, some of them twice: what is named, then what that stands for."""
    # A criterion that says nothing waits for what its group waits for.
    group = questions.get(question.get("grouped_by", ""), {})
    own = question.get("after", group.get("after", ()))
    named = (*question.get("builds_on", ()), *own)
    yield from named
    for name in named:
        for alike in _alike(questions.get(name, {})):
            # A criterion may wait for one beside it, but not for the group that both make.
            if alike != question.get("grouped_by"):
                yield alike


def _alike(question: dict) -> tuple[str, ...]:
    """The criteria of a group, or the group of a criterion."""
    group = (question["grouped_by"],) if "grouped_by" in question else ()
    return (*question.get("stands_for", ()), *group)
