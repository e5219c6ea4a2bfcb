"""Pillars with their indicators and criteria.

What was answered, what it earned, and what one level more would be.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indexes.advice.firm import Firm
from indexes.advice.fits import unfit_by
from indexes.advice.jobs import by_job
from indexes.advice.queries import advice_of
from indexes.index.options import counts_options
from indexes.index.questions import has_numbered_levels, is_bare
from language.formats import number
from language.texts import in_language
from reports.contents.answers import Criterion, Grade, Indicator, Pillar
from reports.contents.levels import Level
from reports.gather.frozen import Frozen, colleague_of, percent, percent_to_go
from reports.gather.levels import level_of, level_of_indicator
from roadmap.planning.level_words import what_is_open
from scoring.grade import DECLARED
from scoring.percent import Bounds
from scoring.rules import least_for
from survey.answers.values import denominator_of
from survey.answers.words import names_of, own_words
from survey.models import Answer


def pillars_of(
    frozen: Frozen,
    proofs: Mapping[str, int],
    grades: Sequence[Grade],
    firm: Firm,
) -> tuple[Pillar, ...]:
    """proofs: how far each answer is proved, by code, where the reader may know.

    grades: of each pillar. firm: as far as the reader may know it.
    """
    parts = _Parts(frozen, proofs, firm)
    return tuple(parts.pillar(pillar, grade) for pillar, grade in enumerate(grades))


def higher(frozen: Frozen, code: str, level: int) -> str:
    """What a question asks for at a level above its own.

    Of a choice of options those that are left.
    """
    question = frozen.index.questions[code]
    answer = frozen.answers.get(code)
    if question["kind"] != "multiple" or answer is None:
        return in_language(question["anchors"][level])

    if _is_one_more(
        question,
        frozen.level(code),
        level,
        len(answer.chosen),
    ):
        text = _("One more of these: %(names)s")
    else:
        text = _("More of these: %(names)s")
    return what_is_open(text, question, answer)


def _is_one_more(
    question: dict,
    start: int,
    level: int,
    chosen: int,
) -> bool:
    """Whether a single option more is enough for this level."""
    if counts_options(question):
        # "None of these" was an option too, and goes.
        have = chosen if start else 0
        return question["at_least"][level] - have == 1
    # One level is one more option, whichever it is.
    return level == start + 1


class _Parts:
    """The parts of one result, each made by a method.

    A pillar, an indicator and a question go by their positions in the index.
    """

    def __init__(self, frozen: Frozen, proofs: Mapping[str, int], firm: Firm) -> None:
        self.frozen = frozen
        self.index = frozen.index
        self.advice = advice_of(frozen.index.id)
        self.proofs = proofs
        self.firm = firm

    @cached_property
    def questions_of(self) -> dict[str, list[int]]:
        """Positions of the questions of each indicator."""
        positions: dict[str, list[int]] = defaultdict(list)
        for position, code in enumerate(self.index.codes):
            positions[self.index.questions[code]["indicator"]].append(position)
        return positions

    def pillar(self, number: int, grade: Grade) -> Pillar:
        pillar = self.index.pillars[number]
        outcome = self.frozen.outcome
        points, maximum = outcome.pillar_points[number], outcome.pillar_maxima[number]
        level = outcome.pillar_levels[number]
        next_level = self.next_level(level, number)
        code = pillar["code"]
        bounds = self.index.rubric.bounds_of(number)
        return Pillar(
            number=number + 1,
            code=code,
            name=in_language(pillar["name"]),
            why=in_language(pillar.get("why")),
            points=self.frozen.points_of_pillar(number),
            maximum=self.frozen.points(maximum, number),
            percent=percent(points, maximum, bounds),
            level=level_of(self.index, level, code),
            next_level=level_of(self.index, next_level, code),
            to_next=self.percent_to(next_level, number),
            cuts=tuple(float(bound.share * 100) for bound in bounds),
            indicators=tuple(
                self.indicator(indicator, number) for indicator in pillar["indicators"]
            ),
            grade=grade,
        )

    def next_level(self, level: int | None, pillar: int) -> int | None:
        top = self.index.rubric.bands_of(pillar)[-1].level
        if level is None or level >= top:
            return None
        return level + 1

    def percent_to(self, level: int | None, pillar: int) -> Decimal | None:
        """What a pillar still lacks of a level, as a percent of its points."""
        if level is None:
            return None
        bands = self.index.rubric.bands_of(pillar)
        outcome = self.frozen.outcome
        maximum = outcome.pillar_maxima[pillar]
        needed = least_for(bands, maximum, level)
        return percent_to_go(needed - outcome.pillar_points[pillar], maximum)

    def indicator(self, indicator: dict, pillar: int) -> Indicator:
        counted = self.counted(indicator["code"])
        points, maximum = self.added_up(counted)
        level: Level | None = None
        bounds: Bounds = ()
        outcome = self.frozen.outcome
        if (
            outcome.indicator_levels
            and indicator["code"] in self.index.indicator_places
        ):
            place = self.index.indicator_places[indicator["code"]]
            points = outcome.indicator_points[place]
            maximum = outcome.indicator_maxima[place]
            level = level_of_indicator(self.index, outcome.indicator_levels[place])
            bounds = self.index.rubric.indicator_bounds
        return Indicator(
            code=indicator["code"],
            name=in_language(indicator["name"]),
            pillar=in_language(self.index.pillars[pillar]["name"]),
            points=self.frozen.points(points, pillar),
            maximum=self.frozen.points(maximum, pillar),
            percent=percent(points, maximum, bounds),
            criteria=tuple(self.criteria(counted, pillar)),
            level=level,
        )

    def criteria(self, positions: list[int], pillar: int) -> Iterator[Criterion]:
        """In index order; the tools of a list by job, as the questionnaire shows them."""
        place = {self.index.codes[position]: position for position in positions}
        if not all(map(self.is_tool, place)):
            for position in positions:
                yield self.criterion(position, pillar)
            return
        for job in by_job(self.advice, self.index.variant, place):
            for code in job.codes:
                yield self.criterion(place[code], pillar, in_language(job.name))

    def is_tool(self, code: str) -> bool:
        return self.index.questions[code]["kind"] == "tool"

    def added_up(self, positions: list[int]) -> tuple[int, int]:
        """Units of these questions, and the most of them."""
        points = maximum = 0
        for position in positions:
            earned = self.earned(position)
            # What counts for nothing takes its maximum away, so the rest is a fair percent.
            if earned is not None:
                points += earned
                maximum += self.frozen.points_by_level[position][-1]
        return points, maximum

    def earned(self, position: int) -> int | None:
        """Units of a question; what does not apply earns everything, or counts for nothing."""
        if self.level(position) is not None:
            return self.frozen.units[position]
        if self.index.rubric.not_applicable == "stays":
            return self.frozen.points_by_level[position][-1]
        return None

    def counted(self, indicator: str) -> list[int]:
        """The questions of an indicator that counted: its group, or its criteria."""
        # An indicator is answered as a whole or criterion by criterion, never both.
        groups, criteria = [], []
        for position in self.questions_of[indicator]:
            is_group = self.index.codes[position] in self.index.groups
            (groups if is_group else criteria).append(position)

        if not groups:
            return criteria
        by_criteria = any(self.frozen.levels[position] >= 0 for position in criteria)
        return criteria if by_criteria else groups

    def criterion(
        self,
        position: int,
        pillar: int,
        job: str = "",
    ) -> Criterion:
        code = self.index.codes[position]
        question = self.index.questions[code]
        level = self.level(position)
        answer = self.shown_answer(code)
        worth = self.frozen.points_by_level[position]
        next_answer, gain = self.one_level_up(position, pillar)
        return Criterion(
            code=code,
            name=in_language(question["name"]),
            ask=in_language(question["ask"]),
            level=level,
            mark=self.mark(question, level),
            answer=self.answer(question, level),
            numbers=self.numbers(question),
            own_words=capfirst(own_words(question, answer)),
            colleague=colleague_of(answer),
            proof=self.proofs.get(code, DECLARED),
            points=self.points(position, pillar),
            maximum=self.frozen.points(worth[-1], pillar),
            next_answer=next_answer,
            gain=gain,
            is_advised=self.is_advised(code, level),
            unfit=self.unfit(code),
            job=job,
        )

    def level(self, position: int) -> int | None:
        level = self.frozen.levels[position]
        return level if level >= 0 else None

    def shown_answer(self, code: str) -> Answer | None:
        """An answer to what these answers no longer lead to does not count."""
        if code not in self.frozen.shown:
            return None
        return self.frozen.answers.get(code)

    def points(self, position: int, pillar: int) -> Decimal | None:
        earned = self.earned(position)
        return None if earned is None else self.frozen.points(earned, pillar)

    def one_level_up(self, position: int, pillar: int) -> tuple[str, Decimal]:
        """What the next level looks like, and what it brings; nothing at the top."""
        level = self.level(position)
        worth = self.frozen.points_by_level[position]
        question = self.index.rubric.questions[position]
        if level is None or question.step_from(level) == len(question.stops):
            return "", Decimal(0)
        stop = question.stops[question.step_from(level)]
        following = higher(self.frozen, question.code, stop)
        gain = self.frozen.points(worth[stop] - worth[level], pillar)
        return following, gain

    def is_advised(self, code: str, level: int | None) -> bool:
        return level is not None and self.index.step_facts(code).advises(level)

    def unfit(self, code: str) -> str:
        if self.advice is None:
            return ""
        return unfit_by(self.advice.question(code), self.firm)

    def mark(self, question: dict, level: int | None) -> str:
        if level is None or not has_numbered_levels(question):
            return ""
        if is_bare(question, level):
            return ""
        return str(self.index.shown_level(question["code"], level))

    def answer(self, question: dict, level: int | None) -> str:
        """The picked anchor.

        Of a choice of options the chosen ones, where the answers are still at hand.
        """
        if level is None:
            return _("Does not apply")
        # Answers may be gone after the time they are kept; the level is frozen for good.
        answer = self.frozen.answers.get(question["code"])
        if question["kind"] == "multiple" and answer is not None and answer.chosen:
            return names_of(question, answer.chosen)
        return in_language(question["anchors"][level])

    def numbers(self, question: dict) -> str:
        """The owner's own numbers, where it gave some."""
        answer = self.frozen.answers.get(question["code"])
        if answer is None:
            return ""
        if question["kind"] == "count" and answer.count is not None:
            return number(answer.count)
        if question["kind"] == "ratio" and answer.numerator is not None:
            return self.ratio(question, answer)
        return ""

    def ratio(self, question: dict, answer: Answer) -> str:
        whole = denominator_of(question, answer.denominator, self.frozen.figures)
        if whole is None:
            return number(answer.numerator)
        return f"{number(answer.numerator)}\u00a0/\u00a0{number(whole)}"
