"""When each level is reached, in plain words: shares, gates, what is named, parts of pillars."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from indexes.index.needs import ALL, TIERS
from indexes.index.numbers import exact
from indexes.index.questions import (
    is_scored,
    pillars_of,
    questions_of,
    variant_ids,
)
from indexes.index.tiers import is_mean, tier_of
from indexes.rules_doubts import notes_of
from indexes.wording import EVERY
from language.formats import short, with_percent
from language.texts import in_language


def percent(value: float | str) -> str:
    if isinstance(value, str):
        return with_percent(_in_parts(exact(value)))
    return with_percent(short(exact(value)))


def _in_parts(share: Fraction) -> str:
    """33 1/3: a third has no decimals that would be all of it."""
    whole, rest = divmod(share, 1)
    if not rest:
        return str(whole)
    return f"{whole} {rest}" if whole else str(rest)


def band_words(band: dict) -> str:
    """When a level is reached, by the share of the points."""
    low = band.get("at_least", band.get("above"))
    high = band.get("below", band.get("up_to"))
    ends = {"low": percent(low or 0), "high": percent(high or 0)}
    return _ends_in_words(band, low, high) % ends


def _ends_in_words(
    band: dict,
    low: float | str | None,
    high: float | str | None,
) -> str:
    if low is None:
        return _("below %(high)s") if "below" in band else _("at most %(high)s")
    # Nobody has more than everything, so an upper end of 100 need not be said.
    if high is None or (exact(high) == 100 and "up_to" in band):
        if exact(low) == 100:
            return "%(low)s"  # all there is: there is nothing above it
        return _("from %(low)s") if "at_least" in band else _("above %(low)s")
    if "at_least" in band:
        return _("from %(low)s to below %(high)s")
    return _("above %(low)s to %(high)s")


def _gate(gate: dict) -> str:
    """What a gate asks for besides what it names; empty where that is nothing."""
    words = ""
    if "total_above" in gate:
        words = _("more than %(total)s points")
    if "pillars_at_least" in gate:
        words = _("%(pillars)s pillars or more at level %(level)s")
    if {"total_above", "pillars_at_least"} <= gate.keys():
        words = _(
            "more than %(total)s points, and %(pillars)s pillars or more at level %(level)s"
        )
    return words % {
        "total": short(exact(gate.get("total_above", 0))),
        "pillars": gate.get("pillars_at_least", 0),
        "level": gate.get("pillar_level", 0),
    }


class _Named:
    """What levels name, in words."""

    def __init__(self, document: dict) -> None:
        self.names: dict[str, str] = {}
        # By code of an indicator, the scored questions of it.
        self.within: dict[str, set[str]] = {}
        for variant in variant_ids(document):
            pillars = pillars_of(document, variant)
            for pillar, indicator, question in questions_of(pillars):
                for part in (question, indicator, pillar):
                    self.names.setdefault(part["code"], in_language(part["name"]))
                if is_scored(question):
                    own = self.within.setdefault(indicator["code"], set())
                    own.add(question["code"])

    def _together(self, codes: Sequence[str]) -> list[str]:
        """Where all questions of a part are named, the part says it shorter."""
        named = set(codes)
        told: dict[str, None] = {}
        for code in codes:
            whole = [part for part, own in self.within.items() if code in own]
            is_whole = whole and self.within[whole[0]] <= named
            is_many = is_whole and len(self.within[whole[0]]) > 1
            told[whole[0] if is_many else code] = None
        return list(told)

    def asked(self, row: dict) -> list[str]:
        """ "each of these at level 2 or higher: Backups, Updates" """
        return [self._each(part) for part in row.get("each", ())]

    def _each(self, part: dict) -> str:
        [key] = TIERS.keys() & part.keys()
        level = {"level": part["at_least"]}
        if part[key] == ALL:
            return EVERY[key] % level
        codes = part[key]
        if key == "questions":
            codes = self._together(codes)
        names = "; ".join(self.names.get(code, code) for code in codes)
        words = _("each of these at level %(level)s or higher: %(names)s")
        return words % {**level, "names": names}


def _joined(first: str, *others: str) -> str:
    return ", ".join(filter(None, (first, *others)))


def levels_of(document: dict, overall: dict) -> list[dict]:
    when = _conditions(overall, _Named(document)) if overall else {}
    levels = []
    for row in document["levels"]:
        level = {"level": row["level"], "name": row["name"]}
        level["meaning"] = in_language(row.get("meaning"))
        level["when"] = when.get(row["level"], "")
        level["notes"] = notes_of(row)
        levels.append(level)
    return levels


def _conditions(overall: dict, named: _Named) -> dict[int, str]:
    """In words when an enterprise is at each level, by level."""
    when = {}
    for band in overall.get("bands", ()):
        when[band["level"]] = _joined(band_words(band), *named.asked(band))
    for gate in overall.get("gates", ()):
        when[gate["level"]] = _joined(_gate(gate), *named.asked(gate))
    if "otherwise" in overall:
        when.setdefault(overall["otherwise"]["level"], _("in every other case"))
    return when


def tier_words(scoring: dict) -> Iterator[str]:
    """What there is besides: levels of indicators, and what becomes of what does not apply."""
    tier = tier_of(scoring)
    if tier:
        bands = "; ".join(
            f"{band['level']}: {band_words(band)}" for band in tier["bands"]
        )
        yield _("Each part of a pillar has a level too: %(bands)s.") % {"bands": bands}
    if is_mean(scoring):
        yield _(
            "A part counts as the mean of its questions, and a pillar as the mean of its parts."
        )
    if scoring.get("not_applicable", {}).get("maximum") == "stays":
        yield _("What does not apply counts as if it were fully done.")


def own_levels(pillar: dict) -> Iterator[str]:
    names = {row["level"]: in_language(row["name"]) for row in pillar.get("levels", ())}
    for band in pillar.get("bands", ()):
        name = names.get(band["level"], "")
        head = f"{band['level']} ({name})" if name else str(band["level"])
        yield f"{head}: {band_words(band)}"
