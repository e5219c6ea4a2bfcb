"""The comparison with others, drawn and worded, ready for the templates."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.access import Scope
from reports.charts import svg_distribution as svg_compare
from reports.contents.comparison import Comparison, Place
from reports.contents.whole import Contents
from reports.wording import comparison as say
from reports.wording import results as wording


@dataclass(frozen=True, slots=True)
class PlaceCard:
    place: Place
    name: str
    percent: str
    median: str
    middle: str
    standing: str
    short: str
    beside: str  # the standing: how many they are, where it does not say so itself
    chart: SafeString


@dataclass(frozen=True, slots=True)
class ComparePage:
    """own: what the enterprise is called. size: whom with and how many. options: (breadth, words with its size)."""

    comparison: Comparison
    own: str
    total: PlaceCard | None
    pillars: tuple[PlaceCard, ...]
    size: str
    widened: str
    source: str
    options: tuple[tuple[str, str], ...]
    bins: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    rises: str
    rises_widened: str
    raised: tuple[tuple[str, str, str], ...]

    @property
    def cards(self) -> tuple[PlaceCard, ...]:
        return (self.total, *self.pillars) if self.total else self.pillars


def compare_page_of(contents: Contents) -> ComparePage | None:
    found = contents.comparison
    if found is None:
        return None
    own = _("You") if contents.scope is Scope.OWN else _("This enterprise")
    cards = tuple(_card(place, found, own) for place in found.places)
    options = tuple((one.breadth, say.option(one)) for one in found.options)
    return ComparePage(
        comparison=found,
        own=own,
        total=next((card for card in cards if not card.place.code), None),
        pillars=tuple(card for card in cards if card.place.code),
        size=say.size_of(found.sample),
        widened=say.widened(found.sample),
        source=say.source(found),
        options=options if len(options) > 1 else (),
        bins=_bins(cards),
        rises=say.rises(found.rises) if found.rises else "",
        rises_widened=say.rises_widened(found.rises) if found.rises else "",
        raised=tuple(
            (one.code, one.name, say.raised(one, found.rises)) for one in found.raised
        ),
    )


def _card(place: Place, found: Comparison, own: str) -> PlaceCard:
    name, percent = say.name(place), wording.percent(place.percent)
    standing = say.standing(place, found.sample.breadth)
    beside = say.beside(place)
    chart = svg_compare.distribution(
        place.bins,
        own=place.bin,
        percent=float(place.percent),
        label=f"{own}: {percent}",
        title=f"{name}: {standing} ({beside})" if beside else f"{name}: {standing}",
        size=say.enterprises(place.rank.count),
        name=f"place-{(place.code or 'total').replace('.', '-')}",
    )
    return PlaceCard(
        place=place,
        name=name,
        percent=percent,
        median=wording.percent(place.quartiles[1]),
        middle=say.middle(place),
        standing=standing,
        short=say.standing_short(place),
        beside=beside,
        chart=mark_safe(chart),  # noqa: S308, the chart function escapes every text
    )


def _bins(
    cards: tuple[PlaceCard, ...],
) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """A row for each part of 0 to 100 %: its words, and (name, enterprises) of each card."""
    parts = len(cards[0].place.bins)
    return tuple(
        (
            say.part(number, parts),
            tuple((card.name, card.place.bins[number]) for card in cards),
        )
        for number in range(parts)
    )
