"""What members say holds them back and would help, and what the directory has for them."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from accounts.models import Consent
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


def asked_needs(figures: Figures, consents: QuerySet[Consent]) -> list[Asked]:
    """Of questions like "what holds you back", by those whose answers may be seen. One query.

    consents: all in force to the association.
    """
    questions = {}
    for index in figures.variants:
        for code, question in index.questions.items():
            if "policy" in question.get("use", ()) and question["kind"] == "multiple":
                questions.setdefault(code, question)
    columns = figures.cohort.rows
    shared = set(columns.assessment[figures.answering].tolist())
    if not questions or not shared:
        return []
    versions = list(figures.cohort.shape.versions)
    answers = Answer.objects.filter(
        question__in=questions,
        assessment__index_version__in=versions,
        assessment__organisation__in=consents.values("enterprise"),
        state=Answer.State.ANSWERED,
    )
    rows = answers.values_list(
        "question",
        "assessment_id",
        "chosen",
    )
    chosen: dict[str, Counter] = {code: Counter() for code in questions}
    samples: Counter[str] = Counter()
    for code, assessment, options in rows:
        if assessment in shared and options:
            samples[code] += 1
            chosen[code].update(options)
    return [
        _asked(
            questions[code],
            chosen[code],
            samples[code],
        )
        for code in questions
        if samples[code] >= SHARED
    ]


def _asked(question: dict, chosen: Counter, sample: int) -> Asked:
    choices = []
    for option in question["options"]:
        count = chosen[option["id"]]
        is_small = 0 < count < SHARED or 0 < sample - count < SHARED
        told = None if is_small else count
        choices.append(
            Choice(
                in_language(option["name"]),
                told,
                100 * (told or 0) / sample,
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
    for column, code in enumerate(figures.cohort.shape.codes):
        lacking, sample = figures.lacking(column)
        if lacking.size < SHARED:
            continue
        owners = offers.entries.owner[offers.helps[:, column]]
        providers = np.unique(owners).size
        if providers <= FEW_PROVIDERS:
            found.append(
                Hole(
                    code,
                    lacking.size,
                    sample,
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

    name: str
    solutions: int
    members: int
    share: float


def categories(figures: Figures, offers: Offers) -> list[Category]:
    """By kind: training, software ... One query."""
    entries = offers.entries
    kinds = dict(Solution.objects.values_list("pk", "kind"))
    of_row = np.array(
        [kinds.get(each.pk, "") for each in entries.solutions],
        "<U10",
    )
    lacks = figures.lacks
    sample = max(lacks.shape[0], 1)
    found = []
    for kind in Solution.Kind:
        here = offers.stands & (of_row == kind.value)
        helps = offers.helps[here].any(axis=0)
        members = int((lacks & helps).any(axis=1).sum())
        if members >= SHARED or not members:
            share = 100 * members / sample
            found.append(
                Category(
                    str(kind.label),
                    int(here.sum()),
                    members,
                    share,
                )
            )
    found.sort(key=lambda each: -each.members)
    return found
