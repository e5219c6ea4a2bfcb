"""How numbers and findings are said, the same on pages, in charts and in the PDF.

In the active language.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language import formats
from reports.contents.answers import Grade, Pillar
from reports.contents.charts import Datum
from reports.contents.levels import Distance, Level, Named
from reports.contents.rounds import Round
from reports.contents.steps import Way
from reports.contents.whole import Contents
from reports.wording.standing import more

NOTHING = "–"
FEW_NAMES = 4  # of what a level names, in a row


def share(points: Decimal, maximum: Decimal) -> str:
    return f"{formats.number(points)}/{formats.number(maximum)}"


def percent(value: Decimal | None) -> str:
    """Always one decimal, so that columns line up."""
    if value is None:
        return NOTHING
    return formats.percent(value)


def with_days(text: str) -> str:
    """Dates inside a text of the index, as they are written here: 2023-11-07 → 07/11/2023."""
    return re.sub(r"\b(\d{4})-(\d\d)-(\d\d)\b", r"\3/\2/\1", text)


def level(value: Level | None) -> str:
    """The number never without the name."""
    if value is None:
        return _("No level yet")
    return _("Level %(number)s: %(name)s") % {
        "number": value.number,
        "name": value.name,
    }


def level_and_name(value: Level | None) -> str:
    """The short form for tables and large figures: "3 · Formed"."""
    if value is None:
        return NOTHING
    return f"{value.number} · {value.name}"


def level_number(value: Level | None) -> str:
    if value is None:
        return NOTHING
    return _("level %(number)s") % {"number": value.number}


def more_pillars(count: int, at_level: int) -> str:
    text = ngettext(
        "%(count)s more pillar at level %(level)s",
        "%(count)s more pillars at level %(level)s",
        count,
    )
    return text % {"count": formats.number(count), "level": at_level}


def distance(value: Distance) -> str:
    """ "9.7% and 1 more pillar at level 3 to go"; then what the level names, if anything."""
    named = _("needed: %(names)s") % {"names": names(value.needs)}
    if value.points and value.pillars:
        text = _("%(percent)s and %(pillars)s to go")
    elif value.points:
        text = _("%(percent)s to go")
    elif value.pillars:
        text = _("%(pillars)s to go")
    else:
        return named
    told = text % {
        "percent": formats.percent(value.percent),
        "pillars": more_pillars(value.pillars, value.pillar_level),
    }
    return f"{told}; {named}" if value.needs else told


def distance_in_points(value: Distance | None) -> str:
    """For whoever asks for points; empty where none are missing."""
    if value is None or not value.points:
        return ""
    return _("%(points)s to go") % {"points": formats.points(value.points)}


def names(needs: Sequence[Named]) -> str:
    """ "Backups (level 2), Updates (level 2)"; of many the first."""
    told = []
    for need in needs[:FEW_NAMES]:
        told.append(f"{need.name} ({need.level})")
    text = ", ".join(told)
    rest = more(len(needs[FEW_NAMES:]))
    return f"{text} {rest}" if rest else text


def to_next(pillar: Pillar) -> str:
    """ "3.6% to level 4", or that the top is reached."""
    if pillar.level is None:
        return NOTHING
    if pillar.to_next is None or pillar.next_level is None:
        return _("at the highest level")
    return _("%(percent)s to level %(level)s") % {
        "percent": formats.percent(pillar.to_next),
        "level": pillar.next_level.number,
    }


def way(value: Way, shown: int) -> str:
    """ "The way we advise to level 4 (Advanced) has 12 steps. These are the first 3." """
    if shown < value.total:
        text = _(
            "The way we advise to level %(level)s (%(name)s) has %(total)s steps. "
            "These are the first %(shown)s."
        )
    else:
        text = ngettext(
            "The way we advise to level %(level)s (%(name)s) is this one step.",
            "The way we advise to level %(level)s (%(name)s) "
            "is these %(total)s steps, in this order.",
            value.total,
        )
    return text % {
        "level": value.target.number,
        "name": value.target.name,
        "total": formats.number(value.total),
        "shown": formats.number(shown),
    }


def first_steps(contents: Contents) -> str:
    """Why these steps come first."""
    if contents.way:
        return way(contents.way, len(contents.first_steps))
    return _(
        "One small step in each of the weakest places: "
        "there, nothing brings more points for one level up."
    )


def pillar_value(pillar: Pillar) -> str:
    """ "60% · level 3"."""
    return f"{percent(pillar.percent)} · {level_number(pillar.level)}"


def bar_data(contents: Contents) -> list[Datum]:
    data = []
    for pillar in contents.pillars:
        datum = Datum(
            label=pillar.name,
            percent=drawn(pillar.percent),
            value=pillar_value(pillar),
            cuts=pillar.cuts,
        )
        data.append(datum)
    return data


def drawn(share: Decimal | None) -> Decimal | None:
    """A chart begins at nothing; what is below it is told beside it."""
    return None if share is None else max(share, Decimal(0))


def radar_data(contents: Contents) -> list[Datum]:
    return [
        Datum(pillar.name, drawn(pillar.percent), percent(pillar.percent))
        for pillar in contents.pillars
    ]


def trend_data(rounds: Iterable[Round]) -> list[Datum]:
    return list(map(_round_datum, rounds))


def _round_datum(past: Round) -> Datum:
    return Datum(
        # Two rounds of one day are told apart by their numbers.
        label=round_number(past),
        percent=drawn(past.percent),
        value=percent(past.percent),
        note=f"{formats.day(past.at)}\n{level_number(past.level)}",
    )


def round_number(past: Round) -> str:
    return _("Round %(number)s") % {"number": past.number}


def grade(value: Grade) -> str:
    return {
        "": "",  # not told to this reader
        "self_declared": _("Self-declared"),
        "evidence_attached": _("Evidence attached"),
        "reviewer_checked": _("Checked by a reviewer"),
    }[value.name]


def grade_meaning(value: Grade) -> str:
    """What the grade says, and the share it rests on."""
    if not value.name:
        return ""
    if not value.attached:
        return _(
            "The enterprise answered by itself. Nobody has checked the answers yet."
        )

    meaning = {
        "self_declared": _(
            "The enterprise answered by itself. "
            "Evidence stands behind less than half of its points."
        ),
        "evidence_attached": _(
            "Evidence is attached to the answers behind at least half of the points."
        ),
        "reviewer_checked": _(
            "A reviewer accepted the evidence behind at least half of the points."
        ),
    }[value.name]
    return f"{meaning} {grade_share(value)}."


def grade_share(value: Grade) -> str:
    """How much stands behind a grade: empty where nothing does."""
    if not value.attached:
        return ""
    if value.checked:
        text = _("%(attached)s of the points with evidence, %(checked)s checked")
    else:
        text = _("%(attached)s of the points with evidence")
    return text % {
        "attached": percent(value.attached),
        "checked": percent(value.checked),
    }


def read_anew(contents: Contents) -> str:
    """That the answers were read anew, and that nobody changed them.

    Empty where they were not.
    """
    if contents.read_anew_at is None:
        return ""
    if contents.first and contents.first.version == contents.source.version:
        text = _(
            "The answers of %(answered)s were read anew on %(day)s "
            "by a newer scoring engine (version %(engine)s). No answer was changed."
        )
    else:
        text = _(
            "The answers of %(answered)s were read anew on %(day)s "
            "under version %(version)s of the index. No answer was changed."
        )
    return text % {
        "day": formats.day(contents.read_anew_at),
        "answered": formats.day(contents.at),
        "engine": contents.source.engine_version,
        "version": contents.source.version,
    }


def replaced(contents: Contents) -> str:
    """That a corrected result counts instead. Empty where none does."""
    if contents.replaced is None:
        return ""
    text = _(
        "Replaced on %(day)s by a corrected result. "
        "This one is kept as it was sent, and counts no more."
    )
    return text % {"day": formats.day(contents.replaced.at)}


def corrects(contents: Contents) -> str:
    """That it corrects another. Empty where it does not."""
    if contents.corrects is None:
        return ""
    text = _(
        "A corrected result: it replaces the one sent on %(day)s, "
        "which is kept and marked as replaced."
    )
    return text % {"day": formats.day(contents.corrects.at)}


def day_and_replaced(contents: Contents) -> str:
    """The day of the result for the head of a page."""
    sent = formats.day(contents.at)
    if contents.replaced is None:
        return sent
    text = _("%(sent)s, replaced on %(day)s")
    return text % {"sent": sent, "day": formats.day(contents.replaced.at)}
