"""What was answered and earned: criteria in indicators in pillars, and how far they are proved."""

from dataclasses import dataclass
from decimal import Decimal

from reports.contents.levels import Level


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question and what was answered.

    level: None when it does not apply to this enterprise.
    mark: the number its level goes by; empty where a choice is no level.
    numbers: the owner's own, where the question asks for some.
    own_words: typed beside the options.
    colleague: the invited one whose answer it is; for the enterprise itself only.
    proof: DECLARED, ATTACHED or CHECKED of scoring.grade.
    is_advised: whether the step up helps, and is not a better opinion of oneself.
    """

    code: str
    name: str
    ask: str
    indicator: str
    level: int | None
    mark: str
    answer: str
    numbers: str
    own_words: str
    colleague: str
    proof: int
    points: Decimal | None
    maximum: Decimal
    next_answer: str
    gain: Decimal
    is_advised: bool


@dataclass(frozen=True, slots=True)
class Unscored:
    """A question that earns no points and what was answered. colleague: as of a criterion.

    is_profile: answered by the profile, where the exact revenue stands; for the enterprise
    itself only.
    """

    code: str
    ask: str
    answer: str
    colleague: str
    is_profile: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    code: str
    name: str
    pillar: str
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """How far answers are proved, and what stands behind that grade.

    name: of scoring.grade; empty for whom nothing lays it open.
    attached, checked: percent of the earned points with evidence, and checked by a reviewer.
    """

    name: str
    attached: Decimal
    checked: Decimal


@dataclass(frozen=True, slots=True)
class Pillar:
    """to_next: points to the pillar's next level, None at the top."""

    code: str
    name: str
    why: str
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: Level | None
    next_level: Level | None
    to_next: Decimal | None
    indicators: tuple[Indicator, ...]
    grade: Grade

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        criteria: list[Criterion] = []
        for indicator in self.indicators:
            criteria += indicator.criteria
        return tuple(criteria)
