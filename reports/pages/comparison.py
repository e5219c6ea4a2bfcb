"""The comparison with others, drawn and worded, ready for the templates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.access import Scope
from reports.charts.distribution import distribution
from reports.contents.comparison import Comparison, Placement, Sample
from reports.contents.whole import Contents
from reports.wording import comparison as words
from reports.wording.results import percent


@dataclass(frozen=True, slots=True)
class PlacementCard:
    placement: Placement
    name: str
    percent: str
    median: str
    middle: str
    rank: str
    short_rank: str

    # How many the others are, where the rank does not say so itself.
    beside: str

    chart: SafeString


@dataclass(frozen=True, slots=True)
class Bin:
    """A part of 0 to 100 %, and how many enterprises of each card stand in it."""

    words: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    comparison: Comparison

    # What the enterprise is called.
    own: str

    total: PlacementCard | None
    pillars: tuple[PlacementCard, ...]

    # Whom with and how many, why wider than one would wish, and when it was counted.
    size: str
    widened: str
    source: str

    # (breadth, words with its size)
    options: tuple[tuple[str, str], ...]

    bins: tuple[Bin, ...]
    rises: str
    rises_widened: str

    # (code, name, how many of those that rose)
    raised: tuple[tuple[str, str, str], ...]

    @property
    def cards(self) -> tuple[PlacementCard, ...]:
        if self.total is None:
            return self.pillars
        return (self.total, *self.pillars)


def comparison_page_of(contents: Contents) -> ComparisonPage | None:
    comparison = contents.comparison
    if comparison is None:
        return None

    own = _("You") if contents.scope is Scope.OWN else _("This enterprise")
    breadth = comparison.sample.breadth
    cards = [_card(placement, breadth, own) for placement in comparison.placements]
    return ComparisonPage(
        comparison=comparison,
        own=own,
        total=next(filter(_is_of_total, cards), None),
        pillars=tuple(card for card in cards if not _is_of_total(card)),
        size=words.size_of(comparison.sample),
        widened=words.widened(comparison.sample),
        source=words.source(comparison),
        options=_options(comparison.options),
        bins=_bins(cards),
        rises=words.rises(comparison.rises),
        rises_widened=words.rises_widened(comparison.rises),
        raised=_raised(comparison),
    )


def _is_of_total(card: PlacementCard) -> bool:
    return not card.placement.code


def _options(samples: Iterable[Sample]) -> tuple[tuple[str, str], ...]:
    options = tuple((sample.breadth, words.option(sample)) for sample in samples)
    # One alone is no choice.
    return options if len(options) > 1 else ()


def _raised(comparison: Comparison) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (question.code, question.name, words.raised(question, comparison.rises))
        for question in comparison.raised
    )


def _card(placement: Placement, breadth: str, own: str) -> PlacementCard:
    _lower, median, _upper = placement.quartiles
    return PlacementCard(
        placement=placement,
        name=words.name(placement),
        percent=percent(placement.percent),
        median=percent(median),
        middle=words.middle(placement),
        rank=words.rank(placement, breadth),
        short_rank=words.short_rank(placement),
        beside=words.beside(placement),
        chart=_chart(placement, breadth, own),
    )


def _chart(placement: Placement, breadth: str, own: str) -> SafeString:
    # The title of a chart is referred to by its name, so no two may have one.
    code = placement.code or "total"
    chart = distribution(
        placement.bins,
        own=placement.bin,
        percent=float(placement.percent),
        label=f"{own}: {percent(placement.percent)}",
        title=_title(placement, breadth),
        size=words.enterprises(placement.rank.count),
        name=f"place-{code.replace('.', '-')}",
    )
    return mark_safe(chart)  # noqa: S308, the chart function escapes every text


def _title(placement: Placement, breadth: str) -> str:
    title = f"{words.name(placement)}: {words.rank(placement, breadth)}"
    beside = words.beside(placement)
    return f"{title} ({beside})" if beside else title


def _bins(cards: Sequence[PlacementCard]) -> tuple[Bin, ...]:
    parts = len(cards[0].placement.bins)
    return tuple(_bin(cards, number, parts) for number in range(parts))


def _bin(cards: Iterable[PlacementCard], number: int, parts: int) -> Bin:
    counts = tuple(card.placement.bins[number] for card in cards)
    return Bin(words.part(number, parts), counts)
