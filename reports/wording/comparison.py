"""How a comparison is said: whom with, how many they are, where the enterprise stands.

In the active language.
"""

from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language.formats import day, number
from reports.contents.comparison import Comparison, Placement, Raised, Sample, Spread
from reports.wording.results import percent
from scoring.benchmark import FULL, MINIMUM, STEP, TENS, Part, Rank

MANY = 100 * STEP  # enterprises from which a rank is told in hundredths


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
    count = number(sample.count)
    if not sample.is_exact:
        count = _("%(count)s or more") % {"count": count}
    return f"{capfirst(circle(sample.breadth))} ({count})"


def how_many(sample: Sample) -> str:
    """ "34 enterprises", and where that is not told exactly "20 enterprises or more"."""
    if sample.is_exact:
        return enterprises(sample.count)
    return _("%(count)s enterprises or more") % {"count": number(sample.count)}


def is_counted(placement: Placement) -> bool:
    """Whether the others are told by number.

    From as many on, a hundredth of them is several enterprises.
    """
    return placement.spread is not None and placement.spread.rank.count < MANY


def rank(placement: Placement, breadth: str) -> str:
    """ "higher than at least 15 of 34 enterprises of the same sector and size".

    Among many "higher than 62 of 100 enterprises …", among few "higher than about half …".
    """
    others = whom(breadth)
    if placement.spread is None:
        return _beside_half(placement.side) % {"others": others}
    rank = placement.spread.rank
    if is_counted(placement) and rank.at_least:
        text = _("higher than at least %(below)s of %(count)s %(others)s")
    elif is_counted(placement):
        text = _("higher than fewer than %(step)s of %(count)s %(others)s")
    elif rank.of_hundred:
        text = _("higher than %(number)s of 100 %(others)s")
    else:
        text = _("higher than fewer than 1 of 100 %(others)s")
    return text % {**_numbers(rank), "others": others}


def _beside_half(side: int) -> str:
    return {
        1: _("higher than about half of the %(others)s"),
        0: _("about in the middle of the %(others)s"),
        -1: _("not yet higher than about half of the %(others)s"),
    }[side]


def short_rank(placement: Placement) -> str:
    """ "higher than at least 15 of 34" or "higher than about half"; the head says whom."""
    if placement.spread is None:
        return _beside_half_in_short(placement.side)
    rank = placement.spread.rank
    if is_counted(placement) and rank.at_least:
        text = _("higher than at least %(below)s of %(count)s")
    elif is_counted(placement):
        text = _("higher than fewer than %(step)s of %(count)s")
    elif rank.of_hundred:
        text = _("higher than %(number)s of 100")
    else:
        text = _("higher than fewer than 1 of 100")
    return text % _numbers(rank)


def _beside_half_in_short(side: int) -> str:
    return {
        1: _("higher than about half"),
        0: _("about in the middle"),
        -1: _("not yet higher than about half"),
    }[side]


def _numbers(rank: Rank) -> dict[str, int]:
    return {
        "below": rank.at_least,
        "count": rank.count,
        "step": STEP,
        "number": rank.of_hundred,
    }


def beside(placement: Placement) -> str:
    """How many enterprises they are, where the rank does not say it."""
    if placement.spread is None or is_counted(placement):
        return ""
    return enterprises(placement.spread.rank.count)


def size_of(sample: Sample) -> str:
    """ "Compared with 34 enterprises: the same sector and size". Beside every comparison."""
    return _("Compared with %(count)s: %(circle)s.") % {
        "count": how_many(sample),
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
        "count": how_many(sample),
    }


def rises_widened(sample: Sample | None) -> str:
    if sample is None or not sample.missed:
        return ""
    text = _(
        "There are not yet %(minimum)s %(missed)s that rose a level, "
        "so these are from %(circle)s."
    )
    return text % {
        "minimum": FULL,
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
    """ "≥ 15/34": how many at least, of how many; the sentence above says what they are."""
    return f"≥ {number(question.count)}/{number(of.count)}"


def name(placement: Placement) -> str:
    return placement.name or _("In total")


def middle(spread: Spread) -> str:
    """The middle half: "28.4% to 51.9%"."""
    lower, _median, upper = spread.quartiles
    return _("%(lower)s to %(upper)s") % {
        "lower": percent(lower),
        "upper": percent(upper),
    }


def part(part: Part) -> str:
    """ "40 to 50%", one part of the distribution."""
    return _("%(from)s to %(to)s%%") % {
        "from": number(Decimal(part.start * 100 // TENS)),
        "to": number(Decimal(part.end * 100 // TENS)),
    }


def who_counts() -> str:
    return _(
        "Only enterprises with an account, or confirmed by an association, count: one for "
        "each account, network, tax code and device, by its newest result."
    )


def source(comparison: Comparison) -> str:
    """Who was counted, and when what is told last changed."""
    sentences = [who_counts(), _steps(comparison)]
    if any(map(_is_in_hundredths, comparison.placements)):
        sentences.append(_("Enterprises with equal points count half."))
    return " ".join(sentences)


def _steps(comparison: Comparison) -> str:
    text = _(
        "These figures change only when at least %(step)s enterprises have come, gone or "
        "changed, last on %(day)s."
    )
    return text % {"step": STEP, "day": day(comparison.at)}


def _is_in_hundredths(placement: Placement) -> bool:
    return placement.spread is not None and not is_counted(placement)


def coarseness(comparison: Comparison) -> str:
    """Why no more is told than who stands above about half."""
    if all(placement.spread for placement in comparison.placements):
        return ""
    text = _(
        "Among so few, no more is told than “higher than about half”: exact figures from "
        "%(full)s enterprises on, so that nobody can be read out of them."
    )
    return text % {"full": FULL}
