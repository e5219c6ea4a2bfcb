"""What if: the answers of a result moved by hand, and what that makes of points and levels. Nothing is kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from indexes.index.prerequisites import missing_bases
from language.texts import in_language
from roadmap import wording
from roadmap.planning.level_words import is_levelled, mark_of, options_left
from roadmap.planning.plan import months_of_work
from roadmap.planning.position import Position, Target
from roadmap.planning.subsidies import money_range
from roadmap.posted import FIELD
from scoring.evaluate import Outcome, evaluate
from scoring.percent import rounded_points
from survey.models import Answer

LONGEST_WORD = 24  # characters of a mark; what is longer reads as a sentence


@dataclass(frozen=True)
class Choice:
    """One level a question may be moved to. mark: what the button says, the number of the level or a short word."""

    level: int
    mark: str
    text: str
    is_now: bool
    is_chosen: bool


@dataclass(frozen=True)
class Row:
    """One question that applies."""

    code: str
    name: str
    field: str
    now_mark: str
    choices: tuple[Choice, ...]
    is_long: bool  # its marks are words
    note: str  # of a tool what it does, of options those still open
    is_left_out: bool = False

    @property
    def is_text(self) -> bool:
        """Its marks are sentences."""
        return (
            self.is_long
            and max(len(choice.mark) for choice in self.choices) > LONGEST_WORD
        )

    @property
    def is_moved(self) -> bool:
        return any(choice.is_chosen and not choice.is_now for choice in self.choices)


@dataclass(frozen=True)
class Moved:
    """One answer that was moved."""

    name: str
    start: str
    end: str
    points: Decimal
    is_up: bool
    needs: tuple[str, ...]  # what it builds on and is not there


@dataclass(frozen=True)
class PillarState:
    code: str
    name: str
    points: Decimal
    maximum: Decimal
    change: Decimal
    level: int | None
    level_name: str
    level_before: int | None
    moved: int


@dataclass(frozen=True)
class State:
    """Everything that changes when an answer is moved."""

    points: Decimal
    maximum: Decimal
    change: Decimal
    level: int | None
    level_name: str
    level_before: int | None
    pillars: tuple[PillarState, ...]
    moved: tuple[Moved, ...]
    work: str  # of what was raised, in months of work
    cost: str
    target: int | None
    missed: tuple[str, ...]  # pillars that are not at their own target yet

    @property
    def raised(self) -> int:
        return sum(one.is_up for one in self.moved)

    @property
    def lowered(self) -> int:
        return len(self.moved) - self.raised

    @property
    def is_reached(self) -> bool:
        """The overall target; what is missed of the pillars' own is told besides."""
        return (
            self.target is not None
            and self.level is not None
            and self.level >= self.target
        )


def state_of(standing: Position, levels: list[int], target: Target) -> State:
    index, before, after = (
        standing.index,
        standing.outcome,
        evaluate(standing.index.rubric, levels),
    )
    moved = _moved(standing, levels)
    facts = [
        (standing.facts(code), levels[standing.place[code]] - standing.level(code))
        for code in standing.counted
    ]
    ups = [(one, count) for one, count in facts if count > 0]
    pillars = tuple(
        _pillar(standing, after, place, moved) for place in range(len(index.pillars))
    )
    unit, effort = (
        index.rubric.total_unit,
        sum(one.effort * count for one, count in ups),
    )
    return State(
        points=rounded_points(after.total, unit),
        maximum=rounded_points(after.maximum, unit),
        change=_points(Fraction(after.total - before.total, unit)),
        level=after.level,
        level_name=_level_name(standing, after.level),
        level_before=before.level,
        pillars=pillars,
        moved=tuple(one for _pillar_code, one in moved),
        work=wording.work(months_of_work(effort, standing.result.size)),
        cost=money_range(
            sum(one.cost_low * count for one, count in ups),
            sum(one.cost_high * count for one, count in ups),
        ),
        target=target.level,
        missed=tuple(
            one.name
            for one in pillars
            if (one.level or 0) < target.pillars.get(one.code, 0)
        ),
    )


def _level_name(standing: Position, level: int | None) -> str:
    return in_language(standing.index.level_name(level)) if level is not None else ""


def _points(points: Fraction) -> Decimal:
    """As `rounded_points`, downwards too."""
    size = rounded_points(abs(points).numerator, points.denominator)
    return -size if points < 0 else size


def _pillar(
    standing: Position, after: Outcome, place: int, moved: list[tuple[str, Moved]]
) -> PillarState:
    index, before = standing.index, standing.outcome
    pillar, maximum = index.pillars[place], after.pillar_maxima[place]
    scale = index.scale(place, maximum) / standing.unit
    level = after.pillar_levels[place]
    return PillarState(
        code=pillar["code"],
        name=in_language(pillar["name"]),
        points=_points(after.pillar_points[place] * scale),
        maximum=_points(maximum * scale),
        change=_points(
            (after.pillar_points[place] - before.pillar_points[place]) * scale
        ),
        level=level,
        level_name=_level_name(standing, level),
        level_before=before.pillar_levels[place],
        moved=sum(code == pillar["code"] for code, _one in moved),
    )


def _moved(standing: Position, levels: list[int]) -> list[tuple[str, Moved]]:
    """(pillar, what moved), in index order."""
    found = []
    for code in standing.counted:
        now, then = standing.level(code), levels[standing.place[code]]
        if now == then:
            continue
        question = standing.index.questions[code]
        moved = Moved(
            name=in_language(question["name"]),
            start=mark_of(standing, code, now),
            end=mark_of(standing, code, then),
            points=_points(standing.gain(code, now, then)),
            is_up=then > now,
            needs=_needs(standing, code, levels) if then > now else (),
        )
        found.append((question["pillar"], moved))
    return found


def _needs(standing: Position, code: str, levels: list[int]) -> tuple[str, ...]:
    questions = standing.index.questions
    return tuple(
        in_language(questions[base]["name"])
        for base in missing_bases(standing.index, code, levels)
    )


@dataclass(frozen=True)
class Group:
    """The rows of one indicator; no name where it is the only one of its pillar."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class PillarRows:
    state: PillarState
    groups: tuple[Group, ...]


def rows_of(
    standing: Position,
    levels: list[int],
    state: State,
    answers: Mapping[str, Answer] | None = None,
    left_out: Collection[str] = (),
) -> list[PillarRows]:
    """Every question that applies, by pillar and indicator, with where it was moved to."""
    found: dict[str, dict[str, list[Row]]] = {}
    for code in standing.counted:
        question = standing.index.questions[code]
        parts = found.setdefault(question["pillar"], {})
        row = _row(
            standing,
            code,
            levels[standing.place[code]],
            (answers or {}).get(code),
            code in left_out,
        )
        parts.setdefault(question["indicator"], []).append(row)
    names = _indicator_names(standing)
    return [
        PillarRows(
            one, tuple(_group(names, code, rows, of) for code, rows in of.items())
        )
        for one in state.pillars
        if (of := found.get(one.code))
    ]


def _group(
    names: Mapping[str, str],
    code: str,
    rows: list[Row],
    siblings: Mapping[str, list[Row]],
) -> Group:
    # Where a group is answered as a whole, its only question has the name already.
    is_told = len(siblings) > 1 and not (len(rows) == 1 and rows[0].name == names[code])
    return Group(names[code] if is_told else "", tuple(rows))


def _indicator_names(standing: Position) -> dict[str, str]:
    return {
        part["code"]: in_language(part["name"])
        for pillar in standing.index.pillars
        for part in pillar["indicators"]
    }


def _row(
    standing: Position, code: str, chosen: int, answer: Answer | None, is_left_out: bool
) -> Row:
    question, now = standing.index.questions[code], standing.level(code)
    choices = tuple(
        Choice(
            level,
            mark := mark_of(standing, code, level),
            _said(question, level, mark),
            level == now,
            level == chosen,
        )
        for level in range(len(question["anchors"]))
    )
    return Row(
        code=code,
        name=in_language(question["name"]),
        field=f"{FIELD}{code}",
        now_mark=mark_of(standing, code, now),
        choices=choices,
        is_long=not is_levelled(standing, code),
        note=_note(question, answer),
        is_left_out=is_left_out,
    )


def _said(question: dict, level: int, mark: str) -> str:
    """A choice as a sentence; of options their mark, for their anchors are points in the units of the question."""
    return (
        mark
        if question["kind"] == "multiple"
        else in_language(question["anchors"][level])
    )


def _note(question: dict, answer: Answer | None) -> str:
    if question["kind"] == "tool":
        return in_language(question["what"])
    left = options_left(question, answer) if question["kind"] == "multiple" else ""
    return _("Still open: %(names)s") % {"names": left} if left else ""
