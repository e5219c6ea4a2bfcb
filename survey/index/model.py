"""An index as the questionnaire, results and reports use it: the document with its parts at hand."""

from dataclasses import dataclass
from math import ceil

from django.utils.text import slugify

from scoring.rubric import NOT_ANSWERED, NOT_APPLICABLE, Rubric
from survey.index.conditions import Levels, holds
from survey.index.rubric import FREE, points_of, questions_of, rubric_of
from survey.models import IndexVersion

LONGEST_STEP = 10  # a pillar with more questions is split by indicator


@dataclass(frozen=True)
class Step:
    """One page of the questionnaire: a pillar, or one indicator of a long pillar."""

    slug: str
    pillar: str
    indicator: str | None
    title: dict[str, str]
    codes: tuple[str, ...]  # every question of the page, free information included


class Index:
    """One version of an index, read only. `codes`: the scored questions, in the order of every vector of levels."""

    def __init__(self, document: dict) -> None:
        head = document["index"]
        self.id: str = head["id"]
        self.version: int = head["version"]
        self.title: dict[str, str] = head["title"]
        self.short_title: dict[str, str] = head["short_title"]
        self.head: dict = head
        self.minutes: int = head["minutes"]
        self.levels: list[dict] = document["levels"]
        self.pillars: list[dict] = document["pillars"]
        self.scoring: dict = document["scoring"]
        self.confidence_words: dict[str, dict[str, str]] = document["confidence_words"]
        self.questions: dict[str, dict] = {
            question["code"]: {**question, "pillar": pillar["code"], "indicator": indicator["code"]}
            for _, pillar, indicator, question in questions_of(document)
        }
        for question in self.questions.values():
            if question["kind"] != FREE:
                question["points"] = points_of(question)
        self.codes: tuple[str, ...] = tuple(c for c, question in self.questions.items() if question["kind"] != FREE)
        self.figures: dict[str, dict] = {figure["id"]: figure for figure in document.get("figures", ())}
        self.bands: dict[str, dict] = document.get("bands", {})
        self.checks: list[dict] = document.get("checks", [])
        self.rubric: Rubric = rubric_of(document)
        self.steps: tuple[Step, ...] = tuple(step for pillar in self.pillars for step in _steps_of(pillar))
        self._names = {row["level"]: row["name"] for row in self.levels}

    def level_name(self, level: int) -> dict[str, str]:
        return self._names[level]

    def step_of(self, code: str) -> Step:
        return next(step for step in self.steps if code in step.codes)

    def minutes_for(self, open_questions: int) -> int:
        """Minutes that many questions take, at the pace the index gives for all of them."""
        return ceil(self.minutes * open_questions / len(self.codes))

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
        return {code: levels.get(code) if code in shown else NOT_APPLICABLE for code in self.codes}

    def vector(self, counted: Levels) -> list[int]:
        """Levels in index order with the reserved codes, as the engine takes them."""
        return [NOT_ANSWERED if counted[code] is None else counted[code] for code in self.codes]


def _steps_of(pillar: dict) -> list[Step]:
    indicators = pillar["indicators"]
    codes = [tuple(question["code"] for question in indicator["questions"]) for indicator in indicators]
    if len(indicators) == 1 or sum(map(len, codes)) <= LONGEST_STEP:
        return [Step(_slug(pillar), pillar["code"], None, pillar["name"], sum(codes, ()))]
    return [
        Step(_slug(indicator), pillar["code"], indicator["code"], indicator["name"], part)
        for indicator, part in zip(indicators, codes, strict=True)
    ]


def _slug(part: dict) -> str:
    """Starts with the code, so that it is unique: 1-1-hien-dien-truc-tuyen."""
    name = part["name"]["vi"].replace("đ", "d").replace("Đ", "d")
    return slugify(f"{part['code'].replace('.', '-')} {name}")[:60].rstrip("-")


_indexes: dict[tuple[str, int, str], Index] = {}


def index_of(index_version: IndexVersion) -> Index:
    """The index of a published version, built once per process: published content never changes."""
    key = (index_version.index_id, index_version.version, index_version.checksum)
    if key not in _indexes:
        _indexes[key] = Index(index_version.document)
    return _indexes[key]
