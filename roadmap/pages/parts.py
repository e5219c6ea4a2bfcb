"""The steps of a roadmap in the parts of the year, and what is one thing under one heading."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from roadmap import wording
from roadmap.models import RoadmapStep
from roadmap.pages.help import HelpedStep
from roadmap.planning.plan import HORIZONS
from roadmap.planning.subsidies import Share
from roadmap.planning.together import runs
from survey.ways.queries import Way


@dataclass(frozen=True)
class StepDescription:
    """One step in words.

    do: what to do. name: which answer it raises and how far. why: it stands here.
    asks: a way of working that tells whether it is for the enterprise, and is not known.
    needs: what should stand first and is neither there nor in the roadmap.
    is_met: the newest reading stands as high already.
    between: the levels it passes, each with its answer.
    help: who can help with it; None where nobody is asked for.
    """

    step: RoadmapStep
    name: str
    who: str
    is_late: bool
    do: str = ""
    why: str = ""
    why_short: str = ""
    asks: Way | None = None
    pillar: str = ""
    gain: str = ""
    effort: str = ""
    months: str = ""
    cost: str = ""
    share: Share | None = None
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    is_met: bool = False
    between: tuple[str, ...] = ()
    help: HelpedStep | None = None

    @property
    def is_done(self) -> bool:
        return self.step.done_at is not None


@dataclass(frozen=True)
class Run:
    """Steps that follow each other. first: the number of the first of them.

    title, says: their one heading, and what they take together; empty where each stands
    alone. why: they stand here, where it is the same for all of one heading.
    """

    steps: tuple[StepDescription, ...]
    first: int
    title: str = ""
    says: str = ""
    why: str = ""


@dataclass(frozen=True)
class Part:
    """The steps that begin in one part of the year. first: the number of the first of them."""

    horizon: int
    title: str
    hint: str
    runs: tuple[Run, ...]
    first: int

    @property
    def steps(self) -> list[StepDescription]:
        return [step for run in self.runs for step in run.steps]


class Heading(NamedTuple):
    """Of the steps of one question that are due on one day."""

    title: str
    says: str


HeadingOf = Callable[[Sequence[StepDescription]], Heading]


def parts_of(
    steps: Sequence[RoadmapStep],
    words: Mapping[int, StepDescription],
    heading: HeadingOf,
) -> tuple[Part, ...]:
    """In the order of the year; a part in which nothing begins is not shown."""
    parts = []
    first = 1
    for horizon in HORIZONS:
        within = [words[step.pk] for step in steps if step.horizon == horizon]
        if within:
            title, hint = map(str, wording.HORIZONS[horizon])
            told = tuple(_runs(within, first, heading))
            parts.append(Part(horizon, title, hint, told, first))
            first += len(within)
    return tuple(parts)


def _runs(
    steps: Sequence[StepDescription],
    first: int,
    heading: HeadingOf,
) -> Iterator[Run]:
    for is_one_thing, some in runs(steps, _day_of):
        if is_one_thing:
            reasons = {step.why for step in some if not step.is_done}
            why = reasons.pop() if len(reasons) == 1 else ""
            yield Run(tuple(some), first, *heading(some), why)
        else:
            yield Run(tuple(some), first)
        first += len(some)


def _day_of(description: StepDescription) -> tuple[str, date] | None:
    """None of a step of the owner's own, and of what the index no longer asks."""
    step = description.step
    return (step.question, step.due) if description.pillar else None
