"""From the codes and numbers of a recommendation to words, in the active language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indexes.index.model import Index
from language.formats import money, with_percent
from language.texts import as_written, in_language
from providers.matching.suggestion import (
    Line,
    SuggestionDescription,
    line_of,
    suggestion_of,
)
from providers.wording import CONFIDENCE, RULES
from registry.supports import condition_of, supports

BySlug = Mapping[str, SuggestionDescription]


@dataclass(frozen=True)
class StepOffer:
    """A solution beside one step.

    raises: the answer of the step first. is_first: it stands beside no step above.
    """

    suggestion: SuggestionDescription
    raises: str
    is_first: bool


@dataclass(frozen=True)
class StepHelp:
    """Who helps with the steps of one question, best first.

    steps: how many they are. more: in a line each. others: how many more help.
    """

    question: str
    from_level: int
    to_level: int
    steps: int
    offers: tuple[StepOffer, ...]
    more: tuple[Line, ...]
    others: int


@dataclass(frozen=True)
class Portfolio:
    names: tuple[str, ...]
    cost: str
    level: int | None
    level_name: str
    level_stays: bool


@dataclass(frozen=True)
class Suggestions:
    """All that a recommendation says, in words."""

    suggestions: list[SuggestionDescription]
    steps: tuple[StepHelp, ...]
    # Of the suggestions, what stands beside no step.
    beside: list[SuggestionDescription]
    near_misses: list[SuggestionDescription]
    portfolio: Portfolio | None
    # Kinds of help that the State could pay of what is named, each in a line.
    support: tuple[str, ...]
    # Names of the rules set aside, the most blocking one first.
    loosened: tuple[str, ...]
    blocked: int  # solutions that help and that the first of them alone leaves out
    budget: str
    fictional: bool


def describe(content: dict, index: Index) -> Suggestions:
    """Everything a stored recommendation says."""
    loosened = content["loosened"]
    suggestions = _suggestions(content, "suggestions", index)
    by_slug = {suggestion.slug: suggestion for suggestion in suggestions}
    by_slug |= _beside_steps(content, index)
    lines = {facts["solution"]: line_of(facts) for facts in _named(content)}
    shown: set[str] = set()
    steps = tuple(_step(step, by_slug, lines, shown) for step in content["steps"])
    beside = [one for one in suggestions if one.slug not in shown]
    return Suggestions(
        suggestions=suggestions,
        steps=steps,
        beside=beside,
        near_misses=_suggestions(content, "near_misses", index),
        portfolio=_portfolio(content, index),
        support=_support(content),
        loosened=tuple(str(RULES[code]) for code in loosened),
        blocked=content["blocked"][loosened[0]] if loosened else 0,
        budget=money(content["budget"]),
        fictional=content["fictional"],
    )


def _suggestions(content: dict, part: str, index: Index) -> list[SuggestionDescription]:
    return [suggestion_of(facts, index) for facts in content[part]]


def _named(content: dict) -> list[dict]:
    return [*content["suggestions"], *content["offers"]]


def _beside_steps(content: dict, index: Index) -> BySlug:
    """What stands beside a step in full, and is no suggestion for the whole."""
    in_full: set[str] = set()
    for step in content["steps"]:
        in_full.update(step["solutions"])
    offers = [facts for facts in content["offers"] if facts["solution"] in in_full]
    return {facts["solution"]: suggestion_of(facts, index) for facts in offers}


def _step(
    step: dict, by_slug: BySlug, lines: Mapping[str, Line], shown: set[str]
) -> StepHelp:
    """shown: what stands beside the steps above; it is added to."""
    offers = []
    for slug in step["solutions"]:
        suggestion = by_slug[slug]
        raises = _raises(suggestion, step["question"])
        is_first = slug not in shown
        offer = StepOffer(suggestion, raises, is_first)
        offers.append(offer)
        shown.add(slug)
    more = [lines[slug] for slug in step["more"]]
    return StepHelp(
        question=step["question"],
        from_level=step["from"],
        to_level=step["to"],
        steps=step["steps"],
        offers=tuple(offers),
        more=tuple(more),
        others=step["others"],
    )


def _raises(suggestion: SuggestionDescription, code: str) -> str:
    """What it does for one step, and how much it does besides."""
    lines = [gap.line for gap in suggestion.gaps if gap.code == code]
    others = len(suggestion.gaps) - len(lines)
    if not others:
        return f"{lines[0]}."
    words = ngettext(
        "%(line)s. Helps with %(count)s other answer too.",
        "%(line)s. Helps with %(count)s other answers too.",
        others,
    )
    return words % {"line": lines[0], "count": others}


def _support(content: dict) -> tuple[str, ...]:
    """Each kind of help once, in the order in which it is met."""
    lines: dict[str, str] = {}
    for facts in _named(content):
        support = facts["support"]
        if support and support["item"] not in lines:
            lines[support["item"]] = _support_line(support)
    return tuple(lines.values())


def _support_line(support: dict) -> str:
    item = supports()[support["item"]]
    name = {"vi": item["name_vi"], "en": item["name_en"]}
    params = {
        "item": in_language(name),
        "rate": with_percent(str(support["rate"])),
        "ceiling": money(support["ceiling"]),
        "confidence": CONFIDENCE[support["confidence"]],
    }
    if support["ceiling"] is None:
        words = _(
            "%(item)s: no amount is given for enterprises of your size (%(confidence)s)."
        )
    else:
        words = _("%(item)s: at most %(rate)s and %(ceiling)s a year (%(confidence)s).")
    sentences = [words % params]
    if condition := condition_of(item):
        said = _("Condition: %(condition)s.")
        sentences.append(said % {"condition": as_written(condition)})
    return " ".join(sentences)


def _portfolio(content: dict, index: Index) -> Portfolio | None:
    portfolio = content["portfolio"]
    if portfolio is None:
        return None
    suggestions = content["suggestions"]
    names = {facts["solution"]: as_written(facts["name"]) for facts in suggestions}
    level = portfolio["level"]
    return Portfolio(
        names=tuple(names[slug] for slug in portfolio["solutions"]),
        cost=money(portfolio["yearly"]),
        level=level,
        level_name="" if level is None else in_language(index.level_name(level)),
        # Recommendations that are older do not say at which level it was.
        level_stays=level is not None and level == portfolio.get("level_now"),
    )
