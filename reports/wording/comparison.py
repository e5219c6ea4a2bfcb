"""How a comparison is said: whom with, how many they are, where the enterprise stands. In the active language."""

from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language import formats
from reports.contents.comparison import Comparison, Place, Raised, Sample
from reports.wording import results as wording_results
from scoring.benchmark import MINIMUM

HUNDRED = 100  # enterprises from which a standing is told in hundredths


def enterprises(count: int) -> str:
    return ngettext("%(count)s enterprise", "%(count)s enterprises", count) % {
        "count": formats.number(count)
    }


def whom(breadth: str) -> str:
    """ "… of 100 enterprises of the same sector and size"."""
    return {
        "area": _("enterprises of the same sector, size and area"),
        "size": _("enterprises of the same sector and size"),
        "sector": _("enterprises of the same sector"),
        "all": _("enterprises of all sectors"),
    }[breadth]


def circle(breadth: str) -> str:
    """The short form, for choosing and for what a comparison is widened to."""
    return {
        "area": _("same sector, size and area"),
        "size": _("same sector and size"),
        "sector": _("the whole sector"),
        "all": _("all sectors"),
    }[breadth]


def option(sample: Sample) -> str:
    """ "Same sector and size (34)"."""
    return f"{capfirst(circle(sample.breadth))} ({formats.number(sample.count)})"


def is_counted(place: Place) -> bool:
    """Whether the others are told by number: "86 of 100" would be a false exactness among twelve."""
    return place.rank.count < HUNDRED


def standing(place: Place, breadth: str) -> str:
    """ "higher than 6 of 12 enterprises of the same sector and size", from a hundred on "62 of 100 enterprises …"."""
    rank = place.rank
    if is_counted(place) and rank.below:
        said = _("higher than %(below)s of %(count)s %(others)s")
    elif is_counted(place):
        said = _("not yet higher than any of %(count)s %(others)s")
    elif not rank.below:
        said = _("not yet higher than any of the %(others)s")
    elif not rank.of_hundred:
        said = _("higher than fewer than 1 of 100 %(others)s")
    else:
        said = _("higher than %(number)s of 100 %(others)s")
    return said % {
        "below": rank.below,
        "count": rank.count,
        "number": rank.of_hundred,
        "others": whom(breadth),
    }


def standing_short(place: Place) -> str:
    """ "higher than 6 of 12" or "62 of 100", where the head says whom."""
    rank = place.rank
    if is_counted(place):
        said = (
            _("higher than %(below)s of %(count)s")
            if rank.below
            else _("not yet higher than any of %(count)s")
        )
        return said % {"below": rank.below, "count": rank.count}
    if not rank.below:
        return _("not yet higher than any")
    if not rank.of_hundred:
        return _("higher than fewer than 1 of 100")
    return _("higher than %(number)s of 100") % {"number": rank.of_hundred}


def beside(place: Place) -> str:
    """How many enterprises they are, where the standing does not say it."""
    return "" if is_counted(place) else enterprises(place.rank.count)


def size_of(sample: Sample) -> str:
    """ "Compared with 34 enterprises: the same sector and size". Stands beside every comparison."""
    return _("Compared with %(count)s: %(circle)s.") % {
        "count": enterprises(sample.count),
        "circle": circle(sample.breadth),
    }


def widened(sample: Sample) -> str:
    """Why the sample is wider than one would wish, or nothing."""
    if not sample.missed:
        return ""
    said = _(
        "There are not yet %(minimum)s %(missed)s, so the comparison is with %(circle)s: %(count)s."
    )
    return said % {
        "minimum": MINIMUM,
        "missed": whom(sample.missed[-1]),
        "circle": circle(sample.breadth),
        "count": enterprises(sample.count),
    }


def rises_widened(sample: Sample) -> str:
    if not sample.missed:
        return ""
    said = _(
        "There are not yet %(minimum)s %(missed)s that rose a level, so these are from %(circle)s."
    )
    return said % {
        "minimum": MINIMUM,
        "missed": whom(sample.missed[-1]),
        "circle": circle(sample.breadth),
    }


def rises(sample: Sample) -> str:
    """ "23 enterprises of all sectors rose …"."""
    return _("%(count)s %(others)s rose to a higher level between two rounds.") % {
        "count": formats.number(sample.count),
        "others": whom(sample.breadth),
    }


def raised(one: Raised, of: Sample) -> str:
    """ "17/23": of how many; the sentence above says what they are."""
    return f"{formats.number(one.count)}/{formats.number(of.count)}"


def name(place: Place) -> str:
    return place.name or _("In total")


def middle(place: Place) -> str:
    """ "Middle half: 28.4% to 51.9%"."""
    lower, _median, upper = place.quartiles
    return _("%(lower)s to %(upper)s") % {
        "lower": wording_results.percent(lower),
        "upper": wording_results.percent(upper),
    }


def part(number: int, parts: int) -> str:
    """ "40–50%", one tenth of the distribution."""
    ends = [Decimal(100 * end // parts) for end in (number, number + 1)]
    return _("%(from)s to %(to)s%%") % {
        "from": formats.number(ends[0]),
        "to": formats.number(ends[1]),
    }


def source(comparison: Comparison) -> str:
    """When it was counted and how."""
    halves = _(
        "The newest result of each enterprise counts, as of %(day)s. Enterprises with equal points count half."
    )
    by_number = _(
        "Each enterprise counts once, by its newest result as of %(day)s; this one too, if it had one by then."
    )
    said = (
        by_number if all(is_counted(place) for place in comparison.places) else halves
    )
    return said % {"day": wording_results.day(comparison.at)}
