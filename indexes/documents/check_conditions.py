"""What must hold of groups and conditions: levels that are there, branches that look back."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from indexes.documents.places import placed_indicators, placed_questions
from indexes.documents.reader import Finding, KeyPath, fault
from indexes.index.conditions import questions_in
from indexes.index.questions import LEVELLED, is_scored, points_of

NOT_SCORED = _("There is no scored question %(code)r.")


def _groups(data: dict) -> Iterator[Finding]:
    """A group question stands for every criterion of its indicator."""
    scoring = data["scoring"]
    may_leave = scoring["not_applicable"]["allowed"] and "total" in scoring
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


def _levels_of(data: dict) -> dict[str, range]:
    """The levels that a comparison may name, by the code of the question."""
    first = data["scoring"]["points"].get("first_level", 0)
    levels: dict[str, range] = {}
    for _path, question in placed_questions(data):
        if is_scored(question):
            begin = first if question["kind"] in LEVELLED else 0
            levels[question["code"]] = range(begin, begin + len(points_of(question)))
    for _path, indicator in placed_indicators(data):
        if "group_question" in indicator:
            count = len(indicator["group_question"]["anchors"])
            levels[indicator["code"]] = range(first, first + count)
    return levels


def _conditions(data: dict) -> Iterator[Finding]:
    """A branch may look back only; so no two questions can wait for each other."""
    known = _levels_of(data)
    earlier: set[str] = set()
    for path, question in placed_questions(data):
        if "show_if" in question:
            yield from _compared(
                question["show_if"],
                known,
                (*path, "show_if"),
            )
            for code in questions_in(question["show_if"]):
                if code in known and code not in earlier:
                    yield fault(
                        (*path, "show_if"),
                        _(
                            "The question %(code)r comes later; a branch may only look back."
                        ),
                        code=code,
                    )
        if question["code"] in known:
            earlier.add(question["code"])


def _compared(
    condition: dict,
    known: dict[str, range],
    path: KeyPath,
) -> Iterator[Finding]:
    for name in ("all", "any"):
        for position, part in enumerate(condition.get(name, ())):
            yield from _compared(
                part,
                known,
                (*path, name, position),
            )
    if "not" in condition:
        yield from _compared(
            condition["not"],
            known,
            (*path, "not"),
        )
    if "question" in condition:
        yield from _comparison(condition, known, path)


def _comparison(
    condition: dict,
    known: dict[str, range],
    path: KeyPath,
) -> Iterator[Finding]:
    code = condition["question"]
    if code not in known:
        yield fault(
            (*path, "question"),
            NOT_SCORED,
            code=code,
        )
        return
    for name in ("at_least", "at_most", "equals"):
        if name in condition and condition[name] not in known[code]:
            yield fault(
                (*path, name),
                _("The question %(code)r has no level %(level)s."),
                code=code,
                level=condition[name],
            )


def _checks(data: dict) -> Iterator[Finding]:
    known = _levels_of(data)
    for position, check in enumerate(data.get("checks", ())):
        path: KeyPath = ("checks", position)
        yield from _compared(check["when"], known, (*path, "when"))
        for number, code in enumerate(check["questions"]):
            if code not in known:
                yield fault(
                    (*path, "questions", number),
                    NOT_SCORED,
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
