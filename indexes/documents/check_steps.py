"""What must hold of the steps of an index: what stands first is there and makes no circle, words are explained."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from indexes.documents.check_questions import (
    circle_from,
    placed_indicators,
    placed_questions,
    placed_variants,
)
from indexes.documents.message import Message, message
from indexes.documents.reader import KeyPath
from indexes.index.questions import is_scored, pillars_of, points_of, questions_of
from indexes.index.step_facts import after_of, nearest

Finding = tuple[KeyPath, Message]


def _steps(data: dict) -> Iterator[tuple[KeyPath, str, dict]]:
    """(place, code, question) of everything that can be a step: scored questions, groups, those of variants."""
    for place, _pillar, indicator in placed_indicators(data):
        if "group_question" in indicator:
            yield (
                (*place, "group_question"),
                indicator["code"],
                indicator["group_question"],
            )
    for place, question in (*placed_questions(data), *placed_variants(data)):
        if is_scored(question):
            yield place, question["code"], question


def _variant_at(data: dict, place: KeyPath) -> str:
    """The id of the variant in which a question stands; empty for what everybody is asked."""
    return data["variants"]["list"][place[2]]["id"] if place[0] == "variants" else ""


def _after(data: dict) -> Iterator[Finding]:
    """What should stand first is a scored question that the same person is asked, and nothing waits for itself."""
    waiting: dict[str, dict[str, tuple[str, ...]]] = {}
    for place, code, question in _steps(data):
        if "after" not in question:
            continue
        variant = _variant_at(data, place)
        if variant not in waiting:
            waiting[variant] = after_of(pillars_of(data, variant))
        known, named = waiting[variant], question["after"]
        for number, other in enumerate(named):
            if other not in known:
                told = _("There is no scored question %(code)r.")
                yield (*place, "after", number), message(told, code=other)
            if other in named[:number]:
                yield (
                    (*place, "after", number),
                    message(_("The question %(code)r is named twice."), code=other),
                )
        circle = circle_from(code, known)
        if circle:
            told = _("The question waits for itself: %(circle)s.")
            yield (*place, "after"), message(told, circle=" → ".join(circle))


def _parts(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """Everything that may say `doing` and `proof_kinds`, from the outside in."""
    yield (), data
    for position, pillar in enumerate(data["pillars"]):
        yield ("pillars", position), pillar
        for order, indicator in enumerate(pillar.get("indicators", ())):
            yield ("pillars", position, "indicators", order), indicator
    for place, _code, question in _steps(data):
        yield place, question


def _words(data: dict) -> Iterator[Finding]:
    for place, part in _parts(data):
        doing = part.get("doing", {})
        who, known = doing.get("who"), data.get("who_words", {})
        if who is not None and who not in known:
            told = _("%(word)r is not among who_words: %(known)s.")
            yield (
                (*place, "doing", "who"),
                message(told, word=who, known=", ".join(known)),
            )
        low, high = doing.get("cost", (0, 0))
        if low > high:
            told = _("The lower cost comes first: %(low)s is above %(high)s.")
            yield (*place, "doing", "cost"), message(told, low=low, high=high)
        words = data.get("proof_kinds_words", {})
        for number, kind in enumerate(part.get("proof_kinds", ())):
            if kind not in words:
                told = _("%(word)r is not among proof_kinds_words: %(known)s.")
                yield (
                    (*place, "proof_kinds", number),
                    message(told, word=kind, known=", ".join(words)),
                )


def _complete(data: dict) -> Iterator[Finding]:
    """An index that tells who does its steps and what they cost tells it of every step that may be advised."""
    if not any("doing" in part for _place, part in _parts(data)):
        return
    places = {code: (place, question) for place, code, question in _steps(data)}
    for variant in [
        "",
        *(one["id"] for one in data.get("variants", {}).get("list", ())),
    ]:
        for pillar, indicator, asked in questions_of(pillars_of(data, variant)):
            place, question = places.pop(asked["code"], ((), {"advised": False}))
            if not question.get("advised", True):
                continue
            doing = nearest(
                part.get("doing", {}) for part in (data, pillar, indicator, asked)
            )
            for name in (name for name in ("who", "cost") if name not in doing):
                told = _(
                    "The key 'doing.%(name)s' is missing, here and in all that is around it."
                )
                yield place, message(told, name=name)
            for name in (name for name in ("effort", "months") if name not in question):
                yield (
                    place,
                    message(
                        _("The key %(name)r is missing: the step may be advised."),
                        name=name,
                    ),
                )


def _advised_up_to(data: dict) -> Iterator[Finding]:
    """A level between the lowest and the highest of the question, as the index numbers it."""
    first = data["scoring"]["points"].get("first_level", 0)
    for place, _code, question in _steps(data):
        if "advised_up_to" not in question:
            continue
        lowest = (
            first if question.get("kind", "level") in ("level", "ratio", "count") else 0
        )
        highest = lowest + len(points_of({"kind": "level", **question})) - 1
        if not lowest < question["advised_up_to"] < highest:
            told = _(
                "A level above %(lowest)s and below %(highest)s is expected here, not %(level)s."
            )
            wrong = message(
                told, lowest=lowest, highest=highest, level=question["advised_up_to"]
            )
            yield (*place, "advised_up_to"), wrong


DOING_RULES = (_after, _words, _advised_up_to, _complete)
