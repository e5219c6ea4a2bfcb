"""What if: answers of a result moved by hand, and what that makes of points and levels.

Nothing is kept.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from indexes.advice.fits import unfit_by
from indexes.index.prerequisites import missing_bases
from language.texts import in_language
from roadmap import wording
from roadmap.planning.level_words import is_levelled, mark_of, next_mark, what_is_open
from roadmap.planning.likely import likely_sum
from roadmap.planning.plan import means_of, price_in
from roadmap.planning.position import Position, Target
from roadmap.planning.subsidies import money_range
from roadmap.posted import FIELD
from scoring.evaluate import Outcome, evaluate
from scoring.percent import Bounds, percent_of, rounded, rounded_points
from survey.models import Answer

MOST_ROWS = 80  # that are sent at once
LONGEST_WORD = 24  # characters of a mark; what is longer reads as a sentence


@dataclass(frozen=True)
class Choice:
    """One level a question may be moved to.

    mark: what the button says, the number of the level or a short word.
    """

    level: int
    mark: str
    text: str
    is_now: bool
    is_chosen: bool

    @property
    def value(self) -> str:
        """As it is sent: some questions have thousands of levels, and 4.625 would be none."""
        return str(self.level)


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
    unfit: str = ""  # why it makes no sense for how the enterprise works

    @property
    def is_folded(self) -> bool:
        """What makes no sense stands last, behind one tap; not once it was moved."""
        return bool(self.unfit) and not self.is_moved

    @property
    def is_text(self) -> bool:
        """Its marks are sentences."""
        longest = max(len(choice.mark) for choice in self.choices)
        return self.is_long and longest > LONGEST_WORD

    @property
    def is_moved(self) -> bool:
        return any(choice.is_chosen and not choice.is_now for choice in self.choices)

    @property
    def chosen(self) -> str:
        """As it is sent; nothing where it stands at none of those that are offered."""
        chosen = (choice.value for choice in self.choices if choice.is_chosen)
        return next(chosen, "")


@dataclass(frozen=True)
class Moved:
    """One answer that was moved."""

    name: str
    start: str
    end: str
    percent: Decimal  # of all points, which it brings or takes
    is_up: bool
    needs: tuple[str, ...]  # what it builds on and is not there


@dataclass(frozen=True)
class BeforeAfter:
    """Points and level with the answers that were moved, and without."""

    percent: Decimal | None
    percent_before: Decimal | None
    points: Decimal
    maximum: Decimal
    change: Decimal
    level: int | None
    level_name: str
    level_before: int | None


@dataclass(frozen=True)
class PillarState(BeforeAfter):
    code: str
    name: str
    moved: int


@dataclass(frozen=True)
class State(BeforeAfter):
    """Everything that changes when an answer is moved."""

    pillars: tuple[PillarState, ...]
    moved: tuple[Moved, ...]
    work: str  # of what was raised, in months of work
    cost: str
    target: int | None
    missed: tuple[str, ...]  # pillars that are not at their own target yet

    @property
    def raised(self) -> int:
        return sum(move.is_up for move in self.moved)

    @property
    def lowered(self) -> int:
        return len(self.moved) - self.raised

    @property
    def is_reached(self) -> bool:
        """The overall target; what is missed of the pillars' own is told besides."""
        target, level = self.target, self.level
        return target is not None and level is not None and level >= target


def state_of(position: Position, levels: list[int], target: Target) -> State:
    before = position.outcome
    after = evaluate(position.index.rubric, levels)
    moved = _moved(position, levels)
    pillars = _pillars(position, after, moved)
    unit = position.index.rubric.total_unit
    bounds = position.index.rubric.total_bounds
    work, cost = _work_and_cost(position, levels)
    return State(
        percent=_percent(after.total, after.maximum, bounds),
        percent_before=_percent(before.total, before.maximum, bounds),
        points=rounded_points(after.total, unit, after.maximum, bounds),
        maximum=rounded_points(after.maximum, unit),
        change=_points(Fraction(after.total - before.total, unit)),
        level=after.level,
        level_name=position.level_name(after.level),
        level_before=before.level,
        pillars=pillars,
        moved=tuple(move for _code, move in moved),
        work=work,
        cost=cost,
        target=target.level,
        missed=_missed(pillars, target),
    )


def _work_and_cost(position: Position, levels: list[int]) -> tuple[str, str]:
    """Of what was raised; what was lowered gives nothing back."""
    effort, prices = 0, []
    rising = position.rising(levels)
    for code in position.counted:
        now, then = position.level(code), levels[position.place[code]]
        count = len(position.steps_between(code, now, then))
        if count:
            facts = position.facts(code)
            effort += facts.effort * count
            prices.append(price_in(facts, code, rising, now, count))
    months = means_of(position.result.size).months_of_work(effort)
    return wording.work(months), money_range(*likely_sum(prices))


def _missed(pillars: tuple[PillarState, ...], target: Target) -> tuple[str, ...]:
    missed = []
    for pillar in pillars:
        if (pillar.level or 0) < target.pillars.get(pillar.code, 0):
            missed.append(pillar.name)
    return tuple(missed)


def _percent(points: int, maximum: int, bounds: Bounds) -> Decimal | None:
    """None where nothing counts, so that there is nothing to be a part of."""
    return rounded(percent_of(points, maximum), bounds) if maximum > 0 else None


def _points(points: Fraction) -> Decimal:
    """As `rounded_points`, downwards too."""
    size = rounded_points(abs(points))
    return -size if points < 0 else size


def _pillars(
    position: Position, after: Outcome, moved: list[tuple[str, Moved]]
) -> tuple[PillarState, ...]:
    places = range(len(position.index.pillars))
    return tuple(_pillar(position, after, place, moved) for place in places)


def _pillar(
    position: Position, after: Outcome, place: int, moved: list[tuple[str, Moved]]
) -> PillarState:
    index = position.index
    before = position.outcome
    pillar = index.pillars[place]
    maximum = after.pillar_maxima[place]
    points = after.pillar_points[place]
    scale = index.scale(place, maximum, position.unit)
    level = after.pillar_levels[place]
    bounds = index.rubric.bounds_of(place)
    return PillarState(
        code=pillar["code"],
        name=in_language(pillar["name"]),
        percent=_percent(points, maximum, bounds),
        percent_before=_percent(
            before.pillar_points[place],
            before.pillar_maxima[place],
            bounds,
        ),
        points=rounded_points(points * scale, 1, maximum * scale, bounds),
        maximum=_points(maximum * scale),
        change=_points((points - before.pillar_points[place]) * scale),
        level=level,
        level_name=position.level_name(level, pillar["code"]),
        level_before=before.pillar_levels[place],
        moved=sum(code == pillar["code"] for code, _move in moved),
    )


def _moved(position: Position, levels: list[int]) -> list[tuple[str, Moved]]:
    """(pillar, what moved), in index order."""
    moves = []
    for code in position.counted:
        now = position.level(code)
        then = levels[position.place[code]]
        if now == then:
            continue
        question = position.index.questions[code]
        is_up = then > now
        move = Moved(
            name=in_language(question["name"]),
            start=mark_of(position, code, now),
            end=mark_of(position, code, then),
            percent=position.share(position.gain(code, now, then)),
            is_up=is_up,
            needs=_needs(position, code, levels) if is_up else (),
        )
        moves.append((question["pillar"], move))
    return moves


def _needs(position: Position, code: str, levels: list[int]) -> tuple[str, ...]:
    questions = position.index.questions
    missing = missing_bases(position.index, code, levels)
    return tuple(in_language(questions[base]["name"]) for base in missing)


@dataclass(frozen=True)
class Group:
    """The rows of one indicator; no name where it is the only one of its pillar."""

    name: str
    rows: tuple[Row, ...]

    @property
    def listed(self) -> list[Row]:
        return [row for row in self.rows if not row.is_folded]

    @property
    def folded(self) -> list[Row]:
        return [row for row in self.rows if row.is_folded]


@dataclass(frozen=True)
class PillarRows:
    """is_shown: else its answers go along unseen, until it is opened, as the only one."""

    state: PillarState
    groups: tuple[Group, ...]
    is_shown: bool = True
    is_opened: bool = False

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]


def shown_in_part(pillars: list[PillarRows], opened: str) -> list[PillarRows]:
    """Of a long index one pillar at a time: all its sentences would be forty kilobytes."""
    if sum(len(pillar.rows) for pillar in pillars) <= MOST_ROWS:
        return pillars
    parts = []
    for pillar in pillars:
        is_opened = pillar.state.code == opened
        parts.append(replace(pillar, is_shown=is_opened, is_opened=is_opened))
    return parts


def rows_of(
    position: Position,
    levels: list[int],
    state: State,
    answers: Mapping[str, Answer] | None = None,
    left_out: Collection[str] = (),
) -> list[PillarRows]:
    """Every question that applies, by pillar and indicator, with where it stands now."""
    answers = answers or {}
    by_pillar: dict[str, dict[str, list[Row]]] = {}
    for code in position.counted:
        question = position.index.questions[code]
        level = levels[position.place[code]]
        is_left_out = code in left_out
        row = _row(position, code, level, answers.get(code), is_left_out)
        parts = by_pillar.setdefault(question["pillar"], {})
        parts.setdefault(question["indicator"], []).append(row)
    names = _indicator_names(position)
    pillars = []
    for pillar in state.pillars:
        # A pillar in which nothing applies has no rows to show.
        if pillar.code in by_pillar:
            groups = _groups(names, by_pillar[pillar.code])
            pillars.append(PillarRows(pillar, groups))
    return pillars


def _groups(
    names: Mapping[str, str], parts: Mapping[str, list[Row]]
) -> tuple[Group, ...]:
    groups = []
    for code, rows in parts.items():
        # Where a group is answered as a whole, its only question has the name already.
        says_the_same = len(rows) == 1 and rows[0].name == names[code]
        is_named = len(parts) > 1 and not says_the_same
        groups.append(Group(names[code] if is_named else "", tuple(rows)))
    return tuple(groups)


def _indicator_names(position: Position) -> dict[str, str]:
    names = {}
    for pillar in position.index.pillars:
        for part in pillar["indicators"]:
            names[part["code"]] = in_language(part["name"])
    return names


def _row(
    position: Position, code: str, chosen: int, answer: Answer | None, is_left_out: bool
) -> Row:
    question = position.index.questions[code]
    now = position.level(code)
    choices = []
    for level in position.levels_to_choose(code):
        mark = next_mark(position, code, level)
        text = _sentence(question, level, mark_of(position, code, level))
        choices.append(Choice(level, mark, text, level == now, level == chosen))
    return Row(
        code=code,
        name=in_language(question["name"]),
        field=f"{FIELD}{code}",
        now_mark=mark_of(position, code, now),
        choices=tuple(choices),
        is_long=not is_levelled(position, code),
        note=_note(question, answer),
        is_left_out=is_left_out,
        unfit=_unfit(position, code),
    )


def _unfit(position: Position, code: str) -> str:
    """Empty where it makes sense, and where it is as high as can be: nobody is advised more."""
    if position.level(code) == position.top(code):
        return ""
    why = unfit_by(position.advice_on(code), position.firm)
    return str(wording.ABSENT[why]) if why else ""


def _sentence(question: dict, level: int, mark: str) -> str:
    """A choice as a sentence."""
    # Anchors of options are points in the units of the question: their mark says more.
    is_of_units = question["kind"] == "multiple"
    return mark if is_of_units else in_language(question["anchors"][level])


def _note(question: dict, answer: Answer | None) -> str:
    if question["kind"] == "multiple":
        return what_is_open(_("Still open: %(names)s"), question, answer)
    return in_language(question["what"]) if question["kind"] == "tool" else ""
