"""What members say holds them back and would help, and what the directory has for them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from accounts.models import Consent
from associations.cohort.cells import Cell
from associations.cohort.figures import Figures
from associations.cohort.helping import Offers, served
from language.texts import in_language
from providers.models import Provider, Solution
from scoring.disclosure.small_cells import SHARED
from survey.models import Answer

FEW_PROVIDERS = 1  # a criterion that no more than so many help with is a hole
SHOWN = 15


@dataclass(frozen=True)
class Choice:
    """One option of a question that is not scored. count: None where it is too small to tell."""

    name: str
    count: int | None
    share: float
    cell: Cell


@dataclass(frozen=True)
class Asked:
    """A question that is asked to know what is needed, and how many chose anything."""

    name: str
    sample: int
    choices: list[Choice]


@dataclass(frozen=True)
class Hole:
    code: str
    missing: int
    sample: int
    providers: int


@dataclass(frozen=True)
class Serving:
    provider: Provider
    members: int
    share: float

    @property
    def cell(self) -> Cell:
        return Cell(provider=self.provider.slug)


def asked_needs(
    figures: Figures,
    consents: QuerySet[Consent],
    parts: Sequence[Figures] = (),
) -> list[Asked]:
    """Of questions like "what holds you back", by those whose answers may be seen. One query.

    consents: all in force to the association. parts: of all its members, of which `figures` is
    one; what is small in any of them is not told.
    """
    parts = parts or [figures]
    questions = questions_of_needs(figures)
    part_of = _parts_of(parts)
    if not questions or not figures.answering.size:
        return []
    looked_at = set(_assessments(figures))
    rows = _answers(figures, consents, questions)
    counted = {code: _Counted() for code in questions}
    for code, assessment, options in rows:
        if assessment in part_of and options:
            counted[code].add(part_of[assessment], options, assessment in looked_at)
    return [
        _asked(code, questions[code], counted[code])
        for code in questions
        if counted[code].may_be_told
    ]


def questions_of_needs(figures: Figures) -> dict[str, dict]:
    """Those that are asked to know what is needed, by their codes."""
    questions: dict[str, dict] = {}
    for index in figures.variants:
        for code, question in index.questions.items():
            if "policy" in question.get("use", ()) and question["kind"] == "multiple":
                questions.setdefault(code, question)
    return questions


def _answers(
    figures: Figures,
    consents: QuerySet[Consent],
    questions: Iterable[str],
) -> QuerySet:
    """(question, assessment, what was chosen)"""
    answers = Answer.objects.filter(
        question__in=questions,
        assessment__index_version__in=list(figures.cohort.shape.versions),
        assessment__organisation__in=consents.values("enterprise"),
        state=Answer.State.ANSWERED,
    )
    return answers.values_list(
        "question",
        "assessment_id",
        "chosen",
    )


def who_chose(
    figures: Figures,
    consents: QuerySet[Consent],
    question: str,
    option: str,
) -> np.ndarray:
    """(N,) of those who share answers, whether they chose this one. One query."""
    chose = [
        assessment
        for _code, assessment, options in _answers(figures, consents, [question])
        if options and option in options
    ]
    return np.isin(_assessments(figures), chose)


def _assessments(figures: Figures) -> list[int]:
    return figures.cohort.rows.assessment[figures.answering].tolist()


def _parts_of(parts: Sequence[Figures]) -> dict[int, int]:
    """Of each assessment the number of its part."""
    part_of = {}
    for number, part in enumerate(parts):
        part_of |= dict.fromkeys(_assessments(part), number)
    return part_of


class _Counted:
    """Answers to one question: of those that are looked at, and of each part of all."""

    def __init__(self) -> None:
        self.sample, self.chosen = 0, Counter()
        self.samples: Counter[int] = Counter()
        self.by_part: dict[int, Counter] = defaultdict(Counter)

    def add(self, part: int, options: Sequence[str], is_looked_at: bool) -> None:
        self.samples[part] += 1
        self.by_part[part].update(options)
        if is_looked_at:
            self.sample += 1
            self.chosen.update(options)

    @property
    def may_be_told(self) -> bool:
        return self.sample >= SHARED and min(self.samples.values()) >= SHARED

    def is_small(self, option: str) -> bool:
        for part, sample in self.samples.items():
            count = self.by_part[part][option]
            if 0 < count < SHARED or 0 < sample - count < SHARED:
                return True
        return False


def _asked(code: str, question: dict, counted: _Counted) -> Asked:
    choices, sample = [], counted.sample
    for option in question["options"]:
        count = counted.chosen[option["id"]]
        told = None if counted.is_small(option["id"]) else count
        choices.append(
            Choice(
                in_language(option["name"]),
                told,
                100 * (told or 0) / sample,
                Cell(chose=(code, option["id"])),
            )
        )
    choices.sort(key=lambda each: -(each.count or 0))
    return Asked(
        in_language(question["name"]),
        sample,
        choices,
    )


def holes(figures: Figures, offers: Offers) -> list[Hole]:
    """Criteria that many miss and hardly anybody helps with, the most missed first."""
    found = []
    places = {code: place for place, code in enumerate(figures.cohort.shape.codes)}
    for missed in figures.missed:
        helps = offers.helps[:, places[missed.code]]
        providers = np.unique(offers.entries.owner[helps]).size
        if providers <= FEW_PROVIDERS:
            found.append(
                Hole(
                    missed.code,
                    missed.count,
                    missed.sample,
                    providers,
                )
            )
    found.sort(key=lambda each: (each.providers, -each.missing, each.code))
    return found[:SHOWN]


def serving(figures: Figures, offers: Offers) -> list[Serving]:
    """Providers by how many of the members they could serve. One query."""
    counts = served(figures, offers)
    most = sorted(
        counts,
        key=lambda key: (-counts[key], key),
    )[:SHOWN]
    providers = Provider.objects.select_related("organisation").in_bulk(most)
    sample = max(figures.answering.size, 1)
    found = []
    for key in most:
        if counts[key] >= SHARED and key in providers:
            found.append(
                Serving(
                    providers[key],
                    counts[key],
                    100 * counts[key] / sample,
                )
            )
    return found


@dataclass(frozen=True)
class Category:
    """A kind of solution: how many are on offer, and of how many members what is missed."""

    kind: str
    solutions: int
    members: int
    share: float

    @property
    def name(self) -> str:
        return str(Solution.Kind(self.kind).label)

    @property
    def cell(self) -> Cell:
        return Cell(helped_by=self.kind)


def categories(figures: Figures, offers: Offers) -> list[Category]:
    """By kind: training, software ... One query."""
    sample = max(figures.lacks.shape[0], 1)
    found = []
    for kind, here in offers.by_kind.items():
        members = missing_of_kind(figures, offers, kind)
        if members >= SHARED or not members:
            share = 100 * members / sample
            found.append(
                Category(
                    kind,
                    int(here.sum()),
                    members,
                    share,
                )
            )
    found.sort(key=lambda each: -each.members)
    return found


def missing_of_kind(figures: Figures, offers: Offers, kind: str) -> int:
    """How many miss something that what is on offer of a kind helps with."""
    return int(missing_what_helps(figures, offers, kind).sum())


def missing_what_helps(figures: Figures, offers: Offers, kind: str) -> np.ndarray:
    """(N,) of those who share answers, whether what is on offer of a kind helps with any."""
    helps = offers.helps[offers.by_kind[kind]].any(axis=0)
    return (figures.lacks & helps).any(axis=1)
