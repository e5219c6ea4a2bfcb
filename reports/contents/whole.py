"""What a report says: one gathered record, in one language, free of HTML and of PDF.

Everything a page, a chart or the PDF shows is read from here. `cut` leaves what a visitor
may see; whatever is cut is empty or None, and the block that would show it is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from accounts.access.scopes import Scope
from reports.contents.answers import Criterion, Grade, Indicator, Pillar, Unscored
from reports.contents.comparison import Comparison
from reports.contents.levels import Distance, Level, Rung
from reports.contents.roadmap import Roadmap
from reports.contents.rounds import Correction, Rereading, Round
from reports.contents.signature import Signature
from reports.contents.source import Source
from reports.contents.standing import Standing
from reports.contents.steps import FEW, Step, Suggested, Way, things_of


@dataclass(frozen=True, slots=True)
class Contents:
    scope: Scope
    language: str
    public_id: str
    name: str
    is_fictional: bool

    # A household business is spoken of as one.
    is_household: bool

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
    grade: Grade
    verification_code: str
    verify_url: str
    source: Source
    ladder: tuple[Rung, ...]

    pillars: tuple[Pillar, ...]
    strengths: tuple[Indicator, ...]
    gaps: tuple[Indicator, ...]
    distance: Distance | None

    # Where most is to gain, whether or not it stands out.
    weakest: tuple[Indicator, ...] = ()

    # The lowest and the highest percent, where no part stands out.
    even: tuple[Decimal, Decimal] | None = None

    # What it has and lacks, by its answers.
    standing: Standing | None = None

    # The cheapest raises of each of the weakest parts, part by part.
    steps: tuple[Step, ...] = ()

    unscored: tuple[Unscored, ...] = ()
    history: tuple[Round, ...] = ()
    way: Way | None = None
    suggested: Suggested | None = None
    comparison: Comparison | None = None
    roadmap: Roadmap | None = None

    # The report that goes to a bank or a partner, instead of the firm's own.
    is_for_partner: bool = False

    # Of the file, where it is signed.
    signature: Signature | None = None

    # Who typed the answers for the enterprise, where it did not do so itself.
    typed_by: str = ""

    # Where it was made not by submitting: the answers of `at` were read again then.
    read_anew_at: datetime | None = None

    # Where this one was read anew: the result of submitting.
    first: Rereading | None = None

    # The newest reading, where it is not this one.
    newer: Rereading | None = None

    # The corrected result that counts instead of this one.
    replaced: Correction | None = None

    # The result that this one corrects, and when that one was sent.
    corrects: Correction | None = None

    @property
    def top(self) -> int:
        return self.ladder[-1].level.number

    @property
    def bottom(self) -> int:
        return self.ladder[0].level.number

    @property
    def first_steps(self) -> tuple[Step, ...]:
        """What to begin with: the first steps of the way we advise.

        Without one, the cheapest raise of each of the weakest parts.
        """
        if self.way:
            things = [*things_of(self.way.steps)][:FEW]
            return tuple(step for thing in things for step in thing.steps)

        # Two pillars may have indicators of the same name.
        first: dict[tuple[str, str], Step] = {}
        for step in self.steps:
            first.setdefault((step.pillar, step.indicator), step)
        return tuple(first.values())


def cut(contents: Contents, scope: Scope) -> Contents:
    """What is left for a visitor who may see as far as `scope`.

    From the widest scope to the narrowest: each cuts what the one before it left.
    """
    if scope is Scope.OWN:
        return contents
    contents = replace(_for_others(contents), scope=scope)
    if scope >= Scope.ANSWERS:
        return contents
    contents = _without_answers(contents)
    if scope >= Scope.PILLARS:
        return contents
    return _overall_level_alone(contents)


def for_partner(contents: Contents) -> Contents:
    """What a bank or a partner is to see: the result, its pillars and the method.

    No answer, no plan, and nobody's offer. The parts of a pillar are left out too: where one
    has a single criterion, its points are that answer.
    """
    return replace(
        _without_answers(contents),
        is_for_partner=True,
        suggested=None,
        roadmap=None,
        comparison=None,
        history=(),
    )


def _for_others(contents: Contents) -> Contents:
    """Without who answered, what the profile holds, and what the enterprise plans."""
    return replace(
        contents,
        history=(),
        suggested=None,
        roadmap=None,
        comparison=_without_rises(contents.comparison),
        pillars=tuple(map(_pillar_for_others, contents.pillars)),
        strengths=_without_colleagues(contents.strengths),
        gaps=_without_colleagues(contents.gaps),
        weakest=_without_colleagues(contents.weakest),
        unscored=_unscored_for_others(contents.unscored),
    )


def _without_answers(contents: Contents) -> Contents:
    return replace(
        contents,
        strengths=(),
        gaps=(),
        weakest=(),
        even=None,
        steps=(),
        way=None,
        standing=None,
        unscored=(),
        pillars=tuple(map(_bare_pillar, contents.pillars)),
    )


def _overall_level_alone(contents: Contents) -> Contents:
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


def _without_rises(comparison: Comparison | None) -> Comparison | None:
    """What others raised is told beside what this enterprise can still raise: its answers."""
    if comparison is None:
        return None
    return replace(comparison, rises=None, raised=())


def _bare_pillar(pillar: Pillar) -> Pillar:
    return replace(pillar, indicators=())


def _pillar_for_others(pillar: Pillar) -> Pillar:
    return replace(pillar, indicators=_without_colleagues(pillar.indicators))


def _without_colleagues(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    nameless = []
    for indicator in indicators:
        criteria = tuple(map(_without_colleague, indicator.criteria))
        nameless.append(replace(indicator, criteria=criteria))
    return tuple(nameless)


def _without_colleague(criterion: Criterion) -> Criterion:
    return replace(criterion, colleague="")


def _unscored_for_others(unscored: Iterable[Unscored]) -> tuple[Unscored, ...]:
    return tuple(
        replace(question, colleague="")
        for question in unscored
        if not question.is_profile
    )
