"""What must hold of points, steps and options: they rise, and a person can say "none of these"."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from indexes.documents.reader import Finding, KeyPath, fault
from indexes.index.numbers import exact
from indexes.index.options import as_choice, counts_options, is_one_a_row, sums_of
from indexes.index.questions import is_scored, points_of
from scoring.rules import MOST_QUESTION_LEVELS

ID_TWICE = _("The id %(id)r is used twice.")
_OPTION_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789_-"


def check_points(path: KeyPath, question: dict) -> Iterator[Finding]:
    points, anchors = points_of(question), question["anchors"]
    if len(points) != len(anchors):
        yield fault(
            (*path, "anchors"),
            _("There are %(anchors)s anchors for %(points)s levels of points."),
            anchors=len(anchors),
            points=len(points),
        )
    if question["kind"] == "single" and "points" not in question:
        yield fault(
            path, _("The key 'points' is missing: say what each choice is worth.")
        )
    if points and (points[-1] < 0 or not any(points)):
        yield fault(
            (*path, "points"),
            _("Nobody can earn anything: the highest level is worth nothing."),
        )
    for level, (before, after) in enumerate(pairwise(points), 1):
        if after < before:
            yield fault(
                (*path, "points", level),
                _("Points may not fall: %(after)g comes after %(before)g."),
                after=float(after),
                before=float(before),
            )


def check_steps(path: KeyPath, question: dict) -> Iterator[Finding]:
    steps, anchors, here = (
        question["at_least"],
        question["anchors"],
        (*path, "at_least"),
    )
    if len(steps) != len(anchors):
        yield fault(
            here,
            _("There are %(steps)s steps for %(anchors)s anchors."),
            steps=len(steps),
            anchors=len(anchors),
        )
    # Who has none of it must be at some level, too.
    if steps[0] != 0:
        yield fault((*here, 0), _("The first step must be 0."))
    for level, (before, after) in enumerate(pairwise(steps), 1):
        if after <= before:
            yield fault(
                (*here, level),
                _("Steps must rise: %(after)s comes after %(before)s."),
                after=after,
                before=before,
            )


def check_options(path: KeyPath, question: dict) -> Iterator[Finding]:
    yield from _ids((*path, "options"), question["options"])
    for number, option in enumerate(question["options"]):
        here = (*path, "options", number)
        yield from _option_points(here, option, question)
    # Without it nothing ticked could mean "none" as well as "not answered".
    if is_scored(question) and not _has_exclusive(question):
        yield fault(
            (*path, "options"),
            _(
                "One option must be `exclusive`, so that a person can say: none of these."
            ),
        )

    yield from _counting(path, question)
    if is_scored(question) and not counts_options(question):
        yield from _not_too_many((*path, "options"), question)


def _ids(path: KeyPath, rows: list[dict]) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, row in enumerate(rows):
        here = (*path, number, "id")
        if row["id"] in seen:
            yield fault(here, ID_TWICE, id=row["id"])
        seen.add(row["id"])
        # Its letters become names of fields in a form.
        if row["id"].strip(_OPTION_SIGNS):
            yield fault(
                here,
                _(
                    "The id may have small letters, digits, hyphens and underscores only."
                ),
            )


def _not_too_many(path: KeyPath, question: dict) -> Iterator[Finding]:
    """Of options that are worth unlike points nearly every choice is a sum of its own."""
    if len(sums_of(question)) > MOST_QUESTION_LEVELS:
        yield fault(
            path,
            _(
                "These options make more than %(most)s different sums of points: "
                "round their points, or set a `cap`."
            ),
            most=MOST_QUESTION_LEVELS,
        )


def check_table(path: KeyPath, question: dict) -> Iterator[Finding]:
    yield from _ids((*path, "rows"), question["rows"])
    yield from _ids((*path, "columns"), question["columns"])
    for number, column in enumerate(question["columns"]):
        here = (*path, "columns", number)
        yield from _option_points(here, column, question)
    one = is_one_a_row(question)
    if one and "none" in question:
        yield fault(
            (*path, "none"),
            _("Where each row has a choice, a column says that there is none of it."),
        )
    if not is_scored(question):
        return
    if not one and "none" not in question:
        yield fault(
            path,
            _("The key 'none' is missing, so that a person can say: none of these."),
        )
    if one and all(exact(column.get("points", 1)) for column in question["columns"]):
        yield fault(
            (*path, "columns"),
            _("One column is worth nothing, so that the lowest level is there."),
        )
    yield from _not_too_many((*path, "rows"), as_choice(question))


def _has_exclusive(question: dict) -> bool:
    return any(option.get("exclusive") for option in question["options"])


def _option_points(
    path: KeyPath,
    option: dict,
    question: dict,
) -> Iterator[Finding]:
    if counts_options(question):
        if "points" in option:
            yield fault(
                (*path, "points"),
                _("Nothing counts these points: `at_least` says how many it takes."),
            )
        return
    if is_scored(question) and "points" not in option:
        yield fault(path, _("The key 'points' is missing: the question is scored."))
    if not is_scored(question) and "points" in option:
        yield fault(
            (*path, "points"),
            _("Nothing counts these points: the question is not scored."),
        )
    if option.get("exclusive") and exact(option.get("points", 0)):
        yield fault(
            (*path, "points"),
            _("An option that excludes all others is worth no points."),
        )


def _counting(path: KeyPath, question: dict) -> Iterator[Finding]:
    """Options are worth points, or it takes so many of them for a level."""
    if not counts_options(question):
        for key in ("anchors", "points"):
            if key in question:
                yield fault(
                    (*path, key),
                    _("Nothing uses `%(key)s`: options are counted with `at_least`."),
                    key=key,
                )
        return
    if not is_scored(question) or "cap" in question:
        yield fault(
            (*path, "at_least"),
            _("Options that are counted are scored, and have no cap."),
        )
    if "anchors" not in question:
        yield fault(path, _("The key %(key)r is missing."), key="anchors")
        return
    yield from check_points(path, question)
    yield from check_steps(path, question)
    options = [one for one in question["options"] if not one.get("exclusive")]
    if question["at_least"][-1] > len(options):
        yield fault(
            (*path, "at_least", len(question["at_least"]) - 1),
            _("There are only %(count)s options to choose."),
            count=len(options),
        )
