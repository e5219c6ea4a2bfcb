"""What the page of an index tells of ratios, peers and variants, in plain words."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from indexes.index.numbers import exact
from indexes.rules_levels import percent
from language.formats import day, short
from language.texts import in_language
from registry.sizes import size_names


def growth_of(question: dict) -> Iterator[str]:
    """How points grow with a ratio that has no bands."""
    if "linear" not in question:
        return
    told = question["linear"]
    ends = {
        "points": short(exact(told["points"])),
        "start": percent(told["from"]),
        "end": percent(told["to"]),
    }
    if "best_of" in told:
        yield (
            _(
                "Points grow evenly from %(start)s to %(end)s, the ratio of the best: "
                "%(points)s points there."
            )
            % ends
        )
    else:
        yield (
            _("Points grow evenly from %(start)s to %(end)s: %(points)s points there.")
            % ends
        )


def peers_in_words(peers: dict) -> str:
    """Who is compared with, by which source: it is of this version of the index."""
    words = _(
        "The best of %(count)s in this list is taken for everything: "
        "%(say)s (%(date)s, %(source)s)."
    )
    return words % {
        "count": len(peers["values"]),
        "say": in_language(peers["say"]),
        "date": day(date.fromisoformat(peers["date"])),
        "source": peers["source"],
    }


def rules_of_variant(variant: dict) -> Iterator[str]:
    """For whom it is suggested, and what pillars weigh in it."""
    if "sizes" in variant:
        sizes = ", ".join(in_language(size_names()[size]) for size in variant["sizes"])
        yield _("Suggested for enterprises of this size: %(sizes)s.") % {"sizes": sizes}
    if "weights" in variant:
        weights = [
            f"{code}: {short(exact(weight))}"
            for code, weight in variant["weights"].items()
        ]
        yield _("Weights of its pillars: %(weights)s.") % {
            "weights": ", ".join(weights)
        }
