"""The columns of a table of members: what each says, and what must be shared to fill it in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.access.scopes import Scope
from associations.cohort.figures import Figures
from associations.cohort.rows import NO_LEVEL
from associations.cohort.words import criterion_names
from language.texts import in_language
from registry.areas import areas
from registry.sector_names import SECTORS
from registry.sizes import size_names
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from survey.models import Result

Value = str | int | float | datetime | None
AT_ONCE = 1000  # names that are read together


@dataclass(frozen=True)
class Column:
    """head: in the reader's language. says: what stands in it. kind: text, number, percent, date.

    least: how much a member must share, so that it is filled in.
    """

    code: str
    head: str
    says: str
    kind: str
    width: int
    least: Scope = Scope.AGGREGATE


def columns_of(figures: Figures) -> list[Column]:
    """In the active language."""
    return [*_whole(), *_pillars(figures), *_criteria(figures)]


def _whole() -> list[Column]:
    return [
        Column("name", _("Enterprise"), _("Its name today"), "text", 36),
        Column("sector", _("Sector"), _("At the time of the result"), "text", 28),
        Column("size", _("Size"), _("At the time of the result"), "text", 22),
        Column("area", _("Area"), _("At the time of the result"), "text", 24),
        Column("round", _("Round"), _("Which time it answered"), "number", 8),
        Column("assessed", _("Assessed"), _("When it was sent"), "date", 12),
        Column("shared", _("Shared"), _("How much it lets be seen"), "text", 26),
        Column("level", _("Level"), _("The number of its level"), "number", 8),
        Column("level_name", _("Name of the level"), "", "text", 22),
        Column("total", _("Percent"), _("Of all points it could have"), "percent", 10),
    ]


def _pillars(figures: Figures) -> Iterator[Column]:
    says = _("Percent of the points of this pillar; empty where pillars are not shared")
    for pillar in figures.cohort.shape.pillars:
        yield Column(
            f"pillar {pillar['code']}",
            in_language(pillar["name"]),
            says,
            "percent",
            12,
            Scope.PILLARS,
        )


def _criteria(figures: Figures) -> Iterator[Column]:
    says = _("Level of this criterion; empty where answers are not shared")
    for code in figures.cohort.shape.codes:
        name, _pillar = criterion_names(figures, code)
        yield Column(code, f"{code} {name}", says, "number", 10, Scope.ANSWERS)


def scope_words() -> dict[int, str]:
    return {
        Scope.AGGREGATE: _("Overall level only"),
        Scope.PILLARS: _("Overall level and pillars"),
        Scope.ANSWERS: _("Answers, no files"),
        Scope.EVIDENCE: _("Answers and evidence"),
    }


def rows_of_table(
    figures: Figures,
    chosen: np.ndarray,
    say: Callable[[int], None],
) -> Iterator[Sequence[Value]]:
    """One for each member, in the order of `columns_of`. say: told how many are read."""
    words = _Words(figures)
    for start in range(0, chosen.size, AT_ONCE):
        rows = chosen[start : start + AT_ONCE]
        known = _known(figures.cohort.rows.result[rows])
        for row in rows.tolist():
            key = int(figures.cohort.rows.result[row])
            # Erased since: nothing of it is told.
            if key in known:
                yield words.row(row, *known[key])
        say(start + rows.size)


def _known(keys: np.ndarray) -> dict[int, tuple]:
    results = Result.objects.filter(pk__in=keys.tolist()).values_list(
        "pk",
        "organisation__name",
        "assessment__submitted_at",
        "created_at",
    )
    known = {}
    for key, name, submitted, created in results:
        known[key] = (name, submitted or created)
    return known


class _Words:
    """Everything that is said again and again, looked up once."""

    def __init__(self, figures: Figures) -> None:
        self.columns = figures.cohort.rows
        self.scope = figures.cohort.scope
        index = figures.cohort.shape.index
        self.scopes = scope_words()
        self.sectors = {key: str(name) for key, name in SECTORS.items()}
        self.sizes = {key: in_language(name) for key, name in size_names().items()}
        self.areas = {key: in_language(unit.name) for key, unit in areas().items()}
        self.levels = {
            row["level"]: in_language(index.level_name(row["level"]))
            for row in index.levels
        }
        self.not_applicable = _("not applicable")

    def row(self, row: int, name: str, at: datetime) -> Sequence[Value]:
        columns, scope = self.columns, int(self.scope[row])
        level = int(columns.level[row])
        has_level = level != NO_LEVEL
        return [
            name,
            self.sectors.get(str(columns.sector[row]), ""),
            self.sizes.get(str(columns.size[row]), ""),
            self.areas.get(str(columns.area[row]), ""),
            int(columns.round[row]),
            localtime(at).replace(tzinfo=None),
            self.scopes[scope],
            level if has_level else None,
            self.levels[level] if has_level else "",
            _percent(int(columns.tenths[row, 0])),
            *self._pillars(row, scope),
            *self._criteria(row, scope),
        ]

    def _pillars(self, row: int, scope: int) -> list[Value]:
        tenths = self.columns.tenths[row, 1:].tolist()
        if scope < Scope.PILLARS:
            return [None] * len(tenths)
        return list(map(_percent, tenths))

    def _criteria(self, row: int, scope: int) -> list[Value]:
        levels = self.columns.levels[row].tolist()
        if scope < Scope.ANSWERS:
            return [None] * len(levels)
        return list(map(self._criterion, levels))

    def _criterion(self, level: int) -> Value:
        if level == NOT_APPLICABLE:
            return self.not_applicable
        return None if level == NOT_ANSWERED else level


def _percent(tenths: int) -> float | None:
    return None if tenths < 0 else tenths / 10
