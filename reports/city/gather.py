"""From the figures of a cohort to the words, tables and pictures of the report, in one language."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from associations.cohort.figures import Figures, Missed
from associations.cohort.helping import Offers
from associations.cohort.looking import Looked
from associations.cohort.needs import holes
from associations.cohort.words import (
    area_name,
    criterion_names,
    group_name,
    tenths_text,
)
from language.formats import grouped
from language.texts import in_language, language
from reports.city.contents import CityReport, Grid, Section, Text
from reports.city.pictures import by_group, distribution, funnel, heat, levels, trend
from reports.city.tables import city, directory, may_be_told, method, missed, needs
from reports.city.telling import Telling, telling_of
from scoring.disclosure.small_cells import SHARED

FIRST = 3  # of a list, as a sentence names them


def city_report_of(looked: Looked) -> CityReport | None:
    """None where too few share anything, or too few would be left out: see reports.city.telling."""
    figures = looked.figures
    telling = telling_of(figures) if figures is not None else None
    if telling is None:
        return None
    association, now = looked.association, looked.sources.now
    return CityReport(
        association=association.name,
        language=language(),
        at=now,
        index=in_language(figures.cohort.shape.index.title),
        filtered=_filtered(figures),
        is_fictional=association.is_fictional,
        sample=len(figures),
        sections=tuple(_sections(telling, association, now)),
    )


def refusal_of(looked: Looked) -> str:
    """Why no report is made of what is looked at; "" where one is."""
    figures = looked.figures
    if figures is None:
        return ""
    if figures.filters.narrows or figures.filters.round is not None:
        if telling_of(figures) is not None:
            return ""
        return _(
            "No report is made of these: too few would stand in it, or outside of it, and whoever "
            "has the report of all could tell them apart. Take the report of all, or choose one "
            "larger group alone."
        )
    if len(figures) >= SHARED:
        return ""
    return _("No report is made of fewer than five: it would tell of single ones.")


def _filtered(figures: Figures) -> str:
    filters = figures.filters
    parts = []
    if filters.sector:
        parts.append(group_name("sector", filters.sector))
    if filters.size:
        parts.append(group_name("size", filters.size))
    if filters.area:
        parts.append(area_name(filters.area))
    if filters.round:
        parts.append(_("Round %d") % filters.round)
    return ", ".join(parts)


def _sections(
    telling: Telling, association: Organisation, now: datetime
) -> Iterator[Section]:
    figures = telling.figures
    day = timezone.localdate(now)
    offers = Offers(figures.cohort.shape, day)
    steps = list(funnel(figures, association))
    yield Section(_("In short"), list(_in_short(telling, offers)))
    yield Section(
        _("From members known to members compared"),
        steps,
        goes_on=True,
    )
    yield Section(_("Levels"), list(levels(telling)))
    for kind, title in _kinds() if telling.is_whole else ():
        blocks = list(by_group(kind, telling.splits.get(kind)))
        yield Section(title, blocks, goes_on=kind != "sector")
    yield Section(_("How the totals are spread"), list(distribution(telling)))
    by_sector = _("Pillars by sector") if telling.is_whole else _("Pillars")
    yield Section(by_sector, list(heat(telling)))
    yield Section(_("What most are missing"), list(missed(telling, offers)))
    yield Section(_("From round to round"), list(trend(telling)))
    yield Section(_("What they need"), list(needs(telling, association, now)))
    yield Section(
        _("What the directory has for them"),
        list(directory(telling, offers)),
        goes_on=True,
    )
    yield Section(_("Beside the city"), list(city(figures, association)))
    yield Section(_("Method and sample"), list(method(figures)))


def _kinds() -> list[tuple[str, str]]:
    return [
        ("sector", _("Levels by sector")),
        ("size", _("Levels by size")),
        ("area", _("Levels by part of the city")),
    ]


def _in_short(telling: Telling, offers: Offers) -> Iterator[Text | Grid]:
    """Sentences that follow from the figures; what cannot be told is left out."""
    figures = telling.figures
    count = len(figures)
    words = ngettext(
        "The report tells of %(count)s member that lets the association see its result.",
        "The report tells of %(count)s members that let the association see their results.",
        count,
    )
    yield Text(words % {"count": grouped(count)}, "lead")
    middle = figures.middle
    if middle.quartiles:
        lower, median, upper = map(tenths_text, middle.quartiles)
        words = _(
            "Half of them stand between %(lower)s and %(upper)s of all points; the one in the "
            "middle has %(median)s."
        )
        yield Text(words % {"lower": lower, "upper": upper, "median": median})
    yield from _strong_and_weak(figures)
    most = [each for each in figures.most_missed if _may_be_named(telling, each)]
    if most:
        names = "; ".join(
            criterion_names(figures, each.code)[0] for each in most[:FIRST]
        )
        yield Text(_("What most are missing: %(names)s.") % {"names": names})
    change = figures.change if telling.change else None
    if change is not None:
        words = _(
            "Of %(sample)s in two rounds, the mean total went from %(before)s to %(after)s."
        )
        params = {
            "sample": grouped(change.sample),
            "before": tenths_text(change.before),
            "after": tenths_text(change.after),
        }
        yield Text(words % params)
    found = holes(figures, offers)
    if found:
        names = "; ".join(
            criterion_names(figures, hole.code)[0] for hole in found[:FIRST]
        )
        words = _("The directory has hardly anybody for: %(names)s.")
        yield Text(words % {"names": names})


def _may_be_named(telling: Telling, missed: Missed) -> bool:
    """Of all, the table says of the others that nearly all miss them."""
    return telling.is_whole or may_be_told(telling, missed)


def _strong_and_weak(figures: Figures) -> Iterator[Text]:
    means = figures.middle.pillars
    known = [(mean, place) for place, mean in enumerate(means) if mean is not None]
    if len(known) < 2:
        return
    pillars = figures.cohort.shape.pillars
    (high, best), (low, worst) = max(known), min(known)
    words = _(
        "The highest pillar is %(best)s (%(high)s on average), the lowest %(worst)s (%(low)s)."
    )
    params = {
        "best": in_language(pillars[best]["name"]),
        "high": tenths_text(high),
        "worst": in_language(pillars[worst]["name"]),
        "low": tenths_text(low),
    }
    yield Text(words % params)
