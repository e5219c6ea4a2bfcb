"""An index as the questionnaire, results and reports use it: the document with its parts at hand."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from math import ceil

from indexes.index.conditions import Levels, holds, renumbered
from indexes.index.pages import Page, pages_of, tools_of
from indexes.index.questions import is_scored, pillars_of, questions_of, scored_pillars
from indexes.index.rubric import rubric_of
from indexes.index.step_facts import StepFacts, evidence_kinds_of, facts_of
from scoring.groups import expand_groups
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE

GLANCE = 0.25  # of the time a question takes


class Index:
    """One version of an index, read only. `codes`: the scored questions, in the order of every vector of levels.

    An index with variants has only what all of them share until one is named; nothing is scored by that.
    """

    def __init__(self, document: dict, variant: str = "") -> None:
        head = document["index"]
        self.id: str = head["id"]
        self.version: int = head["version"]
        self.title: dict[str, str] = head["title"]
        self.short_title: dict[str, str] = head["short_title"]
        self.head: dict = head
        self.minutes: int = head["minutes"]
        self.levels: list[dict] = document["levels"]
        self.sections: list[dict] = pillars_of(document, variant)
        self.pillars: list[dict] = scored_pillars(self.sections)
        self.scoring: dict = document["scoring"]
        self.confidence_words: dict[str, dict[str, str]] = document["confidence_words"]
        self.variants: dict = document.get("variants", {})
        self.variant = variant
        self.questions: dict[str, dict] = {
            question["code"]: {
                **question,
                "pillar": pillar["code"],
                "indicator": indicator["code"],
            }
            for pillar, indicator, question in questions_of(self.sections)
        }
        for question in self.questions.values():
            if "show_if" in question:
                question["show_if"] = renumbered(question["show_if"], self.questions)
        self.codes: tuple[str, ...] = tuple(
            c for c, question in self.questions.items() if is_scored(question)
        )
        self.groups: dict[str, tuple[str, ...]] = {
            code: tuple(found["stands_for"])
            for code, found in self.questions.items()
            if "stands_for" in found
        }
        self.tools: dict[str, tuple[str, ...]] = tools_of(self.sections)
        self.figures: dict[str, dict] = {
            figure["id"]: figure for figure in document.get("figures", ())
        }
        self.bands: dict[str, dict] = document.get("bands", {})
        self.checks: list[dict] = [
            {**check, "when": renumbered(check["when"], self.questions)}
            for check in document.get("checks", [])
        ]
        self.pages: tuple[Page, ...] = tuple(
            page for pillar in self.sections for page in pages_of(pillar)
        )
        self.page_by_code: dict[str, Page] = {
            code: page for page in self.pages for code in page.codes
        }
        self._document = document
        self._names = {row["level"]: row["name"] for row in self.levels}

    @cached_property
    def rubric(self) -> Rubric:
        return rubric_of(self._document, self.variant)

    @cached_property
    def _step_facts(self) -> dict[str, StepFacts]:
        return facts_of(self._document, self.sections)

    @cached_property
    def _proof_kinds(self) -> dict[str, tuple[str, ...]]:
        return evidence_kinds_of(self._document, self.sections)

    def step_facts(self, code: str) -> StepFacts:
        """What one level more of a scored question takes."""
        return self._step_facts[code]

    def who_name(self, who: str) -> dict[str, str]:
        return self._document.get("who_words", {}).get(who, {"vi": "", "en": ""})

    def proof_kinds(self, code: str) -> tuple[tuple[str, dict[str, str]], ...]:
        """(id, name) of what may prove an answer to a scored question; empty where the index names nothing."""
        words = self._document.get("proof_kinds_words", {})
        return tuple((kind, words[kind]) for kind in self._proof_kinds[code])

    @property
    def needs_variant(self) -> bool:
        """Nobody can answer it before saying which variant is theirs."""
        return bool(self.variants) and not self.variant

    def variant_name(self, variant: str) -> dict[str, str]:
        found = (
            one["name"] for one in self.variants.get("list", ()) if one["id"] == variant
        )
        return next(found, {"vi": "", "en": ""})

    def level_name(self, level: int) -> dict[str, str]:
        return self._names[level]

    def shown_level(self, code: str, level: int) -> int:
        """The number a level of a question goes by; kept answers count from 0."""
        return level + self.questions[code].get("first_level", 0)

    def scale(self, pillar: int, maximum: int) -> Fraction:
        """How many points of the total one point of a pillar is, where `maximum` units of it apply."""
        weights = self.rubric.weights
        return (
            Fraction(weights[pillar], maximum) if weights and maximum else Fraction(1)
        )

    def page_of(self, code: str) -> Page:
        return self.page_by_code[code]

    def minutes_for(self, codes: Iterable[str]) -> int:
        """Minutes these questions take, at the pace the index gives for all that must be answered."""
        return ceil(
            self.minutes
            * self._work(codes)
            / max(1, self._work(self.asked(self.codes)))
        )

    def _work(self, codes: Iterable[str]) -> float:
        """In questions; to see whether a tool is in use takes a glance."""
        return sum(
            GLANCE if self.questions[code]["kind"] == "tool" else 1 for code in codes
        )

    def asked(self, codes: Iterable[str]) -> list[str]:
        """Of these the scored questions that everybody meets: criteria of a group only refine it."""
        return [
            code
            for code in codes
            if code in self.questions and self._is_met(self.questions[code])
        ]

    def _is_met(self, question: dict) -> bool:
        return is_scored(question) and "grouped_by" not in question

    def shown(self, levels: Levels) -> set[str]:
        """Questions to ask given these answers. An answer of a hidden question opens nothing further."""
        shown: set[str] = set()
        counted: dict[str, int | None] = {}
        for code, question in self.questions.items():
            if "show_if" in question and not holds(question["show_if"], counted):
                continue
            shown.add(code)
            counted[code] = levels.get(code)
        return shown

    def counted(self, levels: Levels) -> dict[str, int | None]:
        """Level of every scored question as it counts: None where not answered, NOT_APPLICABLE where hidden."""
        shown = self.shown(levels)
        return {
            code: levels.get(code) if code in shown else NOT_APPLICABLE
            for code in self.codes
        }

    def is_settled(self, code: str, counted: Levels) -> bool:
        """Answered, or a group whose criteria are answered one by one."""
        if counted.get(code) is not None:
            return True
        members = self.groups.get(code, ())
        return bool(members) and all(
            counted.get(member) is not None for member in members
        )

    def missing(self, counted: Levels) -> list[str]:
        """What is still to be answered, in index order; a group for its criteria."""
        return [
            code
            for code in self.asked(self.codes)
            if not self.is_settled(code, counted)
        ]

    def vector(self, counted: Levels) -> list[int]:
        """Levels in index order with the reserved codes, as the engine takes them; groups or criteria, never both."""
        given = [
            NOT_ANSWERED if counted[code] is None else counted[code]
            for code in self.codes
        ]
        return expand_groups(self.rubric, given) if self.groups else given
