"""The index that small firms are offered today, as the front pages describe it.

Read once in ten minutes by each process, so that a visit needs no query.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import monotonic

from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.example import Example, example_of
from indexes.index.model import Index
from indexes.models import IndexVersion
from indexes.offers import offer, open_indexes
from language.formats import day, number
from language.texts import in_language
from scoring.percent import rounded_points

KEPT_SECONDS = 600
SMALL = "small"  # size class of the firms that the front pages speak to


@dataclass(frozen=True)
class Described:
    """An index as the front pages describe it.

    index: what everybody is asked.
    whole: with the questions of one industry, where these differ.
    """

    index: Index
    whole: Index

    @property
    def short_title(self) -> str:
        return in_language(self.index.short_title)

    @property
    def decision(self) -> str:
        """ "1567/QĐ-BKHCN, 30/06/2025"."""
        decision = self.index.head["decision"]
        decided_on = date.fromisoformat(str(decision["date"]))
        return f"{decision['number']}, {day(decided_on)}"

    @property
    def levels(self) -> dict[int, str]:
        """Names by number, from the lowest."""
        return {row["level"]: in_language(row["name"]) for row in self.index.levels}

    @property
    def length(self) -> str:
        """As the page to start from and the questionnaire count too."""
        text = _("Answer %(questions)s questions in about %(minutes)s minutes.")
        return text % {
            "questions": self.whole.length,
            "minutes": self.whole.minutes,
        }

    @property
    def content(self) -> str:
        """ "6 pillars, 60 questions, 320 points at most"."""
        rubric = self.whole.rubric
        params = {
            "pillars": len(self.whole.pillars),
            "questions": self.whole.length,
            "industries": len(self.index.variants.get("list", ())),
            "points": number(rounded_points(rubric.maximum, rubric.total_unit)),
        }
        text = _(
            "%(pillars)s pillars, %(questions)s questions, %(points)s points at most"
        )
        if self.index.variants:
            text = _(
                "%(pillars)s pillars, %(questions)s questions, one of them a list of "
                "digital tools for each of %(industries)s industries, "
                "%(points)s points at most"
            )
        return text % params


@dataclass(frozen=True)
class Front:
    """What the front pages show.

    offered: to a small firm, where anything is.
    others: what can be answered besides, the newest decision first.
    """

    offered: Described | None
    others: tuple[Described, ...]
    example: Example | None

    @property
    def length(self) -> str:
        if self.offered is None:
            return _("Answer some questions about your business.")
        return self.offered.length

    @property
    def levels(self) -> dict[int, str]:
        return self.offered.levels if self.offered else {}

    @property
    def top(self) -> int:
        return max(self.levels)


def front() -> Front:
    return _front(int(monotonic() // KEPT_SECONDS))


def forget() -> None:
    """Read anew at the next visit."""
    _front.cache_clear()


@lru_cache(maxsize=1)
def _front(period: int) -> Front:
    versions = open_indexes()
    found = offer(versions, [SMALL], timezone.localdate())
    if found is None:
        return Front(None, (), None)
    offered = _describe(found.version)
    others = [version for version in versions if version != found.version]
    example = example_of(offered.whole)
    return Front(offered, tuple(map(_describe, others)), example)


def _describe(version: IndexVersion) -> Described:
    return Described(version.index, version.variants[0])
