"""What a report says: one gathered record, in one language, free of HTML and of PDF.

Everything a page, a chart or the PDF shows is read from here. `cut` leaves what a visitor may see;
whatever is cut is empty or None, and the block that would show it is left out.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from accounts.access import Scope
from scoring.benchmark import Rank


@dataclass(frozen=True, slots=True)
class Level:
    number: int
    name: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One bar or axis of a chart. percent: 0 to 100, None when nothing applies. value: as it is to be read."""

    label: str
    percent: Decimal | None
    value: str
    note: str = ""


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
        return tuple(criterion for indicator in self.indicators for criterion in indicator.criteria)


@dataclass(frozen=True, slots=True)
class NearPillar:
    name: str
    level: Level
    points: Decimal


@dataclass(frozen=True, slots=True)
class Distance:
    """What the next overall level still asks for; `nearest` are the pillars below `pillar_level`, nearest first."""

    target: Level
    points: Decimal
    pillars: int
    pillar_level: int
    nearest: tuple[NearPillar, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Raising one answer by one level."""

    code: str
    name: str
    pillar: str
    indicator: str
    level: int
    now: str
    then: str
    gain: Decimal


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of the ladder and what it asks for: `above` points, `pillars` pillars at `pillar_level`.

    strictly: more than that many points; otherwise that many are enough.
    """

    level: Level
    above: Decimal | None
    pillars: int
    pillar_level: int
    strictly: bool = True


@dataclass(frozen=True, slots=True)
class Round:
    number: int
    at: datetime
    percent: Decimal | None
    total: Decimal
    maximum: Decimal
    level: Level | None
    public_id: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A provider's solution and why it was suggested, in words. gains: the answers it raises, one each."""

    solution: str
    provider: str
    what: str
    gains: tuple[str, ...]
    reasons: tuple[str, ...]
    price: str
    support: str
    fictional: bool = False


@dataclass(frozen=True, slots=True)
class RoadmapStep:
    """What the enterprise chose to do. gain, cost: in words, empty for a step of its own."""

    name: str
    what: str
    who: str
    due: date
    gain: str
    is_done: bool
    cost: str = ""


@dataclass(frozen=True, slots=True)
class RoadmapMovement:
    """What has moved since the roadmap of an earlier round: how many of its steps are reached, partly, not yet."""

    since: date
    reached: int
    partly: int
    not_yet: int


@dataclass(frozen=True, slots=True)
class RoadmapPart:
    """The steps that begin in one part of the year."""

    title: str
    hint: str
    steps: tuple[RoadmapStep, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """target: the overall level aimed at, None to leave it as it is. support: (kind of help, share in percent,
    at most, how sure)."""

    target: Level | None
    pillars: tuple[tuple[str, int], ...]
    parts: tuple[RoadmapPart, ...]
    done: int
    total: int
    cost: str
    support: tuple[tuple[str, int, str, str], ...]
    at: datetime
    work: str = ""
    moved: RoadmapMovement | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """Whom a comparison is with. breadth: "area" (sector, size and area alike), "size", "sector" or "all".

    missed: narrower breadths of which too few are known, narrowest first. count: enterprises.
    """

    breadth: str
    count: int
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the enterprise stands among `rank.count` others in one pillar or, with the code "", in total.

    percent: its own. quartiles: of the sample. bins: how many in each tenth of 0 to 100 %; bin: its own tenth.
    """

    code: str
    name: str
    percent: Decimal
    rank: Rank
    quartiles: tuple[Decimal, Decimal, Decimal]
    bins: tuple[int, ...]
    bin: int


@dataclass(frozen=True, slots=True)
class Raised:
    """A question that `count` of the enterprises whose level rose had raised meanwhile."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where the enterprise stands among others. options: the samples it may be compared with, narrowest first.

    places: the total first, then the pillars; one that too few others have is left out.
    rises: whose level rose, None where too few did; raised: what most of them raised.
    """

    sample: Sample
    options: tuple[Sample, ...]
    places: tuple[Place, ...]
    rises: Sample | None
    raised: tuple[Raised, ...]
    area: str
    fictional: bool
    at: datetime

    @property
    def total(self) -> Place | None:
        return next((place for place in self.places if not place.code), None)


@dataclass(frozen=True, slots=True)
class Assumption:
    """How far a part of the rules is proved: the word, its meaning, how many rules and anchors carry it."""

    word: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rules come from, and what is assumed in them."""

    title: str
    short_title: str
    version: int
    decision: str
    decided_on: date | None
    issuer: str
    superseded_by: tuple[str, ...]
    note: str
    rule_notes: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    engine_version: str
    index_id: str = ""
    variant: str = ""  # the industry whose questions were asked
    rules_url: str = ""  # the page of the index, which tells all rules
    tools: int = 0  # questions that are tools of a list; pages count the list as one question


@dataclass(frozen=True, slots=True)
class Other:
    """Another result of the same answers: under which version of the index, by which engine, made when."""

    public_id: str
    version: int
    engine_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Contents:
    scope: Scope
    language: str
    public_id: str
    name: str
    is_fictional: bool
    at: datetime
    round: int
    sector: str
    area: str
    size: str
    level: Level | None
    total: Decimal
    maximum: Decimal
    percent: Decimal | None
    answered: int
    grade: Proved
    verification_code: str
    verify_url: str
    source: Source
    ladder: tuple[Rung, ...]
    cuts: tuple[float, ...]
    pillars: tuple[Pillar, ...]
    strengths: tuple[Indicator, ...]
    gaps: tuple[Indicator, ...]
    distance: Distance | None
    steps: tuple[Step, ...]
    history: tuple[Round, ...]
    suggestions: tuple[Suggestion, ...] = ()
    comparison: Comparison | None = None
    roadmap: Roadmap | None = None
    read_anew_at: datetime | None = None  # not by submitting: the answers of `at` were read again then
    first: Other | None = None  # where this one was read anew: the result of submitting
    newer: Other | None = None  # the newest reading, where it is not this one

    @property
    def top(self) -> int:
        return self.ladder[-1].level.number

    @property
    def bottom(self) -> int:
        return self.ladder[0].level.number

    @property
    def first_steps(self) -> tuple[Step, ...]:
        """The cheapest raise of each gap: the three to begin with."""
        first: dict[str, Step] = {}
        for step in self.steps:
            first.setdefault(step.indicator, step)
        return tuple(first.values())


def cut(contents: Contents, scope: Scope) -> Contents:
    """What is left for a visitor who may see as far as `scope`."""
    if scope is Scope.OWN:
        return contents
    compared = contents.comparison and replace(contents.comparison, rises=None, raised=())
    contents = replace(contents, scope=scope, history=(), suggestions=(), roadmap=None, comparison=compared)
    if scope >= Scope.ANSWERS:
        return contents
    contents = replace(contents, strengths=(), gaps=(), steps=())
    if scope >= Scope.PILLARS:
        return replace(contents, pillars=tuple(replace(pillar, indicators=()) for pillar in contents.pillars))
    return replace(contents, pillars=(), comparison=None, distance=None, answered=0, sector="", area="", size="")
