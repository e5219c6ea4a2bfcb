"""The pages that speak first: the summary an owner understands in a minute, the level, the six pillars."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from language import formats
from reports.contents.answers import Indicator
from reports.contents.standing import Rung
from reports.contents.whole import Contents
from reports.pdf.charts import bars, radar
from reports.pdf.roadmap import coming
from reports.pdf.styles import WIDTH, grid, labelled, paragraph, table
from reports.wording import results as wording_results


def summary(contents: Contents) -> list[Flowable]:
    parts: list[Flowable] = [
        paragraph(_("Summary"), "h1"),
        _key_figures(contents),
        Spacer(1, 10),
    ]
    if contents.level:
        parts.append(paragraph(contents.level.meaning, "lead"))
    if contents.pillars:
        parts += [
            paragraph(_("The pillars at a glance"), "h2"),
            bars(wording_results.bar_data(contents), WIDTH, cuts=contents.cuts, row=27),
            Spacer(1, 10),
        ]
    if contents.strengths or contents.gaps:
        parts.append(_strengths_and_gaps(contents))
    if contents.distance:
        parts += [paragraph(_("To the next level"), "h2"), _next_level(contents)]
    if contents.roadmap:
        parts += coming(contents.roadmap)
    elif contents.first_steps:
        parts += [
            paragraph(_("First steps"), "h2"),
            paragraph(wording_results.first_steps(contents), "quiet"),
        ]
        parts += [
            labelled(f"{step.code} {step.name}.", step.do, "item")
            for step in contents.first_steps
        ]
    return parts


def _key_figures(contents: Contents) -> Table:
    columns = [
        (_("Level"), wording_results.level_and_name(contents.level)),
        (_("Points"), wording_results.share(contents.total, contents.maximum)),
        (_("Percent"), wording_results.percent(contents.percent)),
    ]
    cells = [
        [paragraph(label, "label") for label, _text in columns],
        [paragraph(text, "figure") for _label, text in columns],
    ]
    return grid(cells, [WIDTH * 0.47, WIDTH * 0.31, WIDTH * 0.22])


def _strengths_and_gaps(contents: Contents) -> Table:
    columns = [
        [paragraph(heading, "h2"), *(_finding(part) for part in found)]
        for heading, found in (
            (wording_results.strengths(contents), contents.strengths),
            (_("Where there is most to gain"), contents.gaps),
        )
        if found
    ]
    return grid(
        [columns],
        [WIDTH / len(columns)] * len(columns),
        ("RIGHTPADDING", (0, 0), (-1, -1), 16),
    )


def _finding(part: Indicator) -> Flowable:
    return labelled(
        f"{wording_results.percent(part.percent)} · {part.name}",
        "" if part.pillar == part.name else f"({part.pillar})",
        "item",
    )


def _next_level(contents: Contents) -> Flowable:
    return labelled(
        f"{wording_results.level(contents.distance.target)}.",
        f"{capfirst(wording_results.distance(contents.distance))}.",
    )


def standing(contents: Contents) -> list[Flowable]:
    """The level, what it means, the ladder it stands on and how far the next rung is."""
    parts: list[Flowable] = [paragraph(_("The level and what it means"), "h1")]
    parts.append(paragraph(wording_results.level(contents.level), "h2"))
    if contents.level:
        parts.append(paragraph(contents.level.meaning))
    parts += [paragraph(_("All levels and what they ask for"), "h2"), _ladder(contents)]
    if contents.distance:
        parts += [paragraph(_("How far the next level is"), "h2"), *_distance(contents)]
    return parts


def _ladder(contents: Contents) -> Table:
    rows = [[_("Level"), _("What it means"), _("What it asks for")]]
    marked = ()
    for rung in reversed(contents.ladder):
        here = contents.level is not None and rung.level.number == contents.level.number
        if here:
            marked = (len(rows),)
        name = f"{rung.level.number} · {rung.level.name}" + (
            " – " + _("here") if here else ""
        )
        rows.append([name, rung.level.meaning, _asks(rung)])
    return table(rows, [105, WIDTH - 105 - 172, 172], marked=marked)


def _asks(rung: Rung) -> str:
    if rung.above is None:
        return _("The starting point")
    said = (
        _("More than %(points)s points")
        if rung.strictly
        else _("%(points)s points or more")
    )
    said %= {"points": formats.number(rung.above)}
    if not rung.pillars:
        return said
    pillars = _("%(count)s pillars or more at level %(level)s")
    return f"{said}; {pillars % {'count': formats.number(rung.pillars), 'level': rung.pillar_level}}"


def _distance(contents: Contents) -> list[Flowable]:
    distance = contents.distance
    parts: list[Flowable] = [_next_level(contents)]
    if distance.pillars and distance.nearest:
        rows = [
            [
                _("Nearest pillars"),
                _("Now"),
                _("Points to level %(level)s") % {"level": distance.pillar_level},
            ]
        ]
        rows += [
            [near.name, wording_results.level(near.level), formats.number(near.points)]
            for near in distance.nearest
        ]
        parts += [table(rows, [WIDTH - 250, 140, 110], right=(2,)), Spacer(1, 6)]
    parts.append(
        paragraph(
            _("Points earned in a pillar count towards the total as well."), "quiet"
        )
    )
    return parts


def charts(contents: Contents) -> list[Flowable]:
    if not contents.pillars:
        return []
    rows = [
        [_("Pillar"), _("Points"), _("Percent"), _("Level"), _("To the next level")]
    ]
    rows += [
        [
            pillar.name,
            wording_results.share(pillar.points, pillar.maximum),
            wording_results.percent(pillar.percent),
            wording_results.level_and_name(pillar.level),
            wording_results.to_next(pillar),
        ]
        for pillar in contents.pillars
    ]
    return [
        paragraph(_("The pillars"), "h1"),
        paragraph(
            _(
                "The bars are for reading: each light line is where a new level begins. "
                "The figure below shows the shape."
            ),
            "quiet",
        ),
        bars(wording_results.bar_data(contents), WIDTH, cuts=contents.cuts),
        Spacer(1, 8),
        radar(wording_results.radar_data(contents), WIDTH),
        KeepTogether([table(rows, [WIDTH - 340, 62, 76, 102, 100], right=(1, 2))]),
    ]
