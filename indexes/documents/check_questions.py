"""What must hold of questions: anchors, points and steps that fit together."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from indexes.documents.places import placed_everywhere
from indexes.documents.reader import Finding, KeyPath, fault
from indexes.index.questions import (
    FREE,
    counts_options,
    exact,
    is_scored,
    points_of,
)

ID_TWICE = _("The id %(id)r is used twice.")
_OPTION_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789_-"


def _ratio_bands(data: dict) -> Iterator[Finding]:
    for name, band in data.get("bands", {}).items():
        for position, (before, after) in enumerate(pairwise(band["cuts"]), 1):
            if exact(after) <= exact(before):
                yield fault(
                    ("bands", name, "cuts", position),
                    _("Cuts must rise: %(after)s comes after %(before)s."),
                    after=after,
                    before=before,
                )


def _ids(data: dict) -> Iterator[Finding]:
    for name in ("figures", "checks"):
        seen: set[str] = set()
        for position, row in enumerate(data.get(name, ())):
            if row["id"] in seen:
                yield fault(
                    (name, position, "id"),
                    ID_TWICE,
                    id=row["id"],
                )
            seen.add(row["id"])


def _questions(data: dict) -> Iterator[Finding]:
    rule = data["scoring"]["not_applicable"]
    if rule["allowed"] and "maximum" not in rule:
        yield fault(
            ("scoring", "not_applicable"),
            _("The key 'maximum' is missing: say how the maximum changes."),
        )
    for path, question in placed_everywhere(data):
        if question["kind"] in FREE:
            continue
        yield from _of_kind(data, path, question)
        if not rule["allowed"]:
            yield from _must_apply(path, question)


def _must_apply(path: KeyPath, question: dict) -> Iterator[Finding]:
    if question.get("not_applicable"):
        yield fault(
            (*path, "not_applicable"),
            _("This index allows no answer to be not applicable."),
        )
    if "show_if" in question:
        yield fault(
            (*path, "show_if"),
            _("A hidden question does not apply, which this index does not allow."),
        )


def _of_kind(
    data: dict,
    path: KeyPath,
    question: dict,
) -> Iterator[Finding]:
    kind = question["kind"]
    if kind == "multiple":
        yield from _options(path, question)
        yield from _counting(path, question)
    elif kind != "tool" and is_scored(question):
        yield from _points(path, question)
    if kind == "ratio":
        yield from _denominator(data, path, question)
        yield from _bands(data.get("bands", {}), path, question)
    if kind == "count":
        yield from _steps(path, question)


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
    yield from _points(path, question)
    yield from _steps(path, question)
    options = [one for one in question["options"] if not one.get("exclusive")]
    if question["at_least"][-1] > len(options):
        yield fault(
            (*path, "at_least", len(question["at_least"]) - 1),
            _("There are only %(count)s options to choose."),
            count=len(options),
        )


def _points(path: KeyPath, question: dict) -> Iterator[Finding]:
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
    for level, (before, after) in enumerate(pairwise(points), 1):
        if after <= before:
            yield fault(
                (*path, "points", level),
                _("Points must rise: %(after)g comes after %(before)g."),
                after=float(after),
                before=float(before),
            )


def _options(path: KeyPath, question: dict) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, option in enumerate(question["options"]):
        here = (*path, "options", number)
        if option["id"] in seen:
            yield fault(
                (*here, "id"),
                ID_TWICE,
                id=option["id"],
            )
        seen.add(option["id"])
        # Its letters become names of fields in a form.
        if option["id"].strip(_OPTION_SIGNS):
            yield fault(
                (*here, "id"),
                _(
                    "The id may have small letters, digits, hyphens and underscores only."
                ),
            )
        yield from _option_points(here, option, question)
    # Without it nothing ticked could mean "none" as well as "not answered".
    if is_scored(question) and not _has_exclusive(question):
        yield fault(
            (*path, "options"),
            _(
                "One option must be `exclusive`, so that a person can say: none of these."
            ),
        )


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


def _denominator(
    data: dict,
    path: KeyPath,
    question: dict,
) -> Iterator[Finding]:
    figure = question["denominator"].get("figure")
    # What the round keeps of the enterprise; a denominator of its own needs no figure.
    figures = {row["id"] for row in data.get("figures", ())}
    if figure is not None and figure not in figures:
        yield fault(
            (*path, "denominator", "figure"),
            _("There is no figure %(figure)r."),
            figure=figure,
        )


def _bands(
    bands: dict,
    path: KeyPath,
    question: dict,
) -> Iterator[Finding]:
    name, anchors = question["bands"], question["anchors"]
    if name not in bands:
        yield fault(
            (*path, "bands"),
            _("There are no bands %(bands)r."),
            bands=name,
        )
        return
    cuts = len(bands[name]["cuts"])
    # Between two cuts lies one band, and beyond the last there is one more.
    if cuts + 1 != len(anchors):
        yield fault(
            (*path, "anchors"),
            _("%(cuts)s cuts make %(bands)s bands, but there are %(anchors)s anchors."),
            cuts=cuts,
            bands=cuts + 1,
            anchors=len(anchors),
        )


def _steps(path: KeyPath, question: dict) -> Iterator[Finding]:
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


QUESTION_RULES = (_ratio_bands, _ids, _questions)
