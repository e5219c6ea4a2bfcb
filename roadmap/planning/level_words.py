"""A level of a question in as few words as say what it means."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language.formats import points
from language.texts import in_language
from roadmap import wording
from roadmap.planning.position import Position
from scoring.percent import rounded_points
from survey.answers.words import names_of
from survey.models import Answer

LEVELLED = (
    "level",
    "ratio",
    "count",
)  # kinds whose levels have numbers that owners have seen


def is_levelled(standing: Position, code: str) -> bool:
    return standing.index.questions[code]["kind"] in LEVELLED


def mark_of(standing: Position, code: str, level: int) -> str:
    """The number of a level; of a choice what is chosen, of options how many of them, or their points."""
    question = standing.index.questions[code]
    if question["kind"] in LEVELLED:
        return str(standing.index.shown_level(code, level))
    if question["kind"] == "multiple":
        return _count_of_options(question, level) or _points_of(standing, code, level)
    return in_language(question["anchors"][level])


def level_words(standing: Position, code: str, level: int) -> str:
    """As `mark_of`, for the middle of a sentence."""
    mark = mark_of(standing, code, level)
    return (
        _("level %(level)s") % {"level": mark} if is_levelled(standing, code) else mark
    )


def raised_name(standing: Position, code: str, start: int, end: int) -> str:
    """ "Website: level 1 → 3"; what is not counted in levels only by its name."""
    question = standing.index.questions[code]
    shown = [str(standing.index.shown_level(code, level)) for level in (start, end)]
    return wording.levels(question["kind"], in_language(question["name"]), *shown)


def step_words(question: dict, level: int, answer: Answer | None) -> str:
    """What to do to reach a level: of a tool what it does, of a choice of options those that are left.

    A bare answer reads as if it were given already, so it is told as how things stand when the step is done.
    """
    if question["kind"] == "tool":
        return _("Begin to use it. %(what)s") % {"what": in_language(question["what"])}
    if question["kind"] == "multiple":
        return _("Add from these: %(names)s") % {
            "names": options_left(question, answer)
        }
    return _("When done: %(answer)s") % {
        "answer": in_language(question["anchors"][level])
    }


def levels_between(
    standing: Position, code: str, start: int, end: int
) -> tuple[str, ...]:
    """The answers a step passes on its way, lowest first; only levels stand in such an order."""
    if not is_levelled(standing, code):
        return ()
    anchors = standing.index.questions[code]["anchors"]
    return tuple(
        f"{level_words(standing, code, level)}: {in_language(anchors[level])}"
        for level in range(start + 1, end)
    )


def _count_of_options(question: dict, level: int) -> str:
    """Where all options count alike their number says it all; else nothing does."""
    worth = {option["points"] for option in _counted(question)}
    if len(worth) != 1:
        return ""
    count = question["points"][level] / next(iter(question["points"][1:2]))
    if count != int(count):
        return ""
    if not count:
        return _("none")
    if level == len(question["points"]) - 1 and count < len(_counted(question)):
        return _("%(count)s or more chosen") % {"count": count}
    return ngettext("%(count)s chosen", "%(count)s chosen", int(count)) % {
        "count": count
    }


def _points_of(standing: Position, code: str, level: int) -> str:
    """In points of the total, as the page of answers tells them."""
    gain = standing.gain(code, 0, level)
    return points(rounded_points(gain.numerator, gain.denominator))


def _counted(question: dict) -> list[dict]:
    return [
        option
        for option in question["options"]
        if option.get("points") and not option.get("exclusive")
    ]


def options_left(question: dict, answer: Answer | None) -> str:
    """Names of the options that count and are not chosen yet."""
    chosen: Collection[str] = answer.chosen if answer else ()
    return names_of(
        question,
        [option["id"] for option in _counted(question) if option["id"] not in chosen],
    )
