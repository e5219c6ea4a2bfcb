"""What was counted of a month, in words: of all for everybody, of one for itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from language.formats import grouped, number, with_percent
from providers.exposure.wording import FIGURES, OUTCOMES, REASONS, REST
from providers.models import MonthCount, Provider
from scoring.disclosure.joined import joined_small
from scoring.disclosure.small_cells import PUBLIC, SHARED


@dataclass(frozen=True)
class Line:
    name: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class OwnCount:
    """What became of one provider. outcomes, reasons: None where too few to be told."""

    provider: Provider
    outcomes: list[Line] | None
    reasons: list[Line] | None


def figures_of(count: MonthCount | None) -> list[Line] | None:
    """Of all together; None where there is nothing yet, or too little to be told."""
    if count is None or count.content["recommendations"] < PUBLIC:
        return None
    content = count.content
    values = {
        "recommendations": number(content["recommendations"]),
        "providers": number(content["providers"]),
        "exposure": grouped(content["exposure_gini"], 2),
        "accepted": _accepted(content),
        "cost": _percent(content["cost"], 2),
        "newcomers": _newcomers(content),
    }
    return [
        Line(str(name), values[code], str(note))
        for code, (name, note) in FIGURES.items()
    ]


def _accepted(content: Mapping) -> str:
    # How few it was is told by nothing.
    if content["accepted"] < PUBLIC:
        return _("too few to say")
    return grouped(content["accepted_gini"], 2)


def _newcomers(content: Mapping) -> str:
    share = _percent(content["newcomers_share"], 1)
    providers = content["providers"]
    of_all = content["newcomers"] / providers if providers else 0
    params = {"share": share, "of_all": _percent(of_all, 1)}
    return _("%(share)s, and %(of_all)s of all providers are new") % params


def _percent(share: float, places: int) -> str:
    return with_percent(grouped(100 * share, places))


def own_count(count: MonthCount, provider: Provider) -> OwnCount:
    codes = count.content["of"].get(str(provider.pk), {})
    outcomes = {code: codes[code] for code in OUTCOMES if code in codes}
    reasons = {code: codes[code] for code in REASONS if code in codes}
    return OwnCount(
        provider,
        _lines(outcomes, OUTCOMES),
        _lines(reasons, REASONS),
    )


def _lines(counts: Mapping[str, int], words: Mapping) -> list[Line] | None:
    joined = joined_small(counts, SHARED)
    if joined is None or not counts:
        return None
    lines = [Line(str(words[code]), number(told)) for code, told in joined.told.items()]
    if joined.rest:
        lines.append(Line(str(REST), number(joined.rest)))
    return lines
