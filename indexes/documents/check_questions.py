"""What must hold of questions: anchors, points and steps that fit together."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from indexes.documents.check_options import (
    ID_TWICE,
    check_options,
    check_points,
    check_steps,
    check_table,
)
from indexes.documents.places import placed_everywhere
from indexes.documents.reader import Finding, KeyPath, fault
from indexes.index.numbers import exact
from indexes.index.questions import FREE, is_scored


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
    if kind == "table":
        yield from check_table(path, question)
    elif kind == "multiple":
        yield from check_options(path, question)
    elif kind != "tool" and is_scored(question) and "linear" not in question:
        yield from check_points(path, question)
    if kind == "ratio":
        yield from _denominator(data, path, question)
        if "bands" in question:
            yield from _bands(data.get("bands", {}), path, question)
    if kind == "count":
        yield from check_steps(path, question)


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


QUESTION_RULES = (_ratio_bands, _ids, _questions)
