"""A roadmap as its pages, the calendar and the report tell it: each step in words, in the active language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from indexes.index.prerequisites import missing_bases
from language.formats import points
from language.texts import in_language
from providers.models import Solution
from roadmap import wording
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.level_words import levels_between, raised_name, step_words
from roadmap.planning.plan import HORIZONS, LATER, bases, months_of, months_of_work
from roadmap.planning.position import Position
from roadmap.planning.subsidies import Fund, Share, funds_of, money_range, share_of
from roadmap.queries import tops_of
from scoring.evaluate import evaluate
from scoring.percent import rounded_points
from survey.models import Answer


@dataclass(frozen=True)
class ToldStep:
    """One step in words. `do` is what to do; `name` says which answer it raises and how far."""

    step: RoadmapStep
    name: str
    do: str
    pillar: str
    gain: str
    who: str
    effort: str
    months: str
    cost: str
    share: Share | None
    after: tuple[str, ...]
    needs: tuple[
        str, ...
    ]  # what should stand first and is neither there nor in the roadmap
    is_late: bool
    is_met: bool  # the newest reading stands as high already
    between: tuple[str, ...] = ()  # the levels it passes, each with its answer
    solutions: tuple[Solution, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.step.done_at is not None


@dataclass(frozen=True)
class Part:
    """The steps that begin in one part of the year."""

    horizon: int
    title: str
    hint: str
    steps: tuple[ToldStep, ...]


@dataclass(frozen=True)
class StepDescription:
    """Everything a page says of one roadmap."""

    roadmap: Roadmap
    standing: Position
    parts: tuple[Part, ...]
    funds: tuple[Fund, ...]
    cost: str
    done: int
    total: int
    gain: str
    is_late: bool
    falls_short: (
        bool  # the steps are not enough for the overall target, some were removed
    )
    work: str  # of the open steps, in months of work
    until: (
        date | None
    )  # when the last open step is due, where that is more than a year away
    left_out: tuple[
        tuple[str, str], ...
    ]  # (code, name) of what is not for the enterprise

    @property
    def steps(self) -> list[ToldStep]:
        return [step for part in self.parts for step in part.steps]

    @property
    def level_name(self) -> str:
        target = self.roadmap.target
        return (
            in_language(self.standing.index.level_name(target))
            if target is not None
            else ""
        )

    @property
    def pillars(self) -> list[tuple[str, int]]:
        """Names of the pillars that have a target of their own, each with its level."""
        wanted = self.roadmap.pillar_targets
        return [
            (in_language(one["name"]), wanted[one["code"]])
            for one in self.standing.index.pillars
            if one["code"] in wanted
        ]


def describe(
    roadmap: Roadmap,
    steps: Sequence[RoadmapStep],
    standing: Position,
    answers: Mapping[str, Answer],
    day: date,
    *,
    is_own: bool,
    solutions: Mapping[str, Sequence[Solution]] | None = None,
) -> StepDescription:
    """is_own: for the enterprise itself; others see no names it typed."""
    teller = _Teller(standing, answers, day, steps, is_own, solutions or {})
    words = {step.pk: teller.step(step) for step in steps}
    parts = [
        (horizon, tuple(words[step.pk] for step in steps if step.horizon == horizon))
        for horizon in HORIZONS
    ]
    left = [step for step in steps if not step.done_at]
    costs = [teller.cost(step) for step in left]
    return StepDescription(
        roadmap=roadmap,
        standing=standing,
        parts=tuple(
            Part(one, *map(str, wording.HORIZONS[one]), found)
            for one, found in parts
            if found
        ),
        funds=tuple(
            funds_of(
                ((item, low, high) for item, low, high in costs), standing.result.size
            )
        ),
        cost=money_range(
            sum(low for _item, low, _high in costs), sum(high for *_rest, high in costs)
        ),
        done=len(steps) - len(left),
        total=len(steps),
        gain=points_text(sum((teller.gain(step) for step in steps), Fraction(0))),
        is_late=any(one.is_late for one in words.values()),
        falls_short=_falls_short(roadmap, steps, standing),
        work=_work(left, standing),
        until=max(step.due for step in left)
        if any(step.horizon == LATER for step in left)
        else None,
        left_out=tuple(
            (code, in_language(standing.index.questions[code]["name"]))
            for code in standing.index.codes
            if code in roadmap.left_out
        ),
    )


def _work(steps: Sequence[RoadmapStep], standing: Position) -> str:
    known = [step for step in steps if step.question in standing.place]
    effort = sum(
        standing.facts(step.question).effort * (step.to_level - step.from_level)
        for step in known
    )
    return wording.work(months_of_work(effort, standing.result.size))


def _falls_short(
    roadmap: Roadmap, steps: Sequence[RoadmapStep], standing: Position
) -> bool:
    if roadmap.target is None:
        return False
    level = evaluate(standing.index.rubric, standing.with_raises(tops_of(steps))).level
    return level is not None and level < roadmap.target


class _Teller:
    """One result and the steps from it, read once."""

    def __init__(
        self,
        standing: Position,
        answers: Mapping[str, Answer],
        day: date,
        steps: Sequence[RoadmapStep],
        is_own: bool,
        solutions: Mapping[str, Sequence[Solution]],
    ) -> None:
        self.standing, self.index, self.answers = standing, standing.index, answers
        self.day, self.is_own, self.solutions = day, is_own, solutions
        self.pillars = {
            one["code"]: in_language(one["name"]) for one in self.index.pillars
        }
        self.below = bases(
            {step.question for step in steps if self._known(step)}, standing.facts
        )

    def _known(self, step: RoadmapStep) -> bool:
        return step.question in self.standing.place

    def step(self, step: RoadmapStep) -> ToldStep:
        is_late = step.done_at is None and step.due < self.day
        if not self._known(step):
            return ToldStep(
                step,
                step.text,
                "",
                "",
                "",
                self.who(step, ""),
                "",
                "",
                "",
                None,
                (),
                (),
                is_late,
                False,
            )
        question, facts = (
            self.index.questions[step.question],
            self.standing.facts(step.question),
        )
        item, low, high = self.cost(step)
        count, gain = step.to_level - step.from_level, self.gain(step)
        return ToldStep(
            step=step,
            name=self.name(step),
            do=step_words(question, step.to_level, self.answers.get(step.question)),
            pillar=self.pillars[question["pillar"]],
            gain=points_text(gain) if gain else "",
            who=self.who(step, self.usual_who(step.question)),
            effort=str(wording.EFFORTS[min(facts.effort, max(wording.EFFORTS))]),
            months=wording.months(months_of(facts, self.standing.result.size) * count),
            cost=money_range(low, high),
            share=share_of(item, self.standing.result.size, high),
            after=tuple(
                in_language(self.index.questions[code]["name"])
                for code in self.index.codes
                if code in self.below[step.question]
            ),
            needs=tuple(
                in_language(self.index.questions[code]["name"])
                for code in missing_bases(
                    self.index, step.question, self.standing.levels
                )
                if code not in self.below
            ),
            is_late=is_late,
            is_met=self.standing.level(step.question) >= step.to_level,
            between=levels_between(
                self.standing, step.question, step.from_level, step.to_level
            ),
            solutions=tuple(self.solutions.get(step.question, ()))
            if not step.done_at
            else (),
        )

    def usual_who(self, code: str) -> str:
        who = self.standing.facts(code).who
        return in_language(self.index.who_name(who)) if who else ""

    def who(self, step: RoadmapStep, usual: str) -> str:
        return (step.who if self.is_own else "") or usual

    def name(self, step: RoadmapStep) -> str:
        return raised_name(self.standing, step.question, step.from_level, step.to_level)

    def gain(self, step: RoadmapStep) -> Fraction:
        """Points from where the result stands; nothing for what does not count in it."""
        if not self._known(step) or self.standing.level(step.question) < 0:
            return Fraction(0)
        top, now = self.standing.top(step.question), self.standing.level(step.question)
        end = min(step.to_level, top)
        # Where the newest reading stands higher than the step began, only what is left of it counts.
        return self.standing.gain(
            step.question, min(max(step.from_level, now), end), end
        )

    def cost(self, step: RoadmapStep) -> tuple[str, int, int]:
        """(kind of support, least, most) in VND."""
        if not self._known(step):
            return "", 0, 0
        facts, count = (
            self.standing.facts(step.question),
            step.to_level - step.from_level,
        )
        return facts.support, facts.cost_low * count, facts.cost_high * count


def points_text(gain: Fraction) -> str:
    return points(rounded_points(gain.numerator, gain.denominator))
