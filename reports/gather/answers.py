"""Pillars with their indicators and criteria: what was answered, what it earned, what one level more would be."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from language.formats import number
from language.texts import in_language
from reports.contents.answers import Criterion, Indicator, Pillar, Proved
from reports.gather.frozen import Frozen, colleague_of, level_of, percent
from roadmap.planning.level_words import LEVELLED, options_left
from scoring.grade import DECLARED
from scoring.rules import least_by_band
from survey.answers.queries import figures_of
from survey.answers.values import denominator_of
from survey.answers.words import names_of, own_words
from survey.models import Answer


def pillars_of(
    frozen: Frozen, proofs: Mapping[str, int], grades: Sequence[Proved]
) -> tuple[Pillar, ...]:
    """proofs: how far each answer is proved, by code, where that is told. grades: of each pillar."""
    told = _Told(frozen, proofs)
    return tuple(told.pillar(place, grade) for place, grade in enumerate(grades))


def higher(frozen: Frozen, code: str, level: int) -> str:
    """What a question asks for at a level above its own; of a choice of options those that are left."""
    question, answer = frozen.index.questions[code], frozen.answers.get(code)
    if question["kind"] != "multiple" or answer is None:
        return in_language(question["anchors"][level])
    is_next = level == frozen.level(code) + 1
    told = (
        _("One more of these: %(names)s") if is_next else _("More of these: %(names)s")
    )
    return told % {"names": options_left(question, answer)}


class _Told:
    """One result in words; each method makes one part of it."""

    def __init__(self, frozen: Frozen, proofs: Mapping[str, int]) -> None:
        self.frozen, self.index, self.proofs = frozen, frozen.index, proofs
        self.parts: dict[str, list[int]] = defaultdict(
            list
        )  # places of the questions of each indicator
        for place, code in enumerate(self.index.codes):
            self.parts[self.index.questions[code]["indicator"]].append(place)

    @cached_property
    def figures(self) -> dict[str, Decimal]:
        return figures_of(self.frozen.result.assessment)

    def pillar(self, place: int, grade: Proved) -> Pillar:
        pillar, outcome = self.index.pillars[place], self.frozen.outcome
        level, points = outcome.pillar_levels[place], outcome.pillar_points[place]
        maximum, bands = outcome.pillar_maxima[place], self.index.rubric.bands
        to_next = None
        if level is not None and level < bands[-1].level:
            to_next = self.frozen.points(
                least_by_band(bands, maximum)[level - bands[0].level] - points, place
            )
        return Pillar(
            code=pillar["code"],
            name=in_language(pillar["name"]),
            why=in_language(pillar["why"]) if "why" in pillar else "",
            points=self.frozen.points(points, place),
            maximum=self.frozen.points(maximum, place),
            percent=percent(points, maximum),
            level=level_of(self.index, level),
            next_level=None if to_next is None else level_of(self.index, level + 1),
            to_next=to_next,
            indicators=tuple(
                self.indicator(place, part) for part in pillar["indicators"]
            ),
            grade=grade,
        )

    def indicator(self, pillar: int, part: dict) -> Indicator:
        places = self.counted(part["code"])
        applicable = [place for place in places if self.frozen.levels[place] >= 0]
        points = sum(self.frozen.units[place] for place in applicable)
        maximum = sum(
            self.index.rubric.questions[place].maximum for place in applicable
        )
        return Indicator(
            code=part["code"],
            name=in_language(part["name"]),
            pillar=in_language(self.index.pillars[pillar]["name"]),
            points=self.frozen.points(points, pillar),
            maximum=self.frozen.points(maximum, pillar),
            percent=percent(points, maximum),
            criteria=tuple(self.criterion(place, pillar) for place in places),
        )

    def counted(self, indicator: str) -> list[int]:
        """Places of the questions of an indicator that counted: its group, or its criteria."""
        places = self.parts[indicator]
        groups = [
            place for place in places if self.index.codes[place] in self.index.groups
        ]
        criteria = [place for place in places if place not in groups]
        by_criteria = any(self.frozen.levels[place] >= 0 for place in criteria)
        return criteria if by_criteria or not groups else groups

    def criterion(self, place: int, pillar: int) -> Criterion:
        code = self.index.codes[place]
        answer = self.frozen.answers.get(code) if code in self.frozen.shown else None
        question, worth = (
            self.index.questions[code],
            self.index.rubric.questions[place].points,
        )
        level = self.frozen.levels[place] if self.frozen.levels[place] >= 0 else None
        is_open = level is not None and level + 1 < len(worth)
        is_level = level is not None and question["kind"] in LEVELLED
        return Criterion(
            code=code,
            name=in_language(question["name"]),
            ask=in_language(question["ask"]),
            indicator=question["indicator"],
            level=level,
            mark=str(self.index.shown_level(code, level)) if is_level else "",
            answer=_("Does not apply")
            if level is None
            else self.answer(question, level),
            given=self.given(question),
            proof=self.proofs.get(code, DECLARED),
            points=None
            if level is None
            else self.frozen.points(self.frozen.units[place], pillar),
            maximum=self.frozen.points(worth[-1], pillar),
            next_answer=higher(self.frozen, code, level + 1) if is_open else "",
            gain=self.frozen.points(worth[level + 1] - worth[level], pillar)
            if is_open
            else Decimal(0),
            is_advised=level is not None and self.index.step_facts(code).advises(level),
            own_words=capfirst(own_words(question, answer)),
            by=colleague_of(answer),
        )

    def answer(self, question: dict, level: int) -> str:
        """The picked anchor; of a choice of options the chosen ones, where the answers are still at hand."""
        answer = self.frozen.answers.get(question["code"])
        if question["kind"] == "multiple" and answer is not None and answer.chosen:
            return names_of(question, answer.chosen)
        return in_language(question["anchors"][level])

    def given(self, question: dict) -> str:
        """The owner's own numbers, where it gave some."""
        answer = self.frozen.answers.get(question["code"])
        if answer is None:
            return ""
        if question["kind"] == "count" and answer.count is not None:
            return number(answer.count)
        return (
            self.ratio(question, answer)
            if question["kind"] == "ratio" and answer.numerator is not None
            else ""
        )

    def ratio(self, question: dict, answer: Answer) -> str:
        part, whole = (
            answer.numerator,
            denominator_of(question, answer.denominator, self.figures),
        )
        return (
            number(part)
            if whole is None
            else f"{number(part)}\u00a0/\u00a0{number(whole)}"
        )
