"""A roadmap as pages, calendar and report describe it: each step in words.

In the active language.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from indexes.index.model import Index
from indexes.index.prerequisites import missing_bases
from language.formats import percent
from language.texts import in_language
from roadmap import wording
from roadmap.models import Roadmap, RoadmapStep
from roadmap.pages.help import HelpedStep
from roadmap.pages.parts import Heading, Part, StepDescription, parts_of
from roadmap.pages.reasons import Absence, Reasons, absences_of
from roadmap.pages.wanted import Wanted, wanted_beside
from roadmap.planning.level_words import (
    doing,
    levels_between,
    raised_name,
    task_name,
)
from roadmap.planning.likely import Price, likely_sum
from roadmap.planning.plan import LATER, bases, is_before, means_of
from roadmap.planning.position import Position
from roadmap.planning.pricing import price_of
from roadmap.planning.subsidies import (
    Cost,
    Fund,
    cost_words,
    funds_of,
    money_range,
    other_help,
    share_of,
    terms_of_support,
)
from roadmap.planning.together import says_together, why_narrower
from roadmap.queries import open_steps_of, tops_of
from roadmap.services import pace_of
from scoring.evaluate import evaluate
from survey.ways.queries import Way, way_in


@dataclass(frozen=True)
class RoadmapDescription:
    """Everything a page says of one roadmap.

    most: of what they are likely to cost, in VND. why_narrower: why that is less than its
    parts added up; empty where it is not.
    falls_short: the steps are not enough for the overall target, some were removed.
    lasts: how long the open steps take, from today to when the last is due.
    until: when the last open step is due, where that is more than a year away.
    left_out: (code, name) of what the enterprise says is not for it.
    wanted: what serves the first wish, and no level needs yet. duties: what the law asks
    besides. absent: what else one would look for, or could rise, and is no step, and why.
    """

    roadmap: Roadmap
    position: Position
    parts: tuple[Part, ...]
    funds: tuple[Fund, ...]
    cost: str
    most: int
    why_narrower: str
    done: int
    total: int
    is_late: bool
    falls_short: bool
    lasts: str
    until: date | None
    left_out: tuple[tuple[str, str], ...]
    absent: tuple[Absence, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    duties: tuple[str, ...] = ()

    @property
    def steps(self) -> list[StepDescription]:
        return [step for part in self.parts for step in part.steps]

    @property
    def other_help(self) -> list[str]:
        return other_help()

    @property
    def terms_of_support(self) -> list[str]:
        return terms_of_support()

    @property
    def level_name(self) -> str:
        return self.position.level_name(self.roadmap.target)

    @property
    def pillars(self) -> list[tuple[str, int]]:
        """Names of the pillars that have a target of their own, each with its level."""
        levels = self.roadmap.pillar_targets
        rows = []
        for pillar in self.position.index.pillars:
            if pillar["code"] in levels:
                rows.append((in_language(pillar["name"]), levels[pillar["code"]]))
        return rows


def describe(
    roadmap: Roadmap,
    steps: Sequence[RoadmapStep],
    position: Position,
    day: date,
    *,
    is_own: bool,
    helped: Mapping[str, HelpedStep] | None = None,
) -> RoadmapDescription:
    """is_own: for the enterprise itself; others see no names it typed.

    helped: who can help, by question.
    """
    describer = _Describer(roadmap, position, day, steps, is_own)
    describer.helped = helped or {}
    words = {step.pk: describer.step(step) for step in steps}
    open_steps = open_steps_of(steps)
    costs = list(map(describer.cost, open_steps))
    prices = [cost.price for cost in costs]
    least, most = likely_sum(prices)
    return RoadmapDescription(
        roadmap=roadmap,
        position=position,
        parts=parts_of(steps, words, describer.heading),
        funds=tuple(funds_of(costs, position.firm.supported_size)),
        cost=money_range(least, most),
        most=most,
        why_narrower=why_narrower(prices),
        done=len(steps) - len(open_steps),
        total=len(steps),
        is_late=any(description.is_late for description in words.values()),
        falls_short=_falls_short(roadmap, steps, position),
        lasts=describer.lasts(open_steps),
        until=_until(open_steps),
        left_out=names_of(position.index, roadmap.left_out),
        absent=absences_of(describer.reasons, roadmap.budget) if is_own else (),
        wanted=_wanted(describer) if is_own else (),
        duties=tuple(describer.duties()),
    )


def _until(open_steps: Sequence[RoadmapStep]) -> date | None:
    # Within a year the part a step stands in says it already.
    if not any(step.horizon == LATER for step in open_steps):
        return None
    return max(step.due for step in open_steps)


def names_of(index: Index, codes: Collection[str]) -> tuple[tuple[str, str], ...]:
    """(code, name) in the order of the index; what it does not ask is left out."""
    rows = []
    for code in index.codes:
        if code in codes:
            rows.append((code, task_name(index, code)))
    return tuple(rows)


def _falls_short(
    roadmap: Roadmap, steps: Sequence[RoadmapStep], position: Position
) -> bool:
    if roadmap.target is None:
        return False
    levels = position.with_raises(tops_of(steps))
    level = evaluate(position.index.rubric, levels).level
    return level is not None and level < roadmap.target


def _wanted(describer: "_Describer") -> tuple[Wanted, ...]:
    reasons, money = describer.reasons, describer.means.money
    return tuple(
        wanted_beside(reasons.advised, reasons.after, describer.position, money)
    )


class _Describer:
    """One result and the steps from it, read once."""

    helped: Mapping[str, HelpedStep]

    def __init__(
        self,
        roadmap: Roadmap,
        position: Position,
        day: date,
        steps: Sequence[RoadmapStep],
        is_own: bool,
    ) -> None:
        self.position = position
        self.index = position.index
        self.day = day
        self.is_own = is_own
        self.steps = steps
        self.means = means_of(position.result.size, pace_of(roadmap))
        after = position.with_raises(tops_of(steps))
        self.reasons = Reasons(position, after, roadmap.way, roadmap.left_out)
        self.asked: set[str] = set()
        self.pillars = {}
        for pillar in self.index.pillars:
            self.pillars[pillar["code"]] = in_language(pillar["name"])
        codes = {step.question for step in steps if self._is_known(step)}
        self.below = bases(codes, position.facts)

    def _is_known(self, step: RoadmapStep) -> bool:
        """Not a step of the owner's own, nor of a question the index has given up."""
        return step.question in self.position.place

    def step(self, step: RoadmapStep) -> StepDescription:
        is_late = step.done_at is None and step.due < self.day
        if not self._is_known(step):
            return StepDescription(step, step.text, self._who(step), is_late)
        code = step.question
        question = self.index.questions[code]
        facts = self.position.facts(code)
        gain = self.gain(step)
        count = self._count_of_steps(step)
        cost = self.cost(step)
        # What is done needs nobody's help any more.
        helped = None if step.done_at else self.helped.get(code)
        return StepDescription(
            step=step,
            name=raised_name(self.position, code, step.from_level, step.to_level),
            who=self._who(step),
            is_late=is_late,
            do=doing(self.position, code, step.from_level, step.to_level),
            why=self.reasons.why(code, step.from_level),
            why_short=self.reasons.short(code, step.from_level),
            asks=None if step.done_at else self._asks(code),
            pillar=self.pillars[question["pillar"]],
            gain=percent(self.position.share(gain)) if gain else "",
            effort=str(wording.EFFORTS[min(facts.effort, max(wording.EFFORTS))]),
            months=wording.months(self.means.months_of(facts) * count),
            cost=cost_words(*cost.price.told),
            share=share_of(
                cost.item, self.position.firm.supported_size, cost.price.most
            ),
            after=self._after(step),
            needs=self._needs(code),
            is_met=self.position.level(code) >= step.to_level,
            between=levels_between(self.position, code, step.from_level, step.to_level),
            help=helped,
        )

    def duties(self) -> Iterator[str]:
        for duty in self.reasons.advised.duties:
            yield in_language(duty.say)

    def _asks(self, code: str) -> Way | None:
        """Each way is asked once, beside the first step that depends on it."""
        if not self.is_own:
            return None
        for way in self.reasons.advised.asked_beside(code):
            if way not in self.asked:
                self.asked.add(way)
                assessment = self.position.result.assessment
                return way_in(self.position.advice, assessment, way)
        return None

    def _after(self, step: RoadmapStep) -> tuple[str, ...]:
        """Of other questions; that lower levels of its own come first is plain."""
        codes = set()
        facts = self.position.facts(step.question)
        for other in self.steps:
            is_base = other.question in self.below[step.question]
            if is_base and is_before(other, step, is_base, facts):
                codes.add(other.question)
        return self._names([base for base in self.index.codes if base in codes])

    def _needs(self, code: str) -> tuple[str, ...]:
        missing = missing_bases(self.index, code, self.position.levels)
        return self._names([base for base in missing if base not in self.below])

    def _names(self, codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(task_name(self.index, code) for code in codes)

    def _who(self, step: RoadmapStep) -> str:
        # The name of a person is nobody's business outside the enterprise.
        typed = step.who if self.is_own else ""
        return typed or usual_who(self.position, step)

    def gain(self, step: RoadmapStep) -> Fraction:
        """Points from where the result stands; nothing for what does not count in it."""
        if not self._is_known(step) or self.position.level(step.question) < 0:
            return Fraction(0)
        top = self.position.top(step.question)
        now = self.position.level(step.question)
        end = min(step.to_level, top)
        # Where the newest reading stands higher than the step began, only what is left
        # of it counts.
        start = min(max(step.from_level, now), end)
        return self.position.gain(step.question, start, end)

    def heading(self, steps: Sequence[StepDescription]) -> Heading:
        """Of steps of one question, whether or not some of them are done by now."""
        code = steps[0].step.question
        costs = []
        for description in steps:
            costs.append(self.cost(description.step).price)
        size = self.position.firm.size
        says = says_together(self.position.facts(code), costs, size)
        return Heading(task_name(self.index, code), says)

    def _count_of_steps(self, step: RoadmapStep) -> int:
        """Kept as one, it may lead over several levels."""
        code = step.question
        return len(self.position.steps_between(code, step.from_level, step.to_level))

    def cost(self, step: RoadmapStep) -> Cost:
        year = step.due.year
        if not self._is_known(step):
            return Cost("", year, Price(0, 0))
        facts = self.position.facts(step.question)
        # What is done and what is open are of one plan.
        return Cost(facts.support, year, price_of(self.position, step, self.below))

    def lasts(self, steps: Sequence[RoadmapStep]) -> str:
        """Begun months counted whole; nothing where there is nothing ahead."""
        # Nobody knows how much work a step of the owner's own is.
        ends = [step.due for step in steps if self._is_known(step)]
        if not ends or max(ends) <= self.day:
            return ""
        ahead = relativedelta(max(ends), self.day)
        whole = 12 * ahead.years + ahead.months
        return wording.lasts(whole + bool(ahead.days))


def usual_who(position: Position, step: RoadmapStep) -> str:
    if step.question not in position.place:
        return ""
    who = position.facts(step.question).who
    if not who:
        return ""
    firm = position.firm
    # So few people have no accountant, and nobody for computers or staff alone.
    if firm.is_household or firm.size == "micro":
        return str(wording.WHO_OF_FEW.get(who, wording.OWNER))
    return in_language(position.index.who_name(who))
