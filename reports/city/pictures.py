"""The parts of the report with a picture: how far members come, stand, differ and change."""

from collections.abc import Iterator, Sequence

import numpy as np
from django.utils.translation import gettext as _

from accounts.access.scopes import Scope
from accounts.models import Organisation
from associations.cohort.figures import Figures
from associations.cohort.filters import rows_of
from associations.cohort.levels import Table, table_of
from associations.cohort.pages import change_described, heat_line
from associations.cohort.tables import Told
from associations.cohort.words import groups_name, kind_name, tenths_text
from associations.models import Affiliation, Member
from language.formats import grouped, percent
from language.texts import in_language
from reports.city.contents import Grid, Plot, Text
from reports.city.telling import Split, Telling, tens_of
from scoring.benchmark import counts_by_group, quartiles
from scoring.disclosure.parts import joined_until_large
from scoring.disclosure.small_cells import SHARED


def funnel(figures: Figures, association: Organisation) -> Iterator[Text | Plot]:
    known = Member.objects.filter(association=association).count()
    belong = Affiliation.objects.filter(
        association=association,
        state=Affiliation.State.ACTIVE,
    ).count()
    steps = [
        (_("known to the association"), max(known, belong)),
        (_("belong to it here"), belong),
        (_("let it see their result"), len(figures)),
        (_("share their pillars"), figures.sharing(Scope.PILLARS).size),
        (_("share their answers"), figures.answering.size),
        (_("have answered twice"), figures.pairs[1].size),
    ]
    # A small number would tell of single members.
    steps = [(name, count) for name, count in steps if count >= SHARED]
    yield Text(
        _(
            "Every figure of this report is of those who allow it: the further down, the more "
            "they let be seen. Whoever shares less is in no figure that asks for more."
        )
    )
    names = [name for name, _count in steps]
    counts = [count for _name, count in steps]
    pairs = zip(names, counts, strict=True)
    yield Plot(
        kind="funnel",
        name="funnel",
        title=_("From members known to members compared"),
        sample=_of(max(counts)),
        labels=names,
        values=counts,
        alt="; ".join(f"{name}: {grouped(count)}" for name, count in pairs),
    )


def _of(count: int) -> str:
    return _("n = %(count)s") % {"count": grouped(count)}


def levels(telling: Telling) -> Iterator[Text | Plot | Grid]:
    if telling.levels is None:
        yield Text(_("Too few have a level to tell of it."))
        return
    if len(telling.columns) < 2:
        yield Text(_("Too few are at other levels than most to tell of levels."))
        return
    table = _table(_("All"), telling.levels, [_("All")])
    [line] = table.lines
    values = [count.width for count in line.counts]
    most = max(range(len(values)), key=values.__getitem__)
    words = _("Most stand at %(level)s: %(share)s of %(count)s.")
    params = {
        "level": table.heads[most].lower(),
        "share": line.counts[most].share,
        "count": line.total,
    }
    yield Text(words % params)
    shares = [f"{count.head}: {count.text} ({count.share})" for count in line.counts]
    yield Plot(
        kind="columns",
        name="levels",
        title=_("Levels of all together, in percent"),
        sample=_("n = %(count)s") % {"count": line.total},
        labels=table.heads,
        values=values,
        alt="; ".join(shares),
    )
    yield _grid_of(table)
    rounds = telling.rounds
    several = len(telling.figures.cohort.rounds) > 1
    if several and rounds is not None and len(rounds.columns) > 1:
        yield Text(_("Levels by round"), "h2")
        yield _grid_of(_of_rounds(rounds))


def _of_rounds(rounds: Split) -> Table:
    """Of each round all who were in it, whichever is their newest."""
    names = [_("Round %d") % int(number) for number, _newest in rounds.names[::2]]
    told = rounds.table
    counts = told.counts[::2] + told.counts[1::2]
    rows = tuple((row,) for row in range(len(names)))
    return _table(_("Round"), Told(rows, told.columns, counts, counts < 0), names)


def _table(of: str, told: Told, names: Sequence[str]) -> Table:
    """names: of its rows."""
    return table_of(of, told, lambda rows: names[rows[0]], lambda _rows: None)


def _grid_of(table: Table) -> Grid:
    # One column of all levels would say the total once more.
    columns = len(table.heads) if len(table.heads) > 1 else 0
    rows = []
    for line in table.lines:
        counts = [_cell(count.text, count.share) for count in line.counts]
        rows.append([line.name, line.total, *counts[:columns]])
    widths = [0.34, 0.12, *[0.54 / columns] * columns] if columns else [0.6, 0.2]
    heads = [table.of, _("Enterprises"), *table.heads[:columns]]
    return Grid(heads, rows, widths, right=range(1, columns + 2))


def _cell(text: str, share: str) -> str:
    return f"{text} ({share})" if share else text


def by_group(kind: str, split: Split | None) -> Iterator[Text | Grid]:
    if split is None:
        yield Text(_("The groups are too small for a table that tells of nobody."))
        return
    yield Text(
        _(
            "Groups of which any figure would be of fewer than five are told together, and levels "
            "are joined where they have to be."
        ),
        "quiet",
    )
    names = [groups_name(kind, each) for each in split.names]
    yield _grid_of(_table(kind_name(kind), split.table, names))


def distribution(telling: Telling) -> Iterator[Text | Plot | Grid]:
    parts = _tens(telling)
    if not parts:
        yield Text(_("Too few have a total to tell of it."))
        return
    labels = [f"{10 * start}–{10 * end}" for start, end, _count in parts]
    values = [count for _start, _end, count in parts]
    words = _(
        "Percent of all points, in parts of ten; neighbours are joined until none holds fewer "
        "than five."
    )
    yield Text(words)
    pairs = zip(labels, values, strict=True)
    yield Plot(
        kind="distribution",
        name="distribution",
        title=_("How many stand where, in percent of all points"),
        sample=_of(sum(values)),
        labels=labels,
        values=[(10 * start, 10 * end, count) for start, end, count in parts],
        alt="; ".join(f"{label} %: {grouped(count)}" for label, count in pairs),
    )
    rows = [
        [label, grouped(count)] for label, count in zip(labels, values, strict=True)
    ]
    yield Grid([_("Percent"), _("Enterprises")], rows, [0.5, 0.2], right=[1])


def _tens(telling: Telling) -> list[tuple[int, int, int]]:
    """(start, end, how many), in tens; joined until no part of all members is small in any."""
    counts = np.stack([tens_of(part) for part in telling.parts])
    joined = joined_until_large(counts, SHARED)
    own = tens_of(telling.figures)
    return [(part[0], part[-1] + 1, int(own[list(part)].sum())) for part in joined]


def heat(telling: Telling) -> Iterator[Text | Plot | Grid]:
    """A row of all, and one of each group that stands alone, then of the others together."""
    shape = telling.figures.cohort.shape
    pillars = [in_language(each["name"]) for each in shape.pillars]
    rows = [(_("All"), telling.figures)]
    split = telling.splits.get("sector")
    if split is not None:
        names = [groups_name("sector", each) for each in split.names]
        rows += zip(names, split.parts, strict=True)
    groups = [(name, part.heat_of_all) for name, part in rows if part.heat_of_all.count]
    if not groups:
        yield Text(_("Too few share their pillars to tell of them."))
        return
    lines = [heat_line(name, group, pillars) for name, group in groups]
    labels = [f"{line.name} ({line.sample})" for line in lines]
    values = []
    for _name, group in groups:
        values.append([None if mean is None else mean / 10 for mean in group.means])
    words = _(
        "The mean percent of each pillar; beside the name of each group its sample."
    )
    yield Text(words)
    said = []
    for label, line in zip(labels, lines, strict=True):
        told = ", ".join(f"{square.head} {square.text}" for square in line.squares)
        said.append(f"{label}: {told}")
    yield Plot(
        kind="heat",
        name="pillars",
        title=_("Mean percent of each pillar by sector")
        if split is not None
        else _("Mean percent of each pillar"),
        sample=_of(groups[0][1].count),
        labels=labels,
        values=values,
        alt="; ".join(said),
        heads=pillars,
    )


def trend(telling: Telling) -> Iterator[Text | Plot | Grid]:
    figures = telling.figures
    described = change_described(figures) if telling.change else None
    if described is None:
        yield Text(_("Fewer than five have answered twice so far."))
    else:
        words = _(
            "Of %(sample)s who answered twice or more, the mean total went from %(before)s to "
            "%(after)s (%(by)s points) between their last two rounds."
        )
        params = {
            "sample": described.sample,
            "before": described.before,
            "after": described.after,
            "by": described.by,
        }
        yield Text(words % params)
        for name, count in described.steps if telling.steps else ():
            yield Text(f"• {count} – {name}", "bullet")
    yield from _trend_plot(figures)
    rows = _pillar_changes(telling) if described is not None else []
    if rows:
        heads = [_("Pillar"), _("Round before"), _("Round after")]
        yield Grid(heads, rows, [0.6, 0.2, 0.2], right=[1, 2])


def _pillar_changes(telling: Telling) -> list[list[str]]:
    figures = telling.figures
    pillars = figures.cohort.shape.pillars
    changes = zip(pillars, figures.change.pillars, telling.pillar_changes, strict=True)
    return [
        [in_language(pillar["name"]), *map(tenths_text, means)]
        for pillar, means, is_told in changes
        if means is not None and is_told
    ]


def _trend_plot(figures: Figures) -> Iterator[Plot]:
    labels, values, said = [], [], []
    rows = figures.cohort.rows
    every = rows_of(rows, np.arange(len(rows)), figures.filters)
    for number in figures.cohort.rounds:
        total = rows.tenths[every[rows.round[every] == number], 0]
        total = total[total >= 0]
        if total.size < SHARED:
            continue
        counts = counts_by_group(np.zeros(total.size, np.int64), total, 1)[0]
        cuts = [cut / 10 for cut in quartiles(counts)]
        label = _("Round %(number)d (%(count)s)") % {
            "number": number,
            "count": grouped(int(total.size)),
        }
        labels.append(label)
        values.append(cuts)
        said.append(f"{label}: " + ", ".join(percent(cut) for cut in cuts))
    if len(labels) < 2:
        return
    yield Plot(
        kind="trend",
        name="trend",
        title=_("Total by round: the one in the middle, and the middle half"),
        sample=_of(len(figures)),
        labels=labels,
        values=values,
        alt="; ".join(said),
    )
