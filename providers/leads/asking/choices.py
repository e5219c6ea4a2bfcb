"""Whom one form may ask, and what of the enterprise could be shown to each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst

from accounts.models import Organisation
from indexes.index.deeds import deed_of
from indexes.index.model import Index
from language.texts import in_language
from providers.directory.describe import Offer, offer
from providers.leads.queries import closed_reason, live_leads
from providers.matching.queries import facts_named, hidden_providers
from providers.models import Solution
from survey.models import Result

BESIDES = 3  # others that may be asked in the same form


@dataclass(frozen=True)
class Named:
    """Something that the owner may tick, in words. key: as the form sends it."""

    key: str
    words: str


@dataclass(frozen=True)
class Candidate:
    """One that may be asked. answers: those it would raise. steps: of the plan, with which it
    helps.
    """

    solution: Solution
    offer: Offer
    answers: tuple[Named, ...]
    steps: tuple[Named, ...]


def candidates_of(
    result: Result, wanted: Solution, content: Mapping, now: datetime
) -> list[Candidate]:
    """The one that was chosen first, then who else was suggested and can be asked."""
    others = _others(result.organisation, wanted, content, now)
    return [candidate_of(each, content, result.index) for each in (wanted, *others)]


def _others(
    enterprise: Organisation, wanted: Solution, content: Mapping, now: datetime
) -> list[Solution]:
    # Whom the owner does not want to see stands in no form either.
    hidden = {provider.slug for provider in hidden_providers(enterprise)}
    passed_over = {*live_leads(enterprise, now), *hidden, wanted.provider.slug}
    slugs = _first_of_each(content, passed_over)
    entries = Solution.objects.filter(slug__in=slugs, is_active=True)
    by_slug = {
        row.slug: row for row in entries.select_related("provider__organisation")
    }
    found = [by_slug[slug] for slug in slugs if slug in by_slug]
    # Asked anew: who was suggested then may be paused or full by now.
    open_today = [
        each for each in found if not closed_reason(None, each, enterprise, now)
    ]
    return open_today[:BESIDES]


def _first_of_each(content: Mapping, passed_over: Iterable[str]) -> list[str]:
    """Of each provider what stands first, twice as many as are shown: some may be closed."""
    slugs: dict[str, str] = {}
    for facts in (*content["suggestions"], *content["offers"]):
        if facts["provider"] not in passed_over and not facts["fails"]:
            slugs.setdefault(facts["provider"], facts["solution"])
    return list(slugs.values())[: 2 * BESIDES]


def candidate_of(solution: Solution, content: Mapping, index: Index) -> Candidate:
    gaps = []
    for facts in facts_named(content):
        if facts["solution"] == solution.slug:
            gaps = facts["gaps"]
    answers, steps = [], []
    for gap in gaps:
        answers.append(answer_named(gap["question"], gap["from"], index))
    for step in content["steps"]:
        if solution.slug in (*step["solutions"], *step["more"]):
            steps.append(step_named(step["question"], step["from"], step["to"], index))
    return Candidate(
        solution=solution,
        offer=offer(solution),
        answers=tuple(answers),
        steps=tuple(steps),
    )


def answer_named(code: str, level: int, index: Index) -> Named:
    question = index.questions[code]
    name = in_language(question["name"])
    anchor = in_language(question["anchors"][level])
    return Named(code, f"{name}: {anchor}")


def step_named(code: str, from_level: int, to_level: int, index: Index) -> Named:
    """What is to be done, as the plan says it."""
    deed = deed_of(index, code, to_level)
    if deed:
        words = capfirst(in_language(deed.task))
    else:
        words = in_language(index.questions[code]["name"])
    return Named(step_key(code, from_level, to_level), words)


def step_key(code: str, from_level: int, to_level: int) -> str:
    return f"{code}:{from_level}:{to_level}"


def step_of(key: str) -> tuple[str, int, int]:
    code, from_level, to_level = key.rsplit(":", 2)
    return code, int(from_level), int(to_level)
