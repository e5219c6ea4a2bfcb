"""What was answered and earned: criteria in indicators in pillars, and how far they are proved."""

from dataclasses import dataclass
from decimal import Decimal

from reports.contents.standing import Level


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question and what was answered. level is None when it does not apply to this enterprise."""

    code: str
    name: str
    ask: str
    indicator: str
    level: int | None
    mark: str  # the number its level goes by; empty where a choice is no level
    answer: str
    given: str
    proof: int  # DECLARED, ATTACHED or CHECKED of scoring.grade
    points: Decimal | None
    maximum: Decimal
    next_answer: str
    gain: Decimal
    is_advised: bool  # a step up that helps, not a better opinion of oneself
    own_words: str  # typed beside the options
    by: str  # the invited colleague whose answer it is; for the enterprise itself only


@dataclass(frozen=True, slots=True)
class Unscored:
    """A question that earns no points and what was answered. by: as of a criterion.

    is_profile: answered by the profile, where the exact revenue stands; for the enterprise itself only.
    """

    code: str
    ask: str
    answer: str
    by: str
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
class Proved:
    """The grade, and what stands behind it: percent of the earned points with evidence, and checked by a reviewer."""

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
    grade: Proved

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(
            criterion
            for indicator in self.indicators
            for criterion in indicator.criteria
        )
