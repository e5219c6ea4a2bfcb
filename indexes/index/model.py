"""An index as the questionnaire, results and reports use it: the document, its parts at hand."""

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from itertools import chain
from math import ceil

from indexes.index.conditions import (
    Facts,
    Levels,
    asks_facts,
    figures_in,
    holds,
    may_hold,
    parts_of,
    renumbered,
)
from indexes.index.linear import linear_of, written
from indexes.index.pages import Page, pages_of, place_of, tools_of
from indexes.index.questions import (
    is_scored,
    pillars_of,
    questions_of,
    scored_pillars,
    variant_ids,
    variants_in,
)
from indexes.index.rubric import rubric_of
from indexes.index.step_facts import StepFacts, evidence_kinds_of, facts_of
from indexes.index.tiers import scored_indicators, tier_of
from scoring.groups import expand_groups
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE

GLANCE = 0.25  # of the time a question takes
_NOBODY = {"vi": "", "en": ""}


class Index:
    """One version of an index, read only.

    `codes`: the scored questions, in the order of every vector of levels. An index with variants
    has only what all of them share until one is named; nothing is scored by that.
    """

    def __init__(self, document: dict, variant: str = "") -> None:
        self.variant = variant
        self._document = document

        head = document["index"]
        self.head: dict = head
        self.id: str = head["id"]
        self.version: int = head["version"]
        self.title: dict[str, str] = head["title"]
        self.short_title: dict[str, str] = head["short_title"]
        self.minutes: int = head["minutes"]

        self.levels: list[dict] = document["levels"]
        self.scoring: dict = document["scoring"]
        self.bands: dict[str, dict] = document.get("bands", {})
        self.variants: dict = document.get("variants", {})
        self.confidence_words: dict[str, dict[str, str]] = document["confidence_words"]

        # Everything below is read from the pillars as they are asked in this variant.
        self.sections: list[dict] = pillars_of(document, variant)
        self.pillars: list[dict] = scored_pillars(self.sections)
        self.questions: dict[str, dict] = _questions(self.sections)
        self.codes: tuple[str, ...] = tuple(_scored_codes(self.questions))
        self.groups: dict[str, tuple[str, ...]] = _groups(self.questions)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each scored question stands in the vectors."""
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def tools(self) -> dict[str, tuple[str, ...]]:
        return tools_of(self.sections)

    @cached_property
    def figures(self) -> dict[str, dict]:
        return {figure["id"]: figure for figure in self._document.get("figures", ())}

    @cached_property
    def checks(self) -> list[dict]:
        checks = []
        for check in self._document.get("checks", ()):
            when = renumbered(check["when"], self.questions)
            checks.append({**check, "when": when})
        return checks

    @cached_property
    def _conditions(self) -> list[dict]:
        """Every comparison by which something is asked, or asked about again."""
        conditions = [check["when"] for check in self.checks]
        for question in self.questions.values():
            if "show_if" in question:
                conditions.append(question["show_if"])
        return list(chain.from_iterable(map(parts_of, conditions)))

    @cached_property
    def asks_facts(self) -> bool:
        """Whether levels alone do not tell what is asked of whom."""
        return any(map(asks_facts, self._conditions))

    @cached_property
    def branching_figures(self) -> set[str]:
        """Numbers of the round that open or close questions."""
        return figures_in(self._conditions)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        return tuple(chain.from_iterable(map(pages_of, self.sections)))

    @cached_property
    def page_by_code(self) -> dict[str, Page]:
        pages = {}
        for page in self.pages:
            pages |= dict.fromkeys(page.codes, page)
        return pages

    @cached_property
    def rubric(self) -> Rubric:
        return rubric_of(self._document, self.variant)

    @cached_property
    def _step_facts(self) -> dict[str, StepFacts]:
        return facts_of(self._document, self.sections)

    @cached_property
    def _proof_kinds(self) -> dict[str, tuple[str, ...]]:
        return evidence_kinds_of(self._document, self.sections)

    @cached_property
    def _level_rows(self) -> dict[tuple[str, int], dict]:
        """Of the whole, and by code of a pillar that has levels of its own."""
        # A level is asked for on nearly every page, and the list has no order to rely on.
        rows = {("", row["level"]): row for row in self.levels}
        for pillar in self.pillars:
            for row in pillar.get("levels", ()):
                rows[pillar["code"], row["level"]] = row
        return rows

    def step_facts(self, code: str) -> StepFacts:
        """What one level more of a scored question takes."""
        return self._step_facts[code]

    def who_name(self, who: str) -> dict[str, str]:
        # Older indexes name nobody; then the page leaves the line out.
        return self._document.get("who_words", {}).get(who, _NOBODY)

    def proof_kinds(self, code: str) -> tuple[tuple[str, dict[str, str]], ...]:
        """(id, name) of what may prove an answer; empty where the index names nothing."""
        words = self._document.get("proof_kinds_words", {})
        return tuple((kind, words[kind]) for kind in self._proof_kinds[code])

    @property
    def document(self) -> dict:
        """As it was published: what is said in it besides what is asked and scored."""
        return self._document

    @property
    def needs_variant(self) -> bool:
        """Nobody can answer it before saying which variant is theirs."""
        return bool(self.variants) and not self.variant

    @property
    def is_by_trade(self) -> bool:
        """Whether variants are industries; else they are whatever the document calls them."""
        return any("vsic" in variant for variant in variants_in(self._document))

    def variants_for(self, sector: str, sizes: Collection[str] = ()) -> list[dict]:
        """Variants suggested for a sector and a size class, in the order of the decision.

        sizes: every class that it may have.
        """
        fitting = []
        for variant in variants_in(self._document):
            is_suggested = "vsic" in variant or "sizes" in variant
            of_sector = sector in variant.get("vsic", (sector,))
            of_size = "sizes" not in variant or not set(sizes).isdisjoint(
                variant["sizes"]
            )
            if is_suggested and of_sector and of_size:
                fitting.append(variant)
        return fitting

    def variant_name(self, variant: str) -> dict[str, str]:
        for listed in variants_in(self._document):
            if listed["id"] == variant:
                return listed["name"]
        return _NOBODY

    def level_name(self, level: int, pillar: str = "") -> dict[str, str]:
        """pillar: the code of the one whose level it is; it may have names of its own."""
        return self.level_row(level, pillar)["name"]

    def level_row(self, level: int, pillar: str = "") -> dict:
        """As `level_name`, with all that the file says of the level."""
        own = self._level_rows.get((pillar, level))
        return own or self._level_rows["", level]

    def indicator_level_row(self, level: int) -> dict:
        """As `level_row`, of a level of an indicator."""
        for row in tier_of(self.scoring).get("levels", ()):
            if row["level"] == level:
                return row
        return self.level_row(level)

    @property
    def has_indicator_levels(self) -> bool:
        return bool(self.rubric.indicator_bands)

    @cached_property
    def indicator_places(self) -> dict[str, int]:
        """Where each indicator that earns points stands among those of the rubric."""
        codes = [part["code"] for _place, part in scored_indicators(self.pillars)]
        return {code: place for place, code in enumerate(codes)}

    def shown_level(self, code: str, level: int) -> int:
        """The number a level of a question goes by; kept answers count from 0."""
        return level + self.questions[code].get("first_level", 0)

    def written_level(self, code: str, level: int) -> str:
        """A level as files of answers have it: its number, or the percent it begins at."""
        question = self.questions[code]
        if "linear" in question:
            return written(linear_of(question).percent_at(level))
        return str(self.shown_level(code, level))

    def told_level(self, code: str, level: int) -> int | float:
        """The same as a number."""
        text = self.written_level(code, level)
        return int(text) if text.isdecimal() else float(text)

    def scale(self, pillar: int, maximum: int, unit: int) -> Fraction:
        """Points of the total that 1/`unit` point of a pillar is, where `maximum` of them apply.

        unit: of whoever asks; a result may have been frozen in another than today's.
        """
        rubric = self.rubric
        # A plain sum: a point of a pillar is a point of the total.
        if not rubric.weights or not maximum:
            return Fraction(1, unit)
        return Fraction(rubric.weights[pillar], rubric.unit * maximum)

    def page_of(self, code: str) -> Page:
        return self.page_by_code[code]

    @cached_property
    def length(self) -> int:
        """How many questions stand before whoever begins, as every page counts them."""
        asked = self.shown({}).intersection(self.on_the_way)
        return self.count(asked)

    def count(self, codes: Iterable[str]) -> int:
        """A question is one, and so is a whole list of tools."""
        places = {place_of(self.questions[code]) for code in codes}
        return len(places)

    def minutes_for(self, codes: Iterable[str]) -> int:
        """Minutes these questions take, at the pace the index gives for all that must be asked."""
        return ceil(self.minutes * self._work(codes) / max(1, self._whole_work))

    @cached_property
    def _whole_work(self) -> float:
        # Criteria of groups are left out: who refines a group has chosen to take longer.
        return self._work(self.on_the_way)

    def _work(self, codes: Iterable[str]) -> float:
        """In questions; to see whether a tool is in use takes a glance."""
        work = 0.0
        for code in codes:
            is_tool = self.questions[code]["kind"] == "tool"
            work += GLANCE if is_tool else 1
        return work

    @cached_property
    def on_the_way(self) -> tuple[str, ...]:
        """Of all scored questions those that everybody meets, in index order."""
        return tuple(self.asked(self.codes))

    def asked(self, codes: Iterable[str]) -> list[str]:
        """Of these the scored questions that everybody meets: criteria only refine their group."""
        return [code for code in codes if self._is_met(code)]

    def _is_met(self, code: str) -> bool:
        question = self.questions.get(code)
        return (
            question is not None
            and is_scored(question)
            and "grouped_by" not in question
        )

    def shown(self, levels: Levels, facts: Facts | None = None) -> set[str]:
        """Questions to ask given these answers. A hidden question's answer opens nothing.

        facts: None where nobody knows them; what hangs on them is shown then.
        """
        # Most indexes ask the same of everybody.
        if not self.has_branches:
            return set(self.questions)
        return set(self._shown(levels, facts))

    @cached_property
    def has_branches(self) -> bool:
        """Whether an answer can open or close a question."""
        return any("show_if" in question for question in self.questions.values())

    def _shown(self, levels: Levels, facts: Facts | None) -> dict[str, int | None]:
        """Those questions with their levels."""
        shown: dict[str, int | None] = {}
        for code, question in self.questions.items():
            # Only what is shown counts for what comes after: a branch closes all behind it.
            if "show_if" in question and not may_hold(
                question["show_if"], shown, facts
            ):
                continue
            shown[code] = levels.get(code)
        return shown

    def contradicted(self, levels: Levels, facts: Facts | None = None) -> list[dict]:
        """The checks whose condition holds of these answers."""
        said = {**self._shown(levels, facts), **self.counted(levels, facts)}
        return [check for check in self.checks if holds(check["when"], said, facts)]

    def counted(
        self, levels: Levels, facts: Facts | None = None
    ) -> dict[str, int | None]:
        """Level of every scored question as it counts.

        None where not answered, NOT_APPLICABLE where hidden.
        """
        shown = self.shown(levels, facts)
        counted: dict[str, int | None] = {}
        for code in self.codes:
            counted[code] = levels.get(code) if code in shown else NOT_APPLICABLE
        return counted

    def is_settled(self, code: str, counted: Levels) -> bool:
        """Answered, or a group whose criteria are answered one by one."""
        if counted.get(code) is not None:
            return True
        # Whoever refined a group has answered it, and need not say it in general as well.
        members = self.groups.get(code, ())
        return bool(members) and all(
            counted.get(member) is not None for member in members
        )

    def missing(self, counted: Levels) -> list[str]:
        """What is still to be answered, in index order; a group for its criteria."""
        return [code for code in self.on_the_way if not self.is_settled(code, counted)]

    def vector(self, counted: Levels) -> list[int]:
        """Levels in index order with the reserved codes, as the engine takes them.

        Groups or their criteria have a level, never both.
        """
        levels = []
        for code in self.codes:
            level = counted[code]
            levels.append(NOT_ANSWERED if level is None else level)
        return expand_groups(self.rubric, levels) if self.groups else levels


def variants_of(document: dict) -> list[Index]:
    """The index in each of its variants; itself where it has none."""
    return [Index(document, variant) for variant in variant_ids(document)]


def _questions(pillars: list[dict]) -> dict[str, dict]:
    """By code, each with where it stands; what they are shown by counts levels from 0."""
    questions: dict[str, dict] = {}
    for pillar, indicator, question in questions_of(pillars):
        place = {"pillar": pillar["code"], "indicator": indicator["code"]}
        questions[question["code"]] = {**question, **place}
    # In a second round, since a condition may ask about any question before it.
    for question in questions.values():
        if "show_if" in question:
            question["show_if"] = renumbered(question["show_if"], questions)
    return questions


def _scored_codes(questions: dict[str, dict]) -> Iterator[str]:
    for code, question in questions.items():
        if is_scored(question):
            yield code


def _groups(questions: dict[str, dict]) -> dict[str, tuple[str, ...]]:
    """Criteria by the code of the group that stands for them."""
    groups = {}
    for code, question in questions.items():
        if "stands_for" in question:
            groups[code] = tuple(question["stands_for"])
    return groups
