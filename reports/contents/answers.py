"""What was answered and earned: criteria in indicators in pillars, and how far they are proved."""

from dataclasses import dataclass
from decimal import Decimal

from reports.contents.levels import Level


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question and what was answered."""

    code: str
    name: str
    ask: str

    # None when it does not apply to this enterprise.
    level: int | None

    # The number its level goes by; empty where a choice of options is no level.
    mark: str

    answer: str

    # The owner's own, where the question asks for some.
    numbers: str

    # Typed beside the options.
    own_words: str

    # The invited one whose answer it is; for the enterprise itself only.
    colleague: str

    # DECLARED, ATTACHED or CHECKED of scoring.grade.
    proof: int

    points: Decimal | None
    maximum: Decimal
    next_answer: str
    gain: Decimal

    # Whether the step up helps; to judge oneself higher does not.
    is_advised: bool

    # Why the step up makes no sense for this enterprise, as `unfit_by` says; empty where it does.
    unfit: str = ""

    # What a tool of a list helps with; empty for everything else.
    job: str = ""


@dataclass(frozen=True, slots=True)
class Unscored:
    """A question that earns no points and what was answered."""

    code: str
    ask: str
    answer: str
    colleague: str

    # Answered by the profile, where the exact revenue stands; for the enterprise itself only.
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

    # Where the index tells levels of indicators, and anything of it applies.
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """How far answers are proved, and what stands behind that grade."""

    # Of scoring.grade; empty for a reader whom nothing lays it open to.
    name: str

    # Percent of the earned points with evidence, and of those that a reviewer checked.
    attached: Decimal
    checked: Decimal


@dataclass(frozen=True, slots=True)
class Pillar:
    # Counted as it stands among the others; the code is the decision's.
    number: int
    code: str
    name: str
    why: str
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: Level | None
    next_level: Level | None

    # Percent of its points to the next level, None at the top.
    to_next: Decimal | None

    # The percents at which a new level of it begins.
    cuts: tuple[float, ...]

    indicators: tuple[Indicator, ...]
    grade: Grade

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        criteria: list[Criterion] = []
        for indicator in self.indicators:
            criteria += indicator.criteria
        return tuple(criteria)
