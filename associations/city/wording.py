"""How what the agency sees is called."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

DIMENSIONS = {
    "sector": _("By sector"),
    "size": _("By size"),
    "area": _("By area"),
    "association": _("By association"),
    "quarter": _("Over time"),
}
HEADS = {
    "sector": _("Sector"),
    "size": _("Size"),
    "area": _("Ward or commune"),
    "association": _("Association"),
    "quarter": _("Quarter of the newest result"),
}
CROSSED = _(
    "Each cut can be crossed with sectors, as far as no crossing is of fewer than five. Cuts that "
    "were all crossed with each other would let single enterprises be worked out."
)
# The same words as on the page.
EXPLAINED = (
    _(
        "Enterprises that agreed to be counted, many at a time: never one of them, and no "
        "figure of fewer than five."
    ),
    _(
        "Of each enterprise the newest result counts once. Groups in which a figure would be "
        "of fewer than five are told together, and levels are joined where they have to be. "
        "Figures change only where at least five enterprises came, went or changed, so that "
        "nobody follows from two of them."
    ),
    CROSSED,
)
REST = _("All others together")
REST_OF_PART = _("%(part)s as it was, all others together")
NO_NAME = {
    "sector": _("Sector not told"),
    "size": _("Size not known"),
    "area": _("Area not told"),
    "association": _("In no association"),
    "quarter": "",
}
SEVERAL_ASSOCIATIONS = _("In several associations")
KINDS = {
    "actual": _("actual"),
    "estimate": _("estimate"),
    "target": _("target"),
    "expected": _("expected"),
}
CONFIDENCE = {
    "two_sources": _("two sources of the press agree"),
    "single_secondary": _("one source of the press"),
}
SERIES = {
    "statistics_office_gdp": _("Vietnam’s GDP, as the statistics office counts"),
    "ministry_hcmc": _("The city’s GRDP, as the ministry estimates"),
    "hids_hcmc": _("The city’s GRDP, by the city’s Institute for Development Studies"),
}


def quarter_name(code: str) -> str:
    year, _line, number = code.partition("-")
    return _now("Quarter %(number)s of %(year)s") % {"number": number, "year": year}


NAMES = {"quarter": quarter_name}
