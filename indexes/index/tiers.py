"""Indicators with levels of their own: which there are, and what their questions are worth. Pure.

As a mean, an indicator is worth its part of its pillar, and each of its questions an equal
part of that, whatever points its levels have among themselves.
"""

from collections.abc import Iterator
from fractions import Fraction

from indexes.index.numbers import exact
from indexes.index.questions import is_scored, questions_of

WORTH = 100  # points of a pillar of means, where the file says nothing else


def tier_of(scoring: dict) -> dict:
    """What the file says of the levels of indicators; empty where they have none."""
    return scoring.get("indicator_level", {})


def is_mean(scoring: dict) -> bool:
    return tier_of(scoring).get("combine") == "mean"


def scored_indicators(pillars: list[dict]) -> Iterator[tuple[int, dict]]:
    """(place of the pillar, indicator) of those that earn points."""
    for place, pillar in enumerate(pillars):
        for indicator in pillar["indicators"]:
            if any(map(is_scored, indicator["questions"])):
                yield place, indicator


def worth_of(scoring: dict) -> Fraction:
    """Points of a pillar of means."""
    return exact(tier_of(scoring).get("worth", WORTH))


def with_worth(pillars: list[dict], scoring: dict) -> list[dict]:
    """The same pillars, with what their questions are worth as parts of means."""
    if not is_mean(scoring):
        return pillars
    return [_pillar(pillar, worth_of(scoring)) for pillar in pillars]


def _pillar(pillar: dict, worth: Fraction) -> dict:
    own = [indicator for _place, indicator in scored_indicators([pillar])]
    weights = {part["code"]: exact(part.get("weight", 1)) for part in own}
    if not own:
        return pillar
    whole = sum(weights.values(), Fraction(0))
    indicators = []
    for indicator in pillar["indicators"]:
        weight = weights.get(indicator["code"], Fraction(0))
        indicators.append(_indicator(indicator, worth * weight / whole))
    return {**pillar, "indicators": indicators}


def _indicator(indicator: dict, worth: Fraction) -> dict:
    """A group counts for its criteria: it is the one question of its indicator then."""
    counting = len(list(counting_questions(indicator))) or 1
    questions = []
    for question in indicator["questions"]:
        if is_scored(question):
            points = _points(question, worth / counting)
            questions.append({**question, "points": points})
        else:
            questions.append(question)
    return {**indicator, "questions": questions}


def counting_questions(indicator: dict) -> Iterator[dict]:
    """The questions that make the mean: criteria are counted with their group."""
    for question in indicator["questions"]:
        if is_scored(question) and "grouped_by" not in question:
            yield question


def _points(question: dict, worth: Fraction) -> list[Fraction]:
    top = question["points"][-1]
    return [points * worth / top for points in question["points"]]


def shares_in(pillars: list[dict]) -> Iterator[Fraction]:
    """Points of every level of every question of a mean, however many of them apply."""
    for _place, indicator in scored_indicators(pillars):
        counting = list(counting_questions(indicator))
        always = len(counting) - sum(map(may_drop, counting))
        for sharing in range(max(1, always), len(counting) + 1):
            for question in counting:
                for points in question["points"]:
                    yield points * len(counting) / sharing


def may_drop(question: dict) -> bool:
    """Whether it may leave points and maximum: said so, or hidden by others' answers."""
    return question.get("not_applicable", False) or "show_if" in question


def indicator_places(pillars: list[dict]) -> dict[str, int]:
    """Where the indicator of each scored question stands among those that earn points."""
    numbers = {}
    for number, (_place, indicator) in enumerate(scored_indicators(pillars)):
        numbers[indicator["code"]] = number
    places = {}
    for _pillar, indicator, question in questions_of(pillars):
        if is_scored(question):
            places[question["code"]] = numbers[indicator["code"]]
    return places
