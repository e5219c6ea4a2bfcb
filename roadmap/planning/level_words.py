"""A level of a question in as few words as say what it means."""

import re
from collections.abc import Collection
from fractions import Fraction
from textwrap import shorten

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indexes.advice.taken_up import points_at_once
from indexes.index.deeds import deed_of
from indexes.index.model import Index
from indexes.index.options import (
    counts_options,
    exclusive_options,
    options_above,
    options_against,
)
from indexes.index.questions import has_numbered_levels, is_bare
from language.formats import percent
from language.texts import in_language
from roadmap import wording
from roadmap.planning.options_ahead import option_ahead, options_at
from roadmap.planning.position import Position
from survey.answers.words import names_of
from survey.models import Answer

# Where a heading may stop: before what explains, or goes on.
ENDS = re.compile(r"(?<=.{12})[;:.]|(?<=.{25}),")
MOST_OF_HEADING = 100
ASIDE = re.compile(r" ?\([^)]*\)")
# What is still missing is no part of what a step leads to: "a website, but an old one".
BUT = re.compile(r", (?:nhưng|but) ")
AND = re.compile(r"^(?:và|and) ")
# A head so short says nothing: "Yes, but rarely".
LEAST_OF_HEADING = 8


def is_levelled(position: Position, code: str) -> bool:
    return has_numbered_levels(position.index.questions[code])


def mark_of(position: Position, code: str, level: int) -> str:
    """The number of a level; of a choice what is chosen; of options how many of them."""
    question = position.index.questions[code]
    if has_numbered_levels(question):
        return str(position.index.shown_level(code, level))
    if question["kind"] == "multiple":
        # Where their number says nothing, their names do, or else how far it is.
        return (
            _count_of_options(question, level)
            or _names_of_options(position, code, level)
            or _share_of(question, level)
        )
    return in_language(question["anchors"][level])


def next_mark(position: Position, code: str, level: int) -> str:
    """As `mark_of` beside the marks of the levels below: of options what is taken up for it."""
    question = position.index.questions[code]
    is_choice = question["kind"] == "multiple"
    if not is_choice or level <= max(1, position.level(code)):
        return mark_of(position, code, level)
    if _count_of_options(question, level) or not position.advice_on(code).options:
        return mark_of(position, code, level)

    *_before, last = position.steps_between(code, position.level(code), level)
    below = options_at(position, code, last[0])
    new = names_of(question, options_at(position, code, level) - below)
    if not new:
        return _("and one more of these")
    return _("and %(name)s") % {"name": f"{new[:1].lower()}{new[1:]}"}


def level_words(position: Position, code: str, level: int) -> str:
    """As `mark_of`, for the middle of a sentence."""
    mark = mark_of(position, code, level)
    if not is_levelled(position, code):
        return mark
    return _("level %(level)s") % {"level": mark}


def task_name(index: Index, code: str) -> str:
    """What a question is called as a thing to do, however far it is raised."""
    question = index.questions[code]
    return in_language(question.get("task") or question["name"])


def raised_name(position: Position, code: str, start: int, end: int) -> str:
    """ "Website: level 1 → 3"; what is not counted in levels only by its name.

    A question that is no thing to do has a task of its own; of options that advice has in
    an order it is the one to take up.
    """
    option = option_ahead(position, code, start, end)
    if option:
        return in_language(option.task)
    name = task_name(position.index, code)
    question = position.index.questions[code]
    # Of a tool, or where there is but one step, the name says it all.
    if len(position.index.rubric.questions[position.place[code]].stops) == 1:
        return name
    if has_numbered_levels(question) and "task" not in question:
        first = position.index.shown_level(code, start)
        last = position.index.shown_level(code, end)
        return wording.levels(name, str(first), str(last))
    # So does it of the first of several options: what is begun need not be counted.
    if question["kind"] == "multiple" and (start, end) == (0, 1):
        return name
    # Each step of a task by what it leads to, so that no two bear one name.
    return wording.up_to(name, _what_it_leads_to(position, code, start, end))


def _what_it_leads_to(position: Position, code: str, start: int, level: int) -> str:
    question = position.index.questions[code]
    if question["kind"] == "multiple":
        return mark_of(position, code, level)
    if is_bare(question, level):
        return level_words(position, code, level)
    return led_to(position.index, code, start, level)


def led_to(index: Index, code: str, start: int, level: int) -> str:
    """What a step to a level is to do, where the index says it; else what the level adds."""
    deed = deed_of(index, code, level)
    if deed:
        return in_language(deed.task)
    anchors = index.questions[code]["anchors"]
    return brief(in_language(anchors[level]), in_language(anchors[start]))


def brief(anchor: str, now: str = "") -> str:
    """The first thing an anchor says that does not hold by now, as far as a heading has room."""
    said = ASIDE.sub("", _reached(anchor)) or _("to begin with")
    head, *more = ENDS.split(said, maxsplit=1)
    if more and _words(head) <= _words(now):
        return brief(AND.sub("", more[0].strip()), now)
    return shorten(head, MOST_OF_HEADING, placeholder="…")


def _reached(anchor: str) -> str:
    """Without what is still missing there; empty where nothing of it is left but "yes"."""
    head, *more = BUT.split(anchor, maxsplit=1)
    return "" if more and len(head) < LEAST_OF_HEADING else head


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def doing(position: Position, code: str, start: int, end: int) -> str:
    """What to do from one level to another: as advice tells it, or else as the index does."""
    option = option_ahead(position, code, start, end)
    if option:
        question, chosen = position.index.questions[code], position.chosen(code)
        told = position.advice_on(code).options
        points = points_at_once(question, told, chosen, start, end)
        return " ".join(filter(None, (in_language(option.do), wording.at_once(points))))
    answer = position.answers.get(code)
    words = what_to_do(position.index, code, end, answer)
    larger = position.facts(code).comes_with
    if not larger:
        return words
    hint = wording.comes_with(task_name(position.index, larger[0]))
    return f"{words} {hint}"


def what_to_do(index: Index, code: str, level: int, answer: Answer | None) -> str:
    """What to do to reach a level, as the index tells it, or else as its answers do."""
    deed = deed_of(index, code, level)
    if deed:
        return in_language(deed.do)
    return step_words(index.questions[code], level, answer)


def step_words(question: dict, level: int, answer: Answer | None) -> str:
    """What to do to reach a level: of a tool what it does, of options those left.

    A bare answer reads as if it were given already, so it is told as how things stand when
    the step is done.
    """
    if question["kind"] == "tool":
        return _("Begin to use it. %(what)s") % {"what": in_language(question["what"])}
    if question["kind"] == "multiple":
        return what_is_open(_("Add from these: %(names)s"), question, answer)
    anchor = in_language(question["anchors"][level])
    return _("When done: %(answer)s") % {"answer": _reached(anchor) or anchor}


def levels_between(
    position: Position, code: str, start: int, end: int
) -> tuple[str, ...]:
    """The answers a step passes on its way, lowest first."""
    # Only levels stand in such an order; of options any may come first.
    if not is_levelled(position, code):
        return ()
    question = position.index.questions[code]
    passed = []
    for level in range(start + 1, end):
        deed = deed_of(position.index, code, level)
        anchor = in_language(deed.task if deed else question["anchors"][level])
        if not is_bare(question, level):
            anchor = f"{level_words(position, code, level)}: {anchor}"
        passed.append(anchor)
    return tuple(passed)


def _count_of_options(question: dict, level: int) -> str:
    """Where all options count alike their number says it all; else nothing does."""
    if counts_options(question):
        return _least_of_options(question, level)
    options = _counted(question)
    worth = {option["points"] for option in options}
    if len(worth) != 1:
        return ""
    points_of_one = question["points"][1]
    count = question["points"][level] / points_of_one
    if count != int(count):
        return ""
    if not count:
        return _("none")
    # At the top more may be chosen than count: the cap is reached.
    if level == len(question["points"]) - 1 and count < len(options):
        return _("%(count)s or more chosen") % {"count": count}
    text = ngettext("%(count)s chosen", "%(count)s chosen", int(count))
    return text % {"count": count}


def _least_of_options(question: dict, level: int) -> str:
    """How many it takes for a level."""
    count = question["at_least"][level]
    if not count:
        return _("none")
    return _("%(count)s or more chosen") % {"count": count}


def _names_of_options(position: Position, code: str, level: int) -> str:
    """What there is at a level; nothing where advice has no order, nor for less than now."""
    if not position.advice_on(code).options:
        return ""
    question = position.index.questions[code]
    if level == 0:
        return names_of(question, exclusive_options(question)) or _("none")
    if level < position.level(code):
        return ""
    at = options_at(position, code, level)
    # Beyond what has an order another one has no name.
    if level > 1 and at == options_at(position, code, level - 1):
        return ""
    return names_of(question, at)


def _share_of(question: dict, level: int) -> str:
    """Of all that the question can earn; at the top that is everything."""
    if level == len(question["points"]) - 1:
        return _("all of it")
    return percent(Fraction(100) * question["points"][level] / question["points"][-1])


def _counted(question: dict) -> list[dict]:
    """Options that earn something; "none of these" does not."""
    counted = []
    for option in question["options"]:
        earns = counts_options(question) or option.get("points")
        if earns and not option.get("exclusive"):
            counted.append(option)
    return counted


def what_is_open(pattern: str, question: dict, answer: Answer | None) -> str:
    """What to give up, then in this sentence the options that count and are not chosen yet."""
    chosen: Collection[str] = answer.chosen if answer else ()
    against = names_of(question, options_against(question, chosen))
    left = names_of(question, options_above(question, chosen))
    said = []
    if against:
        said.append(_("Give up: %(names)s") % {"names": against})
    if left:
        said.append(pattern % {"names": left})
    return ". ".join(said)
