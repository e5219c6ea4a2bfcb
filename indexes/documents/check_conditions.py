"""What must hold of groups and conditions: levels that are there, branches that look back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from indexes.documents.places import (
    placed_in,
    placed_indicators,
    placed_questions,
)
from indexes.documents.reader import Finding, KeyPath, fault
from indexes.index.conditions import figures_in, questions_in
from indexes.index.options import as_choice
from indexes.index.questions import LEVELLED, is_scored, points_of, variants_in

NO_QUESTION = _("There is no question %(code)r that everybody is asked.")
NOT_SCORED = _("There is no scored question %(code)r.")


def _groups(data: dict) -> Iterator[Finding]:
    """A group question stands for every criterion of its indicator."""
    scoring = data["scoring"]
    rule = scoring["not_applicable"]
    leaves = rule["allowed"] and rule.get("maximum") != "stays"
    may_leave = leaves and "total" in scoring
    for path, indicator in placed_indicators(data):
        if "group_question" not in indicator:
            continue
        # Either the group or its criteria count, so the maximum has to give way.
        if not may_leave:
            yield fault(
                (*path, "group_question"),
                _(
                    "A group needs a weighted total and `not_applicable` allowed: "
                    "its criteria may leave the sum."
                ),
            )
        # A group at a level stands for each criterion at that level: they need the same ones.
        yield from _criteria(path, indicator)


def _criteria(path: KeyPath, indicator: dict) -> Iterator[Finding]:
    group = {"kind": "level", **indicator["group_question"]}
    levels = len(group["anchors"])
    for number, question in enumerate(indicator["questions"]):
        where = (*path, "questions", number)
        if question["kind"] != "level" or len(question["anchors"]) != levels:
            yield fault(
                (*where, "anchors"),
                _("A criterion of a group has its %(levels)s levels, kind `level`."),
                levels=levels,
            )
        # To say of a criterion what was said of its group must not move points.
        elif points_of(question) != points_of(group):
            yield fault(
                (*where, "points"),
                _("A criterion of a group has the points of the group's levels."),
            )


@dataclass(frozen=True)
class Asked:
    """What a condition may say of a question. levels: None where it has none to compare."""

    kind: str
    levels: range | None
    options: frozenset[str] = frozenset()

    @property
    def is_number(self) -> bool:
        return self.kind == "number"


def _asked(question: dict, first: int) -> Asked:
    kind = question["kind"]
    options = frozenset(
        option["id"] for option in as_choice(question).get("options", ())
    )
    levels = None
    if is_scored(question) and "linear" not in question:
        begin = first if kind in LEVELLED else 0
        levels = range(begin, begin + len(points_of(question)))
    elif kind == "single":
        levels = range(len(question["anchors"]))
    return Asked(kind, levels, options)


def _known(data: dict, placed: Iterable[tuple[KeyPath, dict]]) -> dict[str, Asked]:
    """What conditions may name, by code."""
    first = data["scoring"]["points"].get("first_level", 0)
    known = {}
    for _path, question in placed:
        known[question["code"]] = _asked(question, first)
    for _path, indicator in placed_indicators(data):
        if "group_question" in indicator:
            group = {"kind": "level", **indicator["group_question"]}
            known[indicator["code"]] = _asked(group, first)
    return known


def _conditions(data: dict) -> Iterator[Finding]:
    """A branch may look back only; so no two questions can wait for each other."""
    yield from _branches(data, list(placed_questions(data)))
    for variant in variants_in(data):
        # What all are asked was judged already, without what only some of them are asked.
        yield from _branches(data, list(placed_in(data, variant)), own="variants")


def _branches(
    data: dict,
    placed: list[tuple[KeyPath, dict]],
    own: str = "pillars",
) -> Iterator[Finding]:
    """Of the questions that stand in this part of the document."""
    known = _known(data, placed)
    groups = _groups_at(data)
    earlier: set[str] = set()
    figures = _from_profile(data)
    for path, question in placed:
        # A group is asked before its criteria.
        earlier.add(groups.get(path[:-2], ""))
        if "show_if" in question and path[0] == own:
            here = (*path, "show_if")
            yield from _compared(data, question["show_if"], known, here)
            yield from _looking_ahead(question["show_if"], known, earlier, here)
            yield from _not_asked_yet(data, question["show_if"], figures, here)
        earlier.add(question["code"])
        figures.add(question.get("denominator", {}).get("figure", ""))


def _groups_at(data: dict) -> dict[KeyPath, str]:
    """Codes of groups, by where their indicators stand."""
    groups = {}
    for path, indicator in placed_indicators(data):
        if "group_question" in indicator:
            groups[path] = indicator["code"]
    return groups


def _from_profile(data: dict) -> set[str]:
    """Numbers of the round that are known before any question."""
    names = set()
    for figure in data.get("figures", ()):
        if "from_profile" in figure:
            names.add(figure["id"])
    return names


def _looking_ahead(
    condition: dict,
    known: dict[str, Asked],
    earlier: set[str],
    path: KeyPath,
) -> Iterator[Finding]:
    for code in questions_in(condition):
        if code in known and code not in earlier:
            yield fault(
                path,
                _("The question %(code)r comes later; a branch may only look back."),
                code=code,
            )


def _not_asked_yet(
    data: dict,
    condition: dict,
    figures: set[str],
    path: KeyPath,
) -> Iterator[Finding]:
    names = {figure["id"] for figure in data.get("figures", ())}
    for name in sorted(figures_in([condition]) & names - figures):
        yield fault(
            path,
            _("The figure %(figure)r is asked in no question before this one."),
            figure=name,
        )


def _compared(
    data: dict,
    condition: dict,
    known: dict[str, Asked],
    path: KeyPath,
) -> Iterator[Finding]:
    for name in ("all", "any"):
        for position, part in enumerate(condition.get(name, ())):
            yield from _compared(
                data,
                part,
                known,
                (*path, name, position),
            )
    if "not" in condition:
        yield from _compared(
            data,
            condition["not"],
            known,
            (*path, "not"),
        )
    if "question" in condition:
        yield from _comparison(condition, known, path)
    figures = {figure["id"] for figure in data.get("figures", ())}
    if condition.get("figure", "") not in {"", *figures}:
        yield fault(
            (*path, "figure"),
            _("There is no figure %(figure)r."),
            figure=condition["figure"],
        )


def _comparison(
    condition: dict,
    known: dict[str, Asked],
    path: KeyPath,
) -> Iterator[Finding]:
    code = condition["question"]
    if code not in known:
        yield fault(
            (*path, "question"),
            NO_QUESTION,
            code=code,
        )
        return
    asked = known[code]
    if "has" in condition and condition["has"] not in asked.options:
        yield fault(
            (*path, "has"),
            _("The question %(code)r has no option %(option)r."),
            code=code,
            option=condition["has"],
        )
    for name in ("at_least", "at_most", "equals"):
        if name in condition and not asked.is_number:
            yield from _level(condition, name, asked, path)


def _level(
    condition: dict,
    name: str,
    asked: Asked,
    path: KeyPath,
) -> Iterator[Finding]:
    code = condition["question"]
    if asked.levels is None:
        yield fault(
            (*path, name),
            _("The question %(code)r has no levels: use `has` or `answered`."),
            code=code,
        )
    elif condition[name] not in asked.levels:
        yield fault(
            (*path, name),
            _("The question %(code)r has no level %(level)s."),
            code=code,
            level=condition[name],
        )


def _checks(data: dict) -> Iterator[Finding]:
    known = _known(data, placed_questions(data))
    for position, check in enumerate(data.get("checks", ())):
        path: KeyPath = ("checks", position)
        yield from _compared(data, check["when"], known, (*path, "when"))
        for number, code in enumerate(check["questions"]):
            if code not in known:
                yield fault(
                    (*path, "questions", number),
                    NO_QUESTION,
                    code=code,
                )
        # Whoever is told of a contradiction is led to the questions named here.
        for code in sorted(set(questions_in(check["when"])) - set(check["questions"])):
            yield fault(
                (*path, "questions"),
                _("The condition asks about %(code)r, which is not named here."),
                code=code,
            )


CONDITION_RULES = (_groups, _conditions, _checks)
