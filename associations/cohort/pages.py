"""What a page says of a cohort beside its levels: figures with their words, and where they lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from associations.cohort.cells import Cell
from associations.cohort.city import City
from associations.cohort.figures import Change, Figures, Group, Missed
from associations.cohort.helping import Help, Offers
from associations.cohort.words import (
    criterion_names,
    groups_name,
    points_between,
    tenths_text,
)
from language.formats import grouped, percent
from language.texts import in_language

HEATS = 6  # shades of a heat map


@dataclass(frozen=True)
class Warm:
    """One square of the heat map. shade: 0 to 5, or none where too few share it."""

    head: str
    text: str
    shade: int | None


@dataclass(frozen=True)
class HeatLine:
    name: str
    sample: str
    cell: Cell | None
    squares: list[Warm]


def heat_lines(figures: Figures, kind: str = "sector") -> list[HeatLine]:
    pillars = [in_language(each["name"]) for each in figures.cohort.shape.pillars]
    lines = []
    for group in figures.heat(kind):
        name = groups_name(kind, group.names) if group.names else _("All")
        cell = Cell(kind=kind, names=group.names) if group.names else Cell()
        lines.append(heat_line(name, group, pillars, cell))
    return lines


def heat_line(
    name: str,
    group: Group,
    pillars: Sequence[str],
    cell: Cell | None = None,
) -> HeatLine:
    """cell: the list behind it, on a page that has one."""
    pairs = zip(pillars, group.means, strict=True)
    squares = [_square(head, mean) for head, mean in pairs]
    return HeatLine(name, grouped(group.count), cell, squares)


def _square(head: str, mean: int | None) -> Warm:
    if mean is None:
        return Warm(
            head,
            "–",
            None,
        )
    return Warm(
        head,
        grouped(round(mean / 10)),
        min(mean * HEATS // 1000, HEATS - 1),
    )


@dataclass(frozen=True)
class MissedLine:
    code: str
    name: str
    pillar: str
    share: str
    width: float
    count: str
    sample: str
    cell: Cell
    help: Help


def missed_lines(figures: Figures, offers: Offers) -> list[MissedLine]:
    missed = figures.most_missed
    help_of = offers.help_with([each.code for each in missed])
    return [_missed_line(figures, each, help_of) for each in missed]


def _missed_line(
    figures: Figures, missed: Missed, help_of: Mapping[str, Help]
) -> MissedLine:
    name, pillar = criterion_names(figures, missed.code)
    return MissedLine(
        code=missed.code,
        name=name,
        pillar=pillar,
        share=percent(missed.share, 0),
        width=missed.share,
        count=grouped(missed.count),
        sample=grouped(missed.sample),
        cell=Cell(missed=missed.code),
        help=help_of[missed.code],
    )


@dataclass(frozen=True)
class ChangeDescription:
    sample: str
    before: str
    after: str
    by: str
    steps: list[tuple[str, str]]
    pillars: list[tuple[str, str, str, str]]


def change_described(figures: Figures) -> ChangeDescription | None:
    change = figures.change
    if change is None:
        return None
    pillars = []
    for pillar, means, sample in zip(
        figures.cohort.shape.pillars,
        change.pillars,
        figures.pillar_samples,
        strict=True,
    ):
        if means is not None:
            name = in_language(pillar["name"])
            pillars.append((name, grouped(sample), *map(tenths_text, means)))
    return ChangeDescription(
        sample=grouped(change.sample),
        before=tenths_text(change.before),
        after=tenths_text(change.after),
        by=points_between(change.before, change.after),
        steps=_steps(change),
        pillars=pillars,
    )


def _steps(change: Change) -> list[tuple[str, str]]:
    """How many fell, stayed and rose; together where one of these is small."""
    if change.steps is None:
        return []
    words = [_("a lower level"), _("the same level"), _("a higher level")]
    steps = []
    for columns, count in zip(
        change.steps.columns, change.steps.counts[0], strict=True
    ):
        name = _(" or ").join(words[column] for column in columns)
        steps.append((name, grouped(int(count))))
    return steps


@dataclass(frozen=True)
class Beside:
    """One row of two groups beside each other, or beside the city."""

    name: str
    own: str
    own_width: float | None
    other: str
    other_width: float | None


def beside_lines(
    figures: Figures,
    others: Sequence[int | None],
    other_total: int | None,
) -> list[Beside]:
    """The middle of the total, then each pillar. others: tenths, of each pillar."""
    middle = figures.middle
    own_total = middle.quartiles[1] if middle.quartiles else None
    lines = [
        _beside(
            _("Total (the middle one)"),
            own_total,
            other_total,
        )
    ]
    pillars = figures.cohort.shape.pillars
    for pillar, own, other in zip(
        pillars,
        middle.pillars,
        others,
        strict=True,
    ):
        lines.append(
            _beside(
                in_language(pillar["name"]),
                own,
                other,
            )
        )
    return lines


def _beside(name: str, own: int | None, other: int | None) -> Beside:
    return Beside(
        name,
        tenths_text(own),
        _width(own),
        tenths_text(other),
        _width(other),
    )


def _width(tenths: int | None) -> float | None:
    """Of what is not told there is no bar: an empty one would say nought."""
    return None if tenths is None else tenths / 10


def city_lines(figures: Figures, city: City) -> list[Beside]:
    return beside_lines(
        figures,
        city.pillars,
        city.total,
    )
