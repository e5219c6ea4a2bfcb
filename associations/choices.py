"""What a firm, a member or a campaign can be told apart by: sectors, sizes and areas to choose.

Each begins with what stands for none of them.
"""

from collections.abc import Callable

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from language.selects import Select
from language.texts import in_language
from registry.areas import areas_by_former_province, former_provinces
from registry.sector_names import SECTORS
from registry.sizes import size_names

Words = str | Promise
Choices = list[tuple]


def sectors(first: Words) -> Choices:
    return [("", first), *SECTORS.items()]


def sizes(first: Words) -> Choices:
    names = [(key, in_language(name)) for key, name in size_names().items()]
    return [("", first), *names]


def areas(first: Words) -> Choices:
    """Under the former provinces, by which people know where a ward is."""
    choices: Choices = [("", first)]
    for province, units in areas_by_former_province():
        group = [(unit.code, in_language(unit.name)) for unit in units]
        choices.append((in_language(province), group))
    return choices


def part_name(former_province: str) -> str:
    """One of them is called as the whole city is today."""
    name = in_language(former_provinces()[former_province])
    return gettext("%(part)s before the merger") % {"part": name}


def areas_and_parts(first: Words) -> Choices:
    """Former provinces as a whole, then each of their units."""
    every, *units = areas(first)
    whole = [(key, part_name(key)) for key in former_provinces()]
    return [every, (_("A part of the city"), whole), *units]


# Of a filter: its name, and what it says where it filters nothing.
_FILTERS: dict[str, tuple[Words, Callable[[Words], Choices], Words]] = {
    "sector": (_("Sector"), sectors, _("All sectors")),
    "size": (_("Size"), sizes, _("All sizes")),
    "area": (_("Area"), areas, _("The whole city")),
}


def filter_by(
    name: str, choices: Callable[[Words], Choices] | None = None
) -> forms.ChoiceField:
    """name: sector, size or area. choices: others than the usual ones."""
    label, usual, every = _FILTERS[name]
    offered = choices or usual
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=lambda: offered(every),
        widget=Select,
    )
