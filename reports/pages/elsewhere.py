"""The page of one set of answers under several decisions: ranges in words, and plainly what cannot be compared."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from indexes.crosswalk.estimate import Estimate, Reach
from indexes.crosswalk.model import crosswalks_from, sources_of
from indexes.index.model import Index
from language.texts import in_language
from reports.gather.frozen import level_of
from reports.wording import results as wording
from scoring.percent import percent_of, rounded
from survey.models import Result
from survey.results.elsewhere import FOLDER, Elsewhere, readings_elsewhere


@dataclass(frozen=True, slots=True)
class Row:
    """A pillar, or the total: from the lowest to the highest that is possible.

    low, width: of 100, for the bar: what is certain, and what is possible beyond.
    """

    name: str
    percent: str
    level: str
    low: int
    width: int


@dataclass(frozen=True, slots=True)
class Part:
    """Questions with one thing in common: the pillar they are asked in, or the reason why they stand alone."""

    name: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One decision. Without rows an industry has to be chosen first."""

    index_id: str
    title: str
    note: str
    confidence: str
    industries: tuple[tuple[str, str, bool], ...]  # id, name, chosen
    industry: str
    total: Row | None
    rows: tuple[Row, ...]
    carried: str
    decides: str
    to_carry: int
    missing: tuple[Part, ...]
    alone: tuple[Part, ...]
    table: tuple[
        tuple[str, str, str, str], ...
    ]  # earlier question, question, how sure, note


def has_elsewhere(result: Result) -> bool:
    return bool(crosswalks_from(result.index, FOLDER))


def cards_of(result: Result, industry: str) -> list[Card]:
    """Of which most is known first; before them where an industry has to be chosen."""
    found = readings_elsewhere(result, industry)
    return [
        _card(one)
        for one in sorted(
            found, key=lambda one: -one.reading.points_known if one.reading else -1
        )
    ]


def elsewhere_of(result: Result, index_id: str, industry: str) -> Elsewhere | None:
    found = readings_elsewhere(result, industry)
    return next((one for one in found if one.version.index_id == index_id), None)


def own_rows(result: Result) -> tuple[Row, list[Row]]:
    """The result itself in the same form: nothing is open, so lowest and highest are one."""
    index = result.index
    total = Reach(
        "", result.total, result.total, result.maximum, result.level, result.level
    )
    columns = zip(
        index.pillars,
        result.pillar_points,
        result.pillar_maxima,
        result.pillar_levels,
        strict=True,
    )
    reaches = [
        Reach(part["code"], own, own, most, level, level)
        for part, own, most, level in columns
    ]
    return _row(total, index, _("In total")), [
        _row(one, index, _pillar_name(index, one.code)) for one in reaches
    ]


def _card(found: Elsewhere) -> Card:
    index, crosswalk, reading = found.index, found.crosswalk, found.reading
    listed = sorted(
        index.variants.get("list", ()), key=lambda one: one["id"] not in found.likely
    )
    return Card(
        index_id=index.id,
        title=in_language(index.title),
        note=in_language(crosswalk.note),
        confidence=_if_any(crosswalk.sure_words.get(crosswalk.confidence)),
        industries=tuple(
            (one["id"], in_language(one["name"]), one["id"] == found.variant)
            for one in listed
        ),
        industry=found.variant,
        total=_row(reading.total, index, _("In total")) if reading else None,
        rows=tuple(
            _row(one, index, _pillar_name(index, one.code)) for one in reading.pillars
        )
        if reading
        else (),
        carried=_carried(reading) if reading else "",
        decides=_decides(reading.points_known) if reading else "",
        to_carry=len(reading.given()) if reading else 0,
        missing=_missing(reading) if reading else (),
        alone=_alone(found),
        table=_table(reading) if reading else (),
    )


def _if_any(texts: dict[str, str] | None) -> str:
    return in_language(texts) if texts else ""


def _pillar_name(index: Index, code: str) -> str:
    return in_language(
        next(pillar["name"] for pillar in index.pillars if pillar["code"] == code)
    )


def _row(reach: Reach, index: Index, name: str) -> Row:
    if not reach.maximum:
        return Row(name, wording.NOTHING, wording.NOTHING, 0, 0)
    low, high = (
        percent_of(points, reach.maximum) for points in (reach.low, reach.high)
    )
    told = [wording.percent(rounded(share)) for share in dict.fromkeys((low, high))]
    levels = [
        one
        for one in dict.fromkeys((reach.low_level, reach.high_level))
        if one is not None
    ]
    names = [wording.level(level_of(index, one)) for one in levels]
    return Row(
        name,
        _from_to(told),
        _from_to(names) if names else wording.NOTHING,
        int(low),
        int(high) - int(low),
    )


def _from_to(told: list[str]) -> str:
    return (
        told[0]
        if len(told) == 1
        else _("%(low)s to %(high)s") % {"low": told[0], "high": told[-1]}
    )


def _carried(reading: Estimate) -> str:
    return _(
        "Of %(asked)s questions %(exact)s are known for certain, %(partly)s are narrowed down, %(missing)s open."
    ) % {
        "asked": len(reading.asked),
        "exact": len(reading.exact),
        "partly": len(reading.partly),
        "missing": len(reading.missing),
    }


def _decides(known: Fraction) -> str:
    return _("That decides %(share)s of all points.") % {
        "share": wording.percent(rounded(known * 100))
    }


def _missing(reading: Estimate) -> tuple[Part, ...]:
    """What would have to be answered, pillar by pillar; of a range that it is only narrowed down."""
    index, parts = reading.index, defaultdict(list)
    for code in (*reading.missing, *reading.partly):
        question = index.questions[code]
        name = in_language(question["name"])
        told = (
            _("%(question)s (narrowed down)") % {"question": name}
            if code in reading.spans
            else name
        )
        parts[question["pillar"]].append(told)
    return tuple(
        Part(_pillar_name(index, code), tuple(names)) for code, names in parts.items()
    )


def _alone(found: Elsewhere) -> tuple[Part, ...]:
    """Answers that tell nothing there, by the reason."""
    crosswalk, source = found.crosswalk, found.crosswalk.source
    return _by_reason(
        (
            _if_any(crosswalk.why_alone("from", source, code)),
            in_language(source.questions[code]["name"]),
        )
        for code in source.codes
        if code not in crosswalk.used
    )


def _by_reason(pairs: Iterable[tuple[str, str]]) -> tuple[Part, ...]:
    parts: dict[str, list[str]] = defaultdict(list)
    for why, name in pairs:
        parts[why].append(name)
    return tuple(Part(why, tuple(names)) for why, names in parts.items() if why)


def _table(reading: Estimate) -> tuple[tuple[str, str, str, str], ...]:
    crosswalk, rows = reading.crosswalk, []
    asked = (
        crosswalk.source.questions
    )  # a row also names tools of industries that this result is not of
    for code, span in reading.spans.items():
        row = crosswalk.by_target[code]
        sources = ", ".join(
            in_language(asked[one]["name"]) for one in sources_of(row) if one in asked
        )
        sure = (
            crosswalk.sure_words[row["sure"]]
            if span.is_exact or row["sure"] != "follows"
            else None
        )
        told = in_language(sure) if sure else _("Narrowed down")
        rows.append(
            (
                sources,
                in_language(reading.index.questions[code]["name"]),
                told,
                _if_any(row.get("note")),
            )
        )
    return tuple(rows)
