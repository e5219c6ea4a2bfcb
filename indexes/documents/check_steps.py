"""What must hold of the steps of an index: what stands first is there and makes no circle."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from indexes.documents.check_conditions import NOT_SCORED
from indexes.documents.check_variants import circle_from
from indexes.documents.places import placed_everywhere, placed_indicators
from indexes.documents.reader import Finding, KeyPath, fault
from indexes.index.questions import (
    LEVELLED,
    is_scored,
    pillars_of,
    points_of,
    questions_of,
    variant_ids,
    variants_in,
)
from indexes.index.step_facts import after_of, nearest


def _steps(data: dict) -> Iterator[tuple[KeyPath, str, dict]]:
    """(path, code, question) of what can be a step: scored questions, groups, those of variants."""
    for path, indicator in placed_indicators(data):
        if "group_question" in indicator:
            group = indicator["group_question"]
            yield (*path, "group_question"), indicator["code"], group
    for path, question in placed_everywhere(data):
        if is_scored(question):
            yield path, question["code"], question


def _variant_at(data: dict, path: KeyPath) -> str:
    """The id of the variant in which a question stands; empty for what everybody is asked."""
    return data["variants"]["list"][path[2]]["id"] if path[0] == "variants" else ""


def _after(data: dict) -> Iterator[Finding]:
    """What stands first is asked of the same person, and nothing waits for itself."""
    waiting: dict[str, dict[str, tuple[str, ...]]] = {}
    for path, code, question in _steps(data):
        if "after" not in question:
            continue
        variant = _variant_at(data, path)
        # Worked out once for a variant, not for each of its questions.
        if variant not in waiting:
            waiting[variant] = after_of(pillars_of(data, variant))
        known, here = waiting[variant], (*path, "after")
        yield from _named(here, question["after"], known)
        circle = circle_from(code, known)
        if circle:
            yield fault(
                here,
                _("The question waits for itself: %(circle)s."),
                circle=" → ".join(circle),
            )


def _named(
    path: KeyPath,
    codes: list[str],
    known: dict,
) -> Iterator[Finding]:
    for number, code in enumerate(codes):
        if code not in known:
            yield fault(
                (*path, number),
                NOT_SCORED,
                code=code,
            )
        if code in codes[:number]:
            yield fault(
                (*path, number),
                _("The question %(code)r is named twice."),
                code=code,
            )


def _parts(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """Everything that may say `doing` and `proof_kinds`, from the outside in."""
    yield (), data
    for position, pillar in enumerate(data["pillars"]):
        path: KeyPath = ("pillars", position)
        yield path, pillar
        for order, indicator in enumerate(pillar.get("indicators", ())):
            yield (*path, "indicators", order), indicator
    for path, _code, question in _steps(data):
        yield path, question


def _words(data: dict) -> Iterator[Finding]:
    who_words, kinds = data.get("who_words", {}), data.get("proof_kinds_words", {})
    for path, part in _parts(data):
        yield from _doing(
            (*path, "doing"),
            part.get("doing", {}),
            who_words,
        )
        for number, kind in enumerate(part.get("proof_kinds", ())):
            if kind not in kinds:
                yield fault(
                    (*path, "proof_kinds", number),
                    _("%(word)r is not among proof_kinds_words: %(known)s."),
                    word=kind,
                    known=", ".join(kinds),
                )


def _doing(
    path: KeyPath,
    doing: dict,
    who_words: dict,
) -> Iterator[Finding]:
    who = doing.get("who")
    if who is not None and who not in who_words:
        yield fault(
            (*path, "who"),
            _("%(word)r is not among who_words: %(known)s."),
            word=who,
            known=", ".join(who_words),
        )
    low, high = doing.get("cost", (0, 0))
    if low > high:
        yield fault(
            (*path, "cost"),
            _("The lower cost comes first: %(low)s is above %(high)s."),
            low=low,
            high=high,
        )


def _complete(data: dict) -> Iterator[Finding]:
    """An index that tells who does steps and what they cost tells it of every advised step."""
    # An older index says nothing of it, and that is no mistake.
    if not any("doing" in part for _path, part in _parts(data)):
        return
    steps = {code: (path, question) for path, code, question in _steps(data)}
    ids = variant_ids(data) if variants_in(data) else []
    for variant in ("", *ids):
        for pillar, indicator, asked in questions_of(pillars_of(data, variant)):
            # Each is judged once, in the first variant that asks it.
            path, question = steps.pop(asked["code"], ((), {"advised": False}))
            if question.get("advised", True):
                parts = (data, pillar, indicator, asked)
                yield from _unsaid(
                    path, question, nearest(part.get("doing", {}) for part in parts)
                )


def _unsaid(
    path: KeyPath,
    question: dict,
    doing: dict,
) -> Iterator[Finding]:
    for name in ("who", "cost"):
        if name not in doing:
            yield fault(
                path,
                _(
                    "The key 'doing.%(name)s' is missing, here and in all that is around it."
                ),
                name=name,
            )
    for name in ("effort", "months"):
        if name not in question:
            yield fault(
                path,
                _("The key %(name)r is missing: the step may be advised."),
                name=name,
            )


def _advised_up_to(data: dict) -> Iterator[Finding]:
    """A level between the lowest and the highest of the question, as the index numbers it."""
    first = data["scoring"]["points"].get("first_level", 0)
    for path, _code, question in _steps(data):
        if "advised_up_to" not in question:
            continue
        level = question["advised_up_to"]
        lowest = first if question.get("kind", "level") in LEVELLED else 0
        # A group has no kind of its own: it is answered like a question of levels.
        highest = lowest + len(points_of({"kind": "level", **question})) - 1
        if not lowest < level < highest:
            yield fault(
                (*path, "advised_up_to"),
                _(
                    "A level above %(lowest)s and below %(highest)s is expected here, "
                    "not %(level)s."
                ),
                lowest=lowest,
                highest=highest,
                level=level,
            )


def _level_by_level(data: dict) -> Iterator[Finding]:
    """Only levels of one scale can be held against each other."""
    if not data.get("doing", {}).get("level_by_level"):
        return
    first: int | None = None
    for path, _code, question in _steps(data):
        alike = {"kind": "level", **question}
        levels = len(points_of(alike)) if alike["kind"] in LEVELLED else 0
        first = first or levels
        if not levels or levels != first:
            yield fault(
                path,
                _("Where steps go level by level, all questions have as many levels."),
            )


def _tasks(data: dict) -> Iterator[Finding]:
    """One for each step up, where levels say what a step to them is to do."""
    for path, _code, question in _steps(data):
        count = len(question.get("tasks", ()))
        steps = len(points_of({"kind": "level", **question})) - 1
        if count and count != steps:
            yield fault(
                (*path, "tasks"),
                _(
                    "One task for each step up is expected here: %(steps)s, not %(count)s."
                ),
                steps=steps,
                count=count,
            )


STEP_RULES = (
    _after,
    _words,
    _advised_up_to,
    _complete,
    _level_by_level,
    _tasks,
)
