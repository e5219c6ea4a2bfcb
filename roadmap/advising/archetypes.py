"""Typical firms of the city, and what a good consultant of their trade would say of them.

Data (fixtures/archetypes/): what is expected was written before any program was asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from django.conf import settings

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.queries import advice_of
from indexes.documents.reader import read
from indexes.index.model import Index
from indexes.index.options import level_of_options
from roadmap.advising.profiles import ways_from
from roadmap.advising.steps import Counsel, Step, counsel_of
from scoring.evaluate import evaluate
from scoring.groups import expand_groups
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE

MISSING = "na"
FIRST = 3  # things to do that a consultant begins with, at least


@dataclass(frozen=True)
class Expected:
    """first: each is among the first things, in any order. first_of: of each list one is.

    in_order: of each list all are steps, begun in this order. told: each is a step, or told
    beside the plan. never: no step of any plan. at_most: VND for all that begins within
    three months. at_once: things that begin in the first month.
    """

    first: Sequence[str] = ()
    first_of: Sequence[Sequence[str]] = ()
    in_order: Sequence[Sequence[str]] = ()
    told: Sequence[str] = ()
    never: Sequence[str] = ()
    at_most: int = 0
    at_once: int = 0

    @property
    def begins_with(self) -> int:
        """How many things come first: three, or those named where these are more."""
        return max(FIRST, len(self.first))


@dataclass(frozen=True)
class Waiver:
    """One thing expected that does not come true yet, and why not.

    of: the field of Expected. what: exactly the code, the list of codes, or the number
    that comes out instead.
    """

    of: str
    what: str | int | Sequence[str]
    why: str


@dataclass(frozen=True)
class Archetype:
    """answers: by code, as the index shows them, or the options that it has; rest: of every
    other question.

    open: what of `expected` is not met yet.
    """

    id: str
    name: Mapping[str, str]
    says: Mapping[str, str]
    index_id: str
    variant: str
    firm: Firm
    rest: int
    answers: Mapping[str, int | str | Sequence[str]]
    expected: Expected
    open: Sequence[Waiver]

    @cached_property
    def index(self) -> Index:
        return _index(self.index_id, self.variant)

    @cached_property
    def levels(self) -> list[int]:
        levels = [self._level(code) for code in self.index.codes]
        return expand_groups(self.index.rubric, levels)

    def _level(self, code: str) -> int:
        index = self.index
        said = self.answers.get(code)
        if said == MISSING:
            return NOT_APPLICABLE
        chosen = self.chosen(code)
        if chosen:
            return level_of_options(index.questions[code], chosen)
        if said is None:
            # Of a group answered as a whole no criterion is answered by itself.
            if "grouped_by" in index.questions[code]:
                return NOT_ANSWERED
            said = self.rest
        top = index.rubric.questions[index.places[code]].top
        return min(max(int(said) - index.shown_level(code, 0), 0), top)

    def chosen(self, code: str) -> Sequence[str]:
        """Of a choice of several options those that it has; none where only how many is told."""
        said = self.answers.get(code)
        return said if isinstance(said, list) else ()

    @cached_property
    def advised(self) -> Advised:
        advice = advice_of(self.index_id)
        return Advised(
            self.index,
            self.levels,
            advice,
            self.firm,
            chosen=self.chosen,
        )

    @property
    def level(self) -> int | None:
        return evaluate(self.index.rubric, self.levels).level

    @property
    def target(self) -> int | None:
        """The next level."""
        levels = self.index.rubric.levels
        return min(filter(self._is_higher, levels), default=None)

    def _is_higher(self, level: int) -> bool:
        now = self.level
        return now is not None and level > now

    @cached_property
    def counsel(self) -> Counsel:
        return counsel_of(self.advised, self.target)


def first_things(steps: Sequence[Step], most: int = FIRST) -> set[str]:
    """The questions of the things that come first.

    Two levels of one question are one thing to do, and so is a tool with what it brings.
    """
    things = {step.question: step.bought_with or step.question for step in steps}
    first = [*dict.fromkeys(things.values())][:most]
    return {question for question, thing in things.items() if thing in first}


@cache
def _document(name: str) -> dict:
    return read(settings.FIXTURES_DIR / "indexes" / f"{name}.yaml").data


@cache
def _index(name: str, variant: str) -> Index:
    return Index(_document(name), variant)


def archetypes() -> Iterator[Archetype]:
    """In the order of the files and within them."""
    for file in sorted((settings.FIXTURES_DIR / "archetypes").glob("*.yaml")):
        for row in read(file).data["firms"]:
            yield _archetype(row)


def _archetype(row: Mapping) -> Archetype:
    expected = row["expect"]
    return Archetype(
        id=row["id"],
        name=row["name"],
        says=row["says"],
        index_id=row["index"],
        variant=row.get("variant", ""),
        firm=_firm(row),
        rest=row.get("rest", 0),
        answers=row.get("answers", {}),
        expected=Expected(
            first=expected.get("first", ()),
            first_of=expected.get("first_of", ()),
            in_order=expected.get("in_order", ()),
            told=expected.get("told", ()),
            never=expected.get("never", ()),
            at_most=expected["at_most"],
            at_once=expected["at_once"],
        ),
        open=tuple(map(_waiver, row.get("open", ()))),
    )


def _waiver(row: Mapping) -> Waiver:
    ((of, what),) = ((key, value) for key, value in row.items() if key != "why")
    return Waiver(of, what, row["why"])


def _firm(row: Mapping) -> Firm:
    advice = advice_of(row["index"])
    asked = advice.asked_of(row.get("variant", "")) if advice else ()
    return Firm(
        size=row["size"],
        revenue=row.get("revenue"),
        is_household=row.get("household", False),
        # One that works in none of the ways asked about says so with an empty list.
        ways=ways_from(asked, row["ways"]) or dict.fromkeys(asked, False),
        wants=tuple(row.get("wants", ())),
        employees=row["employees"],
    )
