"""The words for codes of roadmaps. Text lives at the edge."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

HORIZONS = {
    0: (gettext_lazy("Right away"), gettext_lazy("to begin this month")),
    3: (
        gettext_lazy("Within 3 months"),
        gettext_lazy("to be done in the first three months"),
    ),
    6: (
        gettext_lazy("Within 6 months"),
        gettext_lazy("to be done in the first six months"),
    ),
    12: (gettext_lazy("Within 12 months"), gettext_lazy("to be done within a year")),
    24: (gettext_lazy("After 12 months"), gettext_lazy("takes longer than a year")),
}
EFFORTS = {
    1: gettext_lazy("very easy"),
    2: gettext_lazy("easy"),
    3: gettext_lazy("takes some work"),
    4: gettext_lazy("takes much work"),
    5: gettext_lazy("a large task"),
}
PROBLEMS = {
    "nothing_asked": gettext_lazy(
        "Please choose a level to reach, overall or in a pillar."
    ),
    "unreachable": gettext_lazy(
        "No set of steps reaches this target with the answers that can be raised. "
        "Please choose a lower one."
    ),
    "unreachable_without": gettext_lazy(
        "Without what you left out, no set of steps reaches this target. Please take "
        "something back, or choose a lower one."
    ),
    "due_past": gettext_lazy("This day is over. Please choose today or a later day."),
    "no_steps": gettext_lazy(
        "No answer is raised yet, so there is nothing to keep as a roadmap."
    ),
    "stands_on": gettext_lazy(
        "“%(step)s” has to come first, and it stands later. Please move that one first."
    ),
    "too_many": gettext_lazy(
        "A roadmap takes %(most)s steps of your own. Please remove some first."
    ),
    "nothing_open": gettext_lazy("Nothing is left open to take along."),
    "text_missing": gettext_lazy("Please say in a few words what to do."),
}


def problem(code: str, **params: object) -> str:
    text = str(PROBLEMS[code])
    return text % params if params else text


def months(count: int) -> str:
    text = ngettext("about %(count)s month", "about %(count)s months", count)
    return text % {"count": count}


def work(count: int) -> str:
    """How much work it is for a firm of this size; nothing for nothing."""
    if not count:
        return ""
    text = ngettext(
        "about %(count)s month of work", "about %(count)s months of work", count
    )
    return text % {"count": count}


def levels(index_kind: str, name: str, start: str, end: str) -> str:
    """ "Website: from level 1 to level 3"; what is not counted in levels only by its name."""
    if index_kind not in ("level", "ratio", "count"):
        return name
    params = {"name": name, "start": start, "end": end}
    return _("%(name)s: level %(start)s → %(end)s") % params
