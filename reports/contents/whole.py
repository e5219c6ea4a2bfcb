"""What a report says: one gathered record, in one language, free of HTML and of PDF.

Everything a page, a chart or the PDF shows is read from here. `cut` leaves what a visitor may see;
whatever is cut is empty or None, and the block that would show it is left out.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from accounts.access import Scope
from reports.contents.answers import Indicator, Pillar, Proved, Unscored
from reports.contents.comparison import Comparison
from reports.contents.roadmap import Roadmap
from reports.contents.source import Source
from reports.contents.standing import Distance, Level, Other, Round, Rung
from reports.contents.steps import FEW, Step, Suggestion, Way


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
    steps: tuple[Step, ...]  # the cheapest raises of each gap, gap by gap
    unscored: tuple[Unscored, ...] = ()
    history: tuple[Round, ...] = ()
    way: Way | None = None
    suggestions: tuple[Suggestion, ...] = ()
    comparison: Comparison | None = None
    roadmap: Roadmap | None = None
    read_anew_at: datetime | None = (
        None  # not by submitting: the answers of `at` were read again then
    )
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
        """What to begin with: the first steps of the easiest way; without one, the cheapest raise of each gap."""
        if self.way:
            return self.way.steps[:FEW]
        first: dict[tuple[str, str], Step] = {}
        for step in self.steps:
            first.setdefault((step.pillar, step.indicator), step)
        return tuple(first.values())


def cut(contents: Contents, scope: Scope) -> Contents:
    """What is left for a visitor who may see as far as `scope`."""
    if scope is Scope.OWN:
        return contents
    compared = contents.comparison and replace(
        contents.comparison, rises=None, raised=()
    )
    contents = replace(
        contents,
        scope=scope,
        history=(),
        suggestions=(),
        roadmap=None,
        comparison=compared,
    )
    contents = _for_others(contents)
    if scope >= Scope.ANSWERS:
        return contents
    contents = replace(contents, strengths=(), gaps=(), steps=(), way=None, unscored=())
    if scope >= Scope.PILLARS:
        return replace(
            contents,
            pillars=tuple(
                replace(pillar, indicators=()) for pillar in contents.pillars
            ),
        )
    return replace(
        contents,
        pillars=(),
        comparison=None,
        distance=None,
        answered=0,
        sector="",
        area="",
        size="",
    )


def _for_others(contents: Contents) -> Contents:
    """Without who answered and what the profile holds: these are for the enterprise itself."""
    return replace(
        contents,
        pillars=tuple(
            replace(pillar, indicators=_without_names(pillar.indicators))
            for pillar in contents.pillars
        ),
        strengths=_without_names(contents.strengths),
        gaps=_without_names(contents.gaps),
        unscored=tuple(
            replace(one, by="") for one in contents.unscored if not one.is_profile
        ),
    )


def _without_names(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    return tuple(
        replace(part, criteria=tuple(replace(one, by="") for one in part.criteria))
        for part in indicators
    )
