"""The result page: the contents with charts drawn and findings worded, ready for the template."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from language.formats import percent
from reports.charts import svg
from reports.contents.answers import Indicator, Pillar
from reports.contents.levels import NearPillar
from reports.contents.rounds import Round
from reports.contents.standing import Standing
from reports.contents.steps import FEW, Thing, things_of
from reports.contents.whole import Contents
from reports.wording import results as words
from reports.wording import standing as standing_words
from reports.wording.rounds import counted_unlike, ways

LEAST_AXES = 3  # of a radar: with two it has no shape
LEAST_ROUNDS = 2  # of a trend


@dataclass(frozen=True, slots=True)
class PartRow:
    name: str
    share: str
    percent: str
    level: str


@dataclass(frozen=True, slots=True)
class PillarRow:
    pillar: Pillar
    share: str
    percent: str
    level: str
    to_next: str
    grade: str
    grade_share: str
    parts: tuple[PartRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundRow:
    round: Round
    number: str
    percent: str
    level: str

    # How it was counted, where another round was not counted alike.
    way: str


@dataclass(frozen=True, slots=True)
class StandingBlock:
    standing: Standing

    # What is said where the list of what it has, or lacks, is empty.
    nothing_there: str
    nothing_missing: str

    # How much each list leaves out.
    more_has: str
    more_lacks: str


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
    gaps: tuple[tuple[Indicator, str], ...]

    # That no part stands out, where none does.
    even: str

    # Nothing where the reader may not see answers.
    standing: StandingBlock | None

    # Whose words tell what the level means; empty without a level.
    meaning_head: str

    history: tuple[RoundRow, ...]

    # That rounds cannot be compared directly, if they cannot.
    counted_unlike: str

    distance: str
    nearest: tuple[tuple[str, str], ...]

    # The same for whoever asks for points; empty where none are missing.
    distance_in_points: str

    things: tuple[Thing, ...]

    # Why these steps come first.
    steps_lead: str

    grade: str
    grade_meaning: str

    # That the answers were read anew, if they were.
    reading: str

    # That a corrected result counts instead, or that this is one.
    replaced: str
    corrects: str


def page_of(contents: Contents) -> Page:
    # The chart functions escape every text they are given.
    return Page(
        contents=contents,
        share=words.share(contents.total, contents.maximum),
        percent=words.percent(contents.percent),
        pillars=tuple(map(_pillar_row, contents.pillars)),
        bars=mark_safe(_bars(contents)),  # noqa: S308
        radar=mark_safe(_radar(contents)),  # noqa: S308
        trend=mark_safe(_trend(contents)),  # noqa: S308
        strengths=_with_percents(contents.strengths),
        gaps=_with_percents(contents.gaps),
        even=standing_words.even(contents),
        standing=_standing(contents.standing),
        meaning_head=_meaning_head(contents),
        history=_history(contents.history),
        counted_unlike=counted_unlike(contents.history),
        distance=_distance(contents),
        nearest=_nearest(contents),
        distance_in_points=capfirst(words.distance_in_points(contents.distance)),
        things=tuple(things_of(contents.first_steps)),
        steps_lead=words.first_steps(contents),
        grade=words.grade(contents.grade),
        grade_meaning=words.grade_meaning(contents.grade),
        reading=words.read_anew(contents),
        replaced=words.replaced(contents),
        corrects=words.corrects(contents),
    )


def _standing(standing: Standing | None) -> StandingBlock | None:
    if standing is None:
        return None
    return StandingBlock(
        standing=standing,
        nothing_there=standing_words.nothing_there(standing),
        nothing_missing=standing_words.nothing_missing(standing),
        more_has=standing_words.more(standing.more_has),
        more_lacks=standing_words.more(standing.more_lacks),
    )


def _meaning_head(contents: Contents) -> str:
    if contents.level is None:
        return ""
    return standing_words.meaning_head(contents.level)


def _pillar_row(pillar: Pillar) -> PillarRow:
    return PillarRow(
        pillar=pillar,
        share=words.share(pillar.points, pillar.maximum),
        percent=words.percent(pillar.percent),
        level=words.level(pillar.level),
        to_next=words.to_next(pillar),
        grade=words.grade(pillar.grade),
        grade_share=words.grade_share(pillar.grade),
        parts=tuple(_part_rows(pillar)),
    )


def _part_rows(pillar: Pillar) -> Iterator[PartRow]:
    """Indicators that have a level of their own."""
    for indicator in pillar.indicators:
        # The one part of a pillar without parts would say the same once more.
        if indicator.level and indicator.code != pillar.code:
            yield PartRow(
                name=indicator.name,
                share=words.share(indicator.points, indicator.maximum),
                percent=words.percent(indicator.percent),
                level=words.level(indicator.level),
            )


def _with_percents(
    indicators: Iterable[Indicator],
) -> tuple[tuple[Indicator, str], ...]:
    return tuple(
        (indicator, words.percent(indicator.percent)) for indicator in indicators
    )


def _history(rounds: tuple[Round, ...]) -> tuple[RoundRow, ...]:
    """Newest first."""
    # Whether rounds were counted alike is a matter of all of them.
    rows = list(map(_round_row, rounds, ways(rounds)))
    return tuple(reversed(rows))


def _round_row(past: Round, way: str) -> RoundRow:
    return RoundRow(
        round=past,
        number=words.round_number(past),
        percent=words.percent(past.percent),
        level=words.level(past.level),
        way=way,
    )


def _distance(contents: Contents) -> str:
    if contents.distance is None:
        return ""
    return capfirst(words.distance(contents.distance))


def _nearest(contents: Contents) -> tuple[tuple[str, str], ...]:
    """The pillars that are wanted, nearest first, and how far each is."""
    distance = contents.distance
    if distance is None or not distance.pillars:
        return ()
    return tuple(map(_name_and_percent, distance.nearest[:FEW]))


def _name_and_percent(near: NearPillar) -> tuple[str, str]:
    return near.name, _("%(percent)s more") % {"percent": percent(near.percent)}


def _bars(contents: Contents) -> str:
    if not contents.pillars:
        return ""
    return svg.bars(
        words.bar_data(contents),
        title=_("Points of each pillar as bars"),
    )


def _radar(contents: Contents) -> str:
    if len(contents.pillars) < LEAST_AXES:
        return ""
    return svg.radar(
        words.radar_data(contents),
        title=_("The shape of the pillars, in percent"),
    )


def _trend(contents: Contents) -> str:
    if len(contents.history) < LEAST_ROUNDS:
        return ""
    return svg.trend(
        words.trend_data(contents.history),
        title=_("Percent of all points, round by round"),
    )
