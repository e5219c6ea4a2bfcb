"""What the groups, levels, criteria and percents of a cohort are called."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from associations.choices import part_name
from associations.cohort.cells import Cell
from associations.cohort.figures import Figures
from language.formats import grouped, percent
from language.texts import in_language
from providers.models import Provider, Solution
from registry.areas import areas, former_provinces
from registry.sector_names import SECTORS
from registry.sizes import size_names

FEW_NAMES = 2


def group_name(kind: str, name: str) -> str:
    if not name:
        return _("Not told")
    if kind == "sector":
        return str(SECTORS[name])
    if kind == "size":
        return in_language(size_names()[name])
    return part_name(name)


def area_name(code: str) -> str:
    """Of a former province as a whole, or of one of its units."""
    if code in former_provinces():
        return group_name("area", code)
    return in_language(areas()[code].name)


def groups_name(kind: str, names: Sequence[str]) -> str:
    if len(names) > FEW_NAMES:
        return _("Other, together")
    return " + ".join(group_name(kind, name) for name in names)


def levels_name(levels: Sequence[int]) -> str:
    if len(levels) == 1:
        return _("Level %d") % levels[0]
    return _("Level %(first)d–%(last)d") % {"first": levels[0], "last": levels[-1]}


def kind_name(kind: str) -> str:
    return {"sector": _("Sector"), "size": _("Size"), "area": _("Part of the city")}[
        kind
    ]


def criterion_names(figures: Figures, code: str) -> tuple[str, str]:
    """Of the criterion and of its pillar, in the variant that asks it."""
    for index in figures.variants:
        if code not in index.questions:
            continue
        question = index.questions[code]
        place = index.rubric.questions[index.places[code]].pillar
        name = question.get("name") or question["ask"]
        return in_language(name), in_language(index.pillars[place]["name"])
    return code, ""


def cell_names(figures: Figures, cell: Cell) -> list[str]:
    """What a cell is, in parts."""
    parts = []
    if cell.kind:
        parts.append(groups_name(cell.kind, cell.names))
    if cell.levels:
        parts.append(levels_name(sorted(cell.levels)))
    if cell.missed in figures.cohort.shape.codes:
        name, _pillar = criterion_names(figures, cell.missed)
        parts.append(_("Not half of it reached: %s") % name)
    if cell.helped_by in Solution.Kind.values:
        kind = Solution.Kind(cell.helped_by).label
        parts.append(_("Helped by: %s") % kind)
    if cell.provider:
        parts.append(_("Could be served by: %s") % _provider_name(cell.provider))
    if cell.chose:
        parts.append(_option_name(figures, *cell.chose))
    if cell.is_pair:
        parts.append(_("In two rounds or more"))
    return parts


def _provider_name(slug: str) -> str:
    """One query."""
    names = Provider.objects.filter(slug=slug)
    return names.values_list("organisation__name", flat=True).first() or slug


def _option_name(figures: Figures, code: str, option: str) -> str:
    for index in figures.variants:
        for each in index.questions.get(code, {}).get("options", ()):
            if each["id"] == option:
                return in_language(each["name"])
    return option


def tenths_text(tenths: int | None) -> str:
    return "–" if tenths is None else percent(tenths / 10)


def points_between(before: int, after: int) -> str:
    """A difference of percents, with its sign."""
    gained = after - before
    sign = "+" if gained > 0 else "−" if gained < 0 else ""
    return sign + grouped(abs(gained) / 10, 1)
