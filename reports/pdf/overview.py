"""The pages that speak first: the summary an owner understands in a minute, level and pillars."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from language import formats
from reports.contents.answers import Indicator
from reports.contents.levels import Distance, Level, Rung
from reports.contents.standing import Said, Standing
from reports.contents.steps import Step, Thing, things_of
from reports.contents.whole import Contents
from reports.pdf.charts import bars, radar
from reports.pdf.roadmap import coming
from reports.pdf.styles import WIDTH, grid, labelled, paragraph, table
from reports.wording import results as words
from reports.wording import standing as standing_words

# Widths of the columns of each table.
LADDER = [105, WIDTH - 105 - 172, 172]
NEAREST = [WIDTH - 250, 140, 110]
PILLARS = [WIDTH - 340, 76, 102, 100, 62]

WHOLE = 100  # percent
SAID = 3  # of what it has, of what it lacks: the summary is one page


def summary(contents: Contents) -> Iterator[Flowable]:
    yield paragraph(_("Summary"), "h1")
    yield _key_figures(contents)
    yield Spacer(1, 10)
    if contents.standing:
        yield from _standing(contents.standing)
    elif contents.level:
        yield from _meaning(contents.level)
    if contents.pillars:
        yield paragraph(_("The pillars at a glance"), "h2")
        yield bars(words.bar_data(contents), WIDTH, row=27)
        yield Spacer(1, 10)
    if contents.even:
        yield paragraph(_("Strengths and gaps"), "h2")
        yield paragraph(standing_words.even(contents))
    elif contents.strengths or contents.gaps:
        yield _strengths_and_gaps(contents)
    if contents.distance:
        yield paragraph(_("To the next level"), "h2")
        yield _next_level(contents.distance)
    yield from _what_to_do(contents)


def _what_to_do(contents: Contents) -> Iterator[Flowable]:
    """What the enterprise chose; where it has not chosen, what we would begin with."""
    if contents.roadmap:
        yield from coming(contents.roadmap)
    elif contents.first_steps:
        yield paragraph(_("First steps"), "h2")
        yield paragraph(words.first_steps(contents), "quiet")
        for number, thing in enumerate(things_of(contents.first_steps), 1):
            yield from _thing(number, thing)


def _thing(number: int, thing: Thing) -> Iterator[Flowable]:
    first, *_others = thing.steps
    if not thing.name:
        yield labelled(f"{number}. {first.name}.", _do_and_why(first), "item")
        return
    yield labelled(f"{number}. {thing.name}:", f"{thing.takes} ({first.code})", "item")
    for step in thing.steps:
        yield labelled(f"– {step.name}.", step.do, "item")


def _do_and_why(step: Step) -> str:
    """With its official code at the end: nobody begins with that."""
    parts = [step.do]
    if step.why:
        # Not every answer is a sentence.
        parts = [f"{step.do.rstrip('.')}.", step.why]
    return " ".join([*parts, f"({step.code})"])


def _key_figures(contents: Contents) -> Table:
    labels = [
        _("Level"),
        _("Percent"),
    ]
    figures = [
        words.level_and_name(contents.level),
        words.percent(contents.percent),
    ]
    cells = [
        [paragraph(label, "label") for label in labels],
        [paragraph(figure, "figure") for figure in figures],
    ]
    return grid(cells, [WIDTH * 0.6, WIDTH * 0.4])


def _standing(standing: Standing) -> Iterator[Flowable]:
    """Of both a list, side by side."""
    has = _said(
        standing.has,
        standing_words.nothing_there(standing),
        standing.more_has,
    )
    lacks = _said(
        standing.lacks,
        standing_words.nothing_missing(standing),
        standing.more_lacks,
    )
    columns = [
        [paragraph(_("What is there"), "h2"), *has],
        [paragraph(_("What is missing"), "h2"), *lacks],
    ]
    widths = [WIDTH / 2] * 2
    yield grid([columns], widths, ("RIGHTPADDING", (0, 0), (-1, -1), 16))
    if standing.open_law:
        yield paragraph(standing.open_law)


def _said(listed: Sequence[Said], nothing: str, more: int) -> Iterator[Flowable]:
    """nothing: what is said where the list is empty. more: how many it leaves out already."""
    for said in listed[:SAID]:
        yield labelled(f"{said.name}:", said.words, "item")
    if nothing:
        yield paragraph(nothing)
    more += len(listed[SAID:])
    if more:
        yield paragraph(standing_words.more(more), "quiet")


def _meaning(level: Level) -> Iterator[Flowable]:
    """What is said of everybody at this level, and whose words it is."""
    yield labelled(f"{standing_words.meaning_head(level)}:", level.meaning)
    if level.sure:
        yield paragraph(level.sure, "quiet")


def _strengths_and_gaps(contents: Contents) -> Table:
    columns = []
    if contents.strengths:
        columns.append(_findings(_("What is strong"), contents.strengths))
    if contents.gaps:
        columns.append(_findings(_("What is weakest"), contents.gaps))
    widths = [WIDTH / len(columns)] * len(columns)
    return grid([columns], widths, ("RIGHTPADDING", (0, 0), (-1, -1), 16))


def _findings(heading: str, indicators: tuple[Indicator, ...]) -> list[Flowable]:
    return [paragraph(heading, "h2"), *map(_finding, indicators)]


def _finding(indicator: Indicator) -> Flowable:
    # In some indexes a pillar is its own only indicator.
    pillar = "" if indicator.pillar == indicator.name else f"({indicator.pillar})"
    label = f"{words.percent(indicator.percent)} · {indicator.name}"
    return labelled(label, pillar, "item")


def _next_level(distance: Distance) -> Flowable:
    to_go = capfirst(words.distance(distance))
    return labelled(f"{words.level(distance.target)}.", f"{to_go}.")


def level_and_ladder(contents: Contents) -> Iterator[Flowable]:
    """The level, what it means, the ladder it stands on and how far the next rung is."""
    yield paragraph(_("The level and what it means"), "h1")
    yield paragraph(words.level(contents.level), "h2")
    # Where nothing may be told of what is there, the summary has said it.
    if contents.level and contents.standing:
        yield from _meaning(contents.level)
    yield paragraph(_("All levels and what they ask for"), "h2")
    yield _ladder(contents)
    if contents.distance:
        head = paragraph(_("How far the next level is"), "h2")
        # A line of it alone on the next page would speak of nothing.
        yield KeepTogether([head, *_distance(contents.distance)])


def _ladder(contents: Contents) -> Table:
    """From the top down, as one climbs."""
    rows = [
        [
            _("Level"),
            _("What it means"),
            _("What it asks for"),
        ]
    ]
    own: tuple[int, ...] = ()
    here = contents.level.number if contents.level else None
    for rung in reversed(contents.ladder):
        name = words.level_and_name(rung.level)
        if rung.level.number == here:
            own = (len(rows),)
            name += " – " + _("here")
        rows.append([name, rung.level.meaning, _asks(rung)])
    return table(rows, LADDER, marked=own)


def _asks(rung: Rung) -> str:
    if rung.is_start:
        return _("The starting point")
    asked = []
    if rung.above is not None:
        asked.append(_percent_asked(rung))
    if rung.pillars:
        pillars = _("%(count)s pillars or more at level %(level)s") % {
            "count": formats.number(rung.pillars),
            "level": rung.pillar_level,
        }
        asked.append(pillars)
    if rung.needs:
        asked.append(words.names(rung.needs))
    return "; ".join(asked)


def _percent_asked(rung: Rung) -> str:
    # A cut is exact: "90 %", where what was reached is "89,6 %".
    share = formats.with_percent(formats.short(rung.above))
    if rung.strictly:
        return _("More than %(percent)s") % {"percent": share}
    if rung.above == WHOLE:
        return share
    return _("%(percent)s or more") % {"percent": share}


def _distance(distance: Distance) -> Iterator[Flowable]:
    yield _next_level(distance)
    if distance.pillars and distance.nearest:
        yield _nearest(distance)
        yield Spacer(1, 6)
    text = _("What a pillar gains counts towards the whole as well.")
    yield paragraph(text, "quiet")


def _nearest(distance: Distance) -> Table:
    to_level = _("To level %(level)s") % {"level": distance.pillar_level}
    rows = [[_("Nearest pillars"), _("Now"), to_level]]
    for near in distance.nearest:
        missing = formats.percent(near.percent)
        rows.append([near.name, words.level(near.level), missing])
    return table(rows, NEAREST, right=(2,))


def charts(contents: Contents) -> Iterator[Flowable]:
    text = _(
        "The bars are for reading: each light line is where a new level begins. "
        "The figure below shows the shape."
    )
    yield paragraph(_("The pillars"), "h1")
    yield paragraph(text, "quiet")
    # Lengths are compared more easily than areas, so the bars come first.
    yield bars(words.bar_data(contents), WIDTH)
    yield Spacer(1, 8)
    yield radar(words.radar_data(contents), WIDTH)
    yield KeepTogether([_pillars(contents)])


def _pillars(contents: Contents) -> Table:
    rows = [
        [
            _("Pillar"),
            _("Percent"),
            _("Level"),
            _("To the next level"),
            _("Points"),
        ]
    ]
    for pillar in contents.pillars:
        rows.append(
            [
                pillar.name,
                words.percent(pillar.percent),
                words.level_and_name(pillar.level),
                words.to_next(pillar),
                words.share(pillar.points, pillar.maximum),
            ]
        )
    return table(rows, PILLARS, right=(1, 4))
