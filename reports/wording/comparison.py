"""How a comparison is said: whom with, how many they are, where the enterprise stands.

In the active language.
"""

from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language.formats import day, number
from reports.contents.comparison import Comparison, Placement, Raised, Sample
from reports.wording.results import percent
from scoring.benchmark import MINIMUM

HUNDRED = 100  # enterprises from which a rank is told in hundredths


def enterprises(count: int) -> str:
    return ngettext("%(count)s enterprise", "%(count)s enterprises", count) % {
        "count": number(count)
    }


def whom(breadth: str) -> str:
    """ "… of 100 enterprises of the same sector and size"."""
    # Whole phrases: Vietnamese and English join sector, size and area in other ways.
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
    return f"{capfirst(circle(sample.breadth))} ({number(sample.count)})"


def is_counted(placement: Placement) -> bool:
    """Whether the others are told by number.

    "86 of 100" would be a false exactness among twelve.
    """
    return placement.rank.count < HUNDRED


def rank(placement: Placement, breadth: str) -> str:
    """ "higher than 6 of 12 enterprises of the same sector and size".

    From a hundred on "higher than 62 of 100 enterprises …".
    """
    rank = placement.rank
    if is_counted(placement) and rank.below:
        text = _("higher than %(below)s of %(count)s %(others)s")
    elif is_counted(placement):
        text = _("not yet higher than any of %(count)s %(others)s")
    elif not rank.below:
        text = _("not yet higher than any of the %(others)s")
    elif not rank.of_hundred:
        text = _("higher than fewer than 1 of 100 %(others)s")
    else:
        text = _("higher than %(number)s of 100 %(others)s")
    return text % {
        "below": rank.below,
        "count": rank.count,
        "number": rank.of_hundred,
        "others": whom(breadth),
    }


def short_rank(placement: Placement) -> str:
    """ "higher than 6 of 12" or "higher than 62 of 100", where the head says whom."""
    rank = placement.rank
    if is_counted(placement) and rank.below:
        text = _("higher than %(below)s of %(count)s")
    elif is_counted(placement):
        text = _("not yet higher than any of %(count)s")
    elif not rank.below:
        text = _("not yet higher than any")
    elif not rank.of_hundred:
        text = _("higher than fewer than 1 of 100")
    else:
        text = _("higher than %(number)s of 100")
    return text % {
        "below": rank.below,
        "count": rank.count,
        "number": rank.of_hundred,
    }


def beside(placement: Placement) -> str:
    """How many enterprises they are, where the rank does not say it."""
    if is_counted(placement):
        return ""
    return enterprises(placement.rank.count)


def size_of(sample: Sample) -> str:
    """ "Compared with 34 enterprises: the same sector and size". Beside every comparison."""
    return _("Compared with %(count)s: %(circle)s.") % {
        "count": enterprises(sample.count),
        "circle": circle(sample.breadth),
    }


def widened(sample: Sample) -> str:
    """Why the sample is wider than one would wish, or nothing."""
    if not sample.missed:
        return ""
    text = _(
        "There are not yet %(minimum)s %(missed)s, "
        "so the comparison is with %(circle)s: %(count)s."
    )
    return text % {
        "minimum": MINIMUM,
        "missed": whom(sample.missed[-1]),
        "circle": circle(sample.breadth),
        "count": enterprises(sample.count),
    }


def rises_widened(sample: Sample | None) -> str:
    if sample is None or not sample.missed:
        return ""
    text = _(
        "There are not yet %(minimum)s %(missed)s that rose a level, "
        "so these are from %(circle)s."
    )
    return text % {
        "minimum": MINIMUM,
        "missed": whom(sample.missed[-1]),
        "circle": circle(sample.breadth),
    }


def rises(sample: Sample | None) -> str:
    """ "23 enterprises of all sectors rose …"."""
    if sample is None:
        return ""
    return _("%(count)s %(others)s rose to a higher level between two rounds.") % {
        "count": number(sample.count),
        "others": whom(sample.breadth),
    }


def raised(question: Raised, of: Sample) -> str:
    """ "17/23": of how many; the sentence above says what they are."""
    return f"{number(question.count)}/{number(of.count)}"


def name(placement: Placement) -> str:
    return placement.name or _("In total")


def middle(placement: Placement) -> str:
    """The middle half: "28.4% to 51.9%"."""
    lower, _median, upper = placement.quartiles
    return _("%(lower)s to %(upper)s") % {
        "lower": percent(lower),
        "upper": percent(upper),
    }


def part(number_of_part: int, parts: int) -> str:
    """ "40 to 50%", one tenth of the distribution."""
    return _("%(from)s to %(to)s%%") % {
        "from": number(Decimal(100 * number_of_part // parts)),
        "to": number(Decimal(100 * (number_of_part + 1) // parts)),
    }


def source(comparison: Comparison) -> str:
    """When it was counted and how."""
    if all(map(is_counted, comparison.placements)):
        text = _(
            "Each enterprise counts once, by its newest result as of %(day)s; "
            "this one too, if it had one by then."
        )
    else:
        text = _(
            "The newest result of each enterprise counts, as of %(day)s. "
            "Enterprises with equal points count half."
        )
    return text % {"day": day(comparison.at)}
