"""One set of answers under several decisions, ready for the page.

Ranges in words, and plainly what cannot be compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from indexes.crosswalk.estimate import Estimate, Reach
from indexes.crosswalk.model import Crosswalk, is_read, sources_of
from indexes.crosswalk.spans import Span
from indexes.index.model import Index
from language.texts import in_language
from reports.gather.levels import level_of
from reports.wording import results as words
from scoring.percent import percent_of, rounded
from survey.models import Result
from survey.results.elsewhere import FOLDER, Elsewhere, estimates_elsewhere


@dataclass(frozen=True, slots=True)
class Row:
    """A pillar, or the total: from the lowest to the highest that is possible."""

    name: str
    percent: str
    level: str

    # Of 100, for the bar: what is certain, and what is possible beyond.
    low: int
    width: int


@dataclass(frozen=True, slots=True)
class Part:
    """Questions with one thing in common."""

    # The pillar they are asked in, or the reason why they stand alone.
    name: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Industry:
    id: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Link:
    """What answers to earlier questions tell of another."""

    # The names of the earlier questions.
    source: str
    question: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the answers amount to under one decision."""

    # None where it may be anything: of that, nothing is said.
    total: Row | None
    # Of the pillars of which something is known.
    rows: tuple[Row, ...]
    carried: str
    decides: str
    to_carry: int
    missing: tuple[Part, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One decision."""

    index_id: str
    title: str
    note: str
    confidence: str
    industries: tuple[Industry, ...]
    industry: str
    alone: tuple[Part, ...]

    # None where an industry has to be chosen first.
    reading: Reading | None


def has_elsewhere(result: Result) -> bool:
    return is_read(result.index_version.index_id, FOLDER)


def cards_of(result: Result, industry: str) -> list[Card]:
    """Where an industry has to be chosen first, then of which most is known."""
    others = estimates_elsewhere(result, industry)
    return list(map(_card, sorted(others, key=_share_open)))


def _share_open(elsewhere: Elsewhere) -> Fraction:
    if elsewhere.estimate is None:
        return Fraction(0)
    return 1 - elsewhere.estimate.points_known


def elsewhere_of(
    result: Result,
    index_id: str,
    industry: str,
) -> Elsewhere | None:
    for elsewhere in estimates_elsewhere(result, industry):
        if elsewhere.version.index_id == index_id:
            return elsewhere
    return None


def own_rows(result: Result) -> tuple[Row, list[Row]]:
    """The result itself in the same form: nothing is open, so lowest and highest are one."""
    index = result.index
    total = _exactly("", result.total, result.maximum, result.level)
    columns = zip(
        index.pillars,
        result.pillar_points,
        result.pillar_maxima,
        result.pillar_levels,
        strict=True,
    )
    rows = []
    for pillar, points, maximum, level in columns:
        reach = _exactly(pillar["code"], points, maximum, level)
        rows.append(_row(reach, index, in_language(pillar["name"])))
    return _row(total, index, _("In total")), rows


def _exactly(code: str, points: int, maximum: int, level: int | None) -> Reach:
    return Reach(
        code,
        low=points,
        high=points,
        maximum=maximum,
        low_level=level,
        high_level=level,
    )


def _card(elsewhere: Elsewhere) -> Card:
    index, crosswalk = elsewhere.index, elsewhere.crosswalk
    return Card(
        index_id=index.id,
        title=in_language(index.title),
        note=in_language(crosswalk.note),
        confidence=in_language(crosswalk.confidence_words.get(crosswalk.confidence)),
        industries=_industries(elsewhere),
        industry=elsewhere.variant,
        alone=_alone(crosswalk),
        reading=_reading(elsewhere.estimate),
    )


def _industries(elsewhere: Elsewhere) -> tuple[Industry, ...]:
    """Those of the enterprise's sector first."""
    variants = elsewhere.index.variants.get("list", ())
    likely_first = sorted(variants, key=lambda row: row["id"] not in elsewhere.likely)
    return tuple(
        Industry(row["id"], in_language(row["name"]), row["id"] == elsewhere.variant)
        for row in likely_first
    )


def _reading(estimate: Estimate | None) -> Reading | None:
    if estimate is None:
        return None
    index = estimate.index
    total = None
    if not _is_open(estimate.total, index):
        total = _row(estimate.total, index, _("In total"))
    rows = []
    for reach in estimate.pillars:
        if not _is_open(reach, index):
            rows.append(_row(reach, index, _pillar_name(index, reach.code)))
    return Reading(
        total=total,
        rows=tuple(rows),
        carried=_carried(estimate),
        decides=_decides(estimate.points_known),
        to_carry=len(estimate.given()),
        missing=_missing(estimate),
        links=tuple(_links(estimate)),
    )


def _is_open(reach: Reach, index: Index) -> bool:
    """From nothing to everything, or from the lowest level to the highest.

    Whatever is said of it would say nothing.
    """
    if reach.maximum <= 0:
        return False
    if reach.low <= 0 and reach.high == reach.maximum:
        return True
    levels = _possible_levels(reach, index)
    return (reach.low_level, reach.high_level) == (min(levels), max(levels))


def _possible_levels(reach: Reach, index: Index) -> list[int]:
    """Of the total, or of a pillar, which may have bands of its own."""
    if not reach.code:
        return [row["level"] for row in index.levels]
    place = index.rubric.pillars.index(reach.code)
    return [band.level for band in index.rubric.bands_of(place)]


def _pillar_name(index: Index, code: str) -> str:
    pillar = next(pillar for pillar in index.pillars if pillar["code"] == code)
    return in_language(pillar["name"])


def _row(reach: Reach, index: Index, name: str) -> Row:
    if not reach.maximum:
        return Row(name, words.NOTHING, words.NOTHING, low=0, width=0)

    # Where lowest and highest are one, one is told; the bar shows whole percents.
    low = percent_of(reach.low, reach.maximum)
    high = percent_of(reach.high, reach.maximum)
    bounds = index.rubric.total_bounds
    if reach.code:
        bounds = index.rubric.bounds_of(index.rubric.pillars.index(reach.code))
    percents = [
        words.percent(rounded(low, bounds)),
        words.percent(rounded(high, bounds)),
    ]
    if low == high:
        percents.pop()
    # Where points are taken away it may be less than nothing, and a bar begins there.
    start, end = max(0, int(low)), max(0, int(high))
    return Row(
        name,
        _from_to(percents),
        _from_to(_level_names(reach, index)),
        low=start,
        width=end - start,
    )


def _level_names(reach: Reach, index: Index) -> list[str]:
    """The lowest and the highest, once where they are one."""
    numbers = dict.fromkeys((reach.low_level, reach.high_level))
    names = []
    for number in numbers:
        if number is not None:
            level = level_of(index, number, reach.code)
            names.append(words.level(level))
    return names


def _from_to(texts: list[str]) -> str:
    if not texts:
        return words.NOTHING
    if len(texts) == 1:
        return texts[0]
    return _("%(low)s to %(high)s") % {"low": texts[0], "high": texts[-1]}


def _carried(estimate: Estimate) -> str:
    text = _(
        "Of %(asked)s questions %(exact)s are known for certain, "
        "%(partly)s are narrowed down, %(missing)s open."
    )
    return text % {
        "asked": len(estimate.asked),
        "exact": len(estimate.exact),
        "partly": len(estimate.partly),
        "missing": len(estimate.missing),
    }


def _decides(known: Fraction) -> str:
    return _("That decides %(share)s of all points.") % {
        "share": words.percent(rounded(known * 100))
    }


def _missing(estimate: Estimate) -> tuple[Part, ...]:
    """What would have to be answered, pillar by pillar.

    Of a range that it is only narrowed down.
    """
    index = estimate.index
    by_pillar: dict[str, list[str]] = defaultdict(list)
    for code in (*estimate.missing, *estimate.partly):
        question = index.questions[code]
        text = in_language(question["name"])
        # Partly known is better than not at all, but has to be answered too.
        if code in estimate.spans:
            text = _("%(question)s (narrowed down)") % {"question": text}
        by_pillar[question["pillar"]].append(text)
    return tuple(
        Part(_pillar_name(index, code), tuple(questions))
        for code, questions in by_pillar.items()
    )


def _alone(crosswalk: Crosswalk) -> tuple[Part, ...]:
    """Answers that tell nothing there, by the reason."""
    source = crosswalk.source
    by_reason: dict[str, list[str]] = defaultdict(list)
    for code in source.codes:
        if code in crosswalk.used:
            continue
        reason = in_language(crosswalk.why_alone("from", source, code))
        if reason:
            by_reason[reason].append(in_language(source.questions[code]["name"]))
    return tuple(
        Part(reason, tuple(questions)) for reason, questions in by_reason.items()
    )


def _links(estimate: Estimate) -> Iterator[Link]:
    crosswalk, questions = estimate.crosswalk, estimate.index.questions
    for code, span in estimate.spans.items():
        row = crosswalk.by_target[code]
        yield Link(
            source=", ".join(_source_names(crosswalk, row)),
            question=in_language(questions[code]["name"]),
            confidence=_confidence(crosswalk, row, span),
            note=in_language(row.get("note")),
        )


def _source_names(crosswalk: Crosswalk, row: dict) -> Iterable[str]:
    questions = crosswalk.source.questions
    for code in sources_of(row):
        # A row also names tools of industries that this result is not of.
        if code in questions:
            yield in_language(questions[code]["name"])


def _confidence(crosswalk: Crosswalk, row: dict, span: Span) -> str:
    if not span.is_exact and row["sure"] == "follows":
        return _("Narrowed down")
    return in_language(crosswalk.confidence_words[row["sure"]])
