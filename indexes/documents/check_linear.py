"""What must hold of points that grow evenly: a way that goes up, marks along it, peers to beat."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from indexes.documents.places import placed_everywhere
from indexes.documents.reader import Finding, KeyPath, fault
from indexes.index.linear import STEPS
from indexes.index.numbers import exact
from indexes.index.questions import best_of

_WHOLE = 100  # marks are told in percent of the way


def _linear(data: dict) -> Iterator[Finding]:
    for path, question in placed_everywhere(data):
        if "linear" in question:
            here = (*path, "linear")
            yield from _way(data, here, question)
            yield from _marks(here, question["linear"])


def _way(data: dict, path: KeyPath, question: dict) -> Iterator[Finding]:
    told = question["linear"]
    if not exact(told["points"]):
        yield fault((*path, "points"), _("Everything has to be worth something."))
    end = told["to"]
    if isinstance(end, dict):
        sets = data.get("peer_sets", {})
        if end["best_of"] not in sets:
            yield fault(
                (*path, "to", "best_of"),
                _("There is no set of peers %(name)r."),
                name=end["best_of"],
            )
            return
        end = best_of(sets[end["best_of"]], question["code"])
    # Also where no peer has a ratio of this question: nothing is the best of none.
    if exact(end) <= exact(told["from"]):
        yield fault(
            (*path, "to"),
            _("Points must grow: everything is at %(end)s, nothing at %(start)s."),
            end=end,
            start=told["from"],
        )


def _marks(path: KeyPath, told: dict) -> Iterator[Finding]:
    marks = told["marks"]
    steps = told.get("steps", STEPS)
    ends = ((0, 0), (len(marks) - 1, _WHOLE))
    for number, wanted in ends:
        if exact(marks[number]["at"]) != wanted:
            yield fault(
                (*path, "marks", number, "at"),
                _("The first mark is at 0, the last at 100 percent of the way."),
            )
    for number, (before, after) in enumerate(pairwise(marks), 1):
        here = (*path, "marks", number, "at")
        if exact(after["at"]) <= exact(before["at"]):
            yield fault(
                here,
                _("Marks must rise: %(after)s comes after %(before)s."),
                after=after["at"],
                before=before["at"],
            )
        elif (exact(after["at"]) * steps / _WHOLE).denominator != 1:
            yield fault(
                here,
                _("A mark lies on one of the %(steps)s steps."),
                steps=steps,
            )


def _peers(data: dict) -> Iterator[Finding]:
    codes = {question["code"] for _path, question in placed_everywhere(data)}
    for name, peers in data.get("peer_sets", {}).items():
        path: KeyPath = ("peer_sets", name)
        if not _is_day(peers["date"]):
            yield fault((*path, "date"), _("The date must be written as 2021-12-31."))
        for peer, ratios in peers["values"].items():
            for code in ratios:
                if code not in codes:
                    yield fault(
                        (*path, "values", peer, code),
                        _("There is no question %(code)r."),
                        code=code,
                    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


LINEAR_RULES = (_linear, _peers)
