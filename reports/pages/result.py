"""The result page: the contents with their charts drawn and their findings worded, ready for the template."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from language import formats
from language.texts import in_language
from reports.charts import svg
from reports.contents.answers import Indicator, Pillar
from reports.contents.standing import Round
from reports.contents.steps import FEW, Step
from reports.contents.whole import Contents
from reports.wording import results as wording_results
from reports.wording import rounds as wording_rounds
from survey.models import Result


@dataclass(frozen=True, slots=True)
class PillarRow:
    pillar: Pillar
    share: str
    percent: str
    level: str
    to_next: str
    grade: str
    grade_share: str


@dataclass(frozen=True, slots=True)
class Page:
    contents: Contents
    share: str
    percent: str
    pillars: tuple[PillarRow, ...]
    bars: SafeString
    radar: SafeString
    trend: SafeString
    strengths: tuple[tuple[Indicator, str], ...]
    strengths_title: str
    gaps: tuple[tuple[Indicator, str], ...]
    history: tuple[tuple[Round, str, str, str, str], ...]
    counted_unlike: str  # that rounds cannot be compared directly, if they cannot
    distance: str
    nearest: tuple[tuple[str, str], ...]
    steps: tuple[tuple[Step, str], ...]
    steps_lead: str  # why these come first
    grade: str
    grade_meaning: str
    reading: str  # that the answers were read anew, if they were


@dataclass(frozen=True, slots=True)
class Genuine:
    """All that the verification page may say."""

    title: str
    version: int
    at: datetime


def genuine_of(result: Result) -> Genuine:
    index = result.index
    return Genuine(in_language(index.title), index.version, result.answered_at)


def page_of(contents: Contents) -> Page:
    # The chart functions escape every text they are given.
    return Page(
        contents=contents,
        share=wording_results.share(contents.total, contents.maximum),
        percent=wording_results.percent(contents.percent),
        pillars=tuple(_row(pillar) for pillar in contents.pillars),
        bars=mark_safe(_bars(contents)),  # noqa: S308
        radar=mark_safe(_radar(contents)),  # noqa: S308
        trend=mark_safe(_trend(contents)),  # noqa: S308
        strengths=tuple(
            (part, wording_results.percent(part.percent)) for part in contents.strengths
        ),
        strengths_title=wording_results.strengths(contents),
        gaps=tuple(
            (part, wording_results.percent(part.percent)) for part in contents.gaps
        ),
        history=_history(contents.history),
        counted_unlike=wording_rounds.counted_unlike(contents.history),
        distance=capfirst(wording_results.distance(contents.distance))
        if contents.distance
        else "",
        nearest=_nearest(contents),
        steps=tuple(
            (step, f"+{formats.points(step.gain)}") for step in contents.first_steps
        ),
        steps_lead=wording_results.first_steps(contents),
        grade=wording_results.grade(contents.grade),
        grade_meaning=wording_results.grade_meaning(contents.grade),
        reading=wording_results.read_anew(contents),
    )


def _history(rounds: tuple[Round, ...]) -> tuple[tuple[Round, str, str, str, str], ...]:
    """Newest first: its number, percent and level in words, and how it was counted where another was not."""
    told = zip(rounds, wording_rounds.ways(rounds), strict=True)
    rows = [
        (
            past,
            wording_results.round_number(past),
            wording_results.percent(past.percent),
            wording_results.level(past.level),
            way,
        )
        for past, way in told
    ]
    return tuple(reversed(rows))


def _row(pillar: Pillar) -> PillarRow:
    return PillarRow(
        pillar,
        wording_results.share(pillar.points, pillar.maximum),
        wording_results.percent(pillar.percent),
        wording_results.level(pillar.level),
        wording_results.to_next(pillar),
        wording_results.grade(pillar.grade),
        wording_results.grade_share(pillar.grade),
    )


def _nearest(contents: Contents) -> tuple[tuple[str, str], ...]:
    """The pillars that are wanted, nearest first, and how far each is."""
    distance = contents.distance
    if distance is None or not distance.pillars:
        return ()
    return tuple(
        (near.name, _("%(points)s more") % {"points": formats.points(near.points)})
        for near in distance.nearest[:FEW]
    )


def _bars(contents: Contents) -> str:
    if not contents.pillars:
        return ""
    return svg.bars(
        wording_results.bar_data(contents),
        title=_("Points of each pillar as bars"),
        cuts=contents.cuts,
    )


def _radar(contents: Contents) -> str:
    if len(contents.pillars) < 3:
        return ""
    return svg.radar(
        wording_results.radar_data(contents),
        title=_("The shape of the pillars, in percent"),
    )


def _trend(contents: Contents) -> str:
    if len(contents.history) < 2:
        return ""
    return svg.trend(
        wording_results.trend_data(contents.history),
        title=_("Percent of all points, round by round"),
    )
