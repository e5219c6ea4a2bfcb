"""What one level more of a question takes: time, money, people, what should stand first, and what proves it.

`doing` and `proof_kinds` may stand on the document, a pillar, an indicator or a question; the nearest wins, and of
`doing` key by key.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexes.index.questions import is_scored, questions_of

NO_SUPPORT = "none"  # said of a part whose surroundings name a support


@dataclass(frozen=True)
class StepFacts:
    """Of one question. `after`: what should stand first. `who` is empty where the index tells nothing of doing."""

    effort: int
    months: int
    after: tuple[str, ...]
    advised: bool
    who: str
    cost_low: int
    cost_high: int
    support: str  # an item of the decree's support, or empty
    advised_up_to: int | None = (
        None  # the level after which no step is proposed, counted from 0
    )

    def advises(self, level: int) -> bool:
        """Whether the step up from this level, counted from 0, may be proposed."""
        return self.advised and (
            self.advised_up_to is None or level < self.advised_up_to
        )


def facts_of(document: dict, pillars: list[dict]) -> dict[str, StepFacts]:
    """Of every scored question, by its code."""
    after = after_of(pillars)
    return {
        parts[-1]["code"]: _facts(parts, after) for parts in _placed(document, pillars)
    }


def _facts(parts: list[dict], after: dict[str, tuple[str, ...]]) -> StepFacts:
    question = parts[-1]
    doing = nearest(part.get("doing", {}) for part in parts)
    low, high = doing.get("cost", (0, 0))
    support = doing.get("support", NO_SUPPORT)
    return StepFacts(
        effort=question.get("effort", 1),
        months=question.get("months", 1),
        after=after[question["code"]],
        advised=question.get("advised", True),
        who=doing.get("who", ""),
        cost_low=low,
        cost_high=high,
        support="" if support == NO_SUPPORT else support,
        advised_up_to=question["advised_up_to"] - question["first_level"]
        if "advised_up_to" in question
        else None,
    )


def nearest(told: Iterable[dict]) -> dict:
    """One map from those of the parts around a question, from the outside in."""
    found: dict = {}
    for one in told:
        found |= one
    return found


def evidence_kinds_of(
    document: dict, pillars: list[dict]
) -> dict[str, tuple[str, ...]]:
    """The kinds of proof of every scored question, by its code."""
    return {
        parts[-1]["code"]: tuple(
            next(
                (
                    part["proof_kinds"]
                    for part in reversed(parts)
                    if "proof_kinds" in part
                ),
                (),
            )
        )
        for parts in _placed(document, pillars)
    }


def _placed(document: dict, pillars: list[dict]) -> Iterator[list[dict]]:
    """(document, pillar, indicator, question) for every scored question."""
    for pillar, indicator, question in questions_of(pillars):
        if is_scored(question):
            yield [document, pillar, indicator, question]


def after_of(pillars: list[dict]) -> dict[str, tuple[str, ...]]:
    """What should stand before each scored question: named so, built upon, or else waited for by its group.

    To name a group is to name its criteria, and to name a criterion of another group is to name that group as well:
    whichever of them are steps are found.
    """
    questions = {
        question["code"]: question
        for *_, question in questions_of(pillars)
        if is_scored(question)
    }
    found: dict[str, tuple[str, ...]] = {}
    for code, question in questions.items():
        group = questions.get(question.get("grouped_by", ""), {})
        named = (
            *question.get("builds_on", ()),
            *question.get("after", group.get("after", ())),
        )
        wider = (
            one
            for name in named
            for one in _alike(questions.get(name, {}))
            if one != question.get("grouped_by")
        )
        found[code] = tuple(
            dict.fromkeys(one for one in (*named, *wider) if one in questions)
        )
    return found


def _alike(question: dict) -> tuple[str, ...]:
    """The criteria of a group, or the group of a criterion."""
    group = (question["grouped_by"],) if "grouped_by" in question else ()
    return (*question.get("stands_for", ()), *group)
