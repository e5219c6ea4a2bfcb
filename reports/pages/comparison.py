"""The comparison with others, drawn and worded, ready for the templates."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.access.scopes import Scope
from reports.charts.distribution import distribution
from reports.contents.comparison import Comparison, Placement, Sample, Spread
from reports.contents.whole import Contents
from reports.wording import comparison as words
from reports.wording.results import percent


@dataclass(frozen=True, slots=True)
class PlacementCard:
    placement: Placement
    name: str
    percent: str
    rank: str
    short_rank: str

    # How many the others are, where the rank does not say so itself.
    beside: str

    # Blank in a small sample, of which no more than the rank is told.
    median: str = ""
    middle: str = ""
    chart: str = ""

    # (from what to what percent, how many enterprises)
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    comparison: Comparison

    # What the enterprise is called.
    own: str

    total: PlacementCard | None
    pillars: tuple[PlacementCard, ...]

    # Whom with and how many, why wider than one would wish, why no more is told, and what
    # was counted when.
    size: str
    widened: str
    coarseness: str
    source: str

    # (breadth, words with its size)
    options: tuple[tuple[str, str], ...]

    rises: str
    rises_widened: str

    # (code, name, how many of those that rose)
    raised: tuple[tuple[str, str, str], ...]

    @property
    def cards(self) -> tuple[PlacementCard, ...]:
        if self.total is None:
            return self.pillars
        return (self.total, *self.pillars)

    @property
    def full_cards(self) -> tuple[PlacementCard, ...]:
        """Those with figures to be shown in a table."""
        return tuple(card for card in self.cards if card.placement.spread)


def comparison_page_of(contents: Contents) -> ComparisonPage | None:
    comparison = contents.comparison
    if comparison is None:
        return None

    is_own = contents.scope is Scope.OWN
    own = _("You") if is_own else _("This enterprise")
    breadth = comparison.sample.breadth
    cards = [_card(placement, breadth, own) for placement in comparison.placements]
    return ComparisonPage(
        comparison=comparison,
        own=own,
        total=next(filter(_is_of_total, cards), None),
        pillars=tuple(card for card in cards if not _is_of_total(card)),
        size=words.size_of(comparison.sample),
        widened=words.widened(comparison.sample),
        coarseness=words.coarseness(comparison),
        source=words.source(comparison),
        options=_options(comparison.options),
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
    card = PlacementCard(
        placement=placement,
        name=words.name(placement),
        percent=percent(placement.percent),
        rank=words.rank(placement, breadth),
        short_rank=words.short_rank(placement),
        beside=words.beside(placement),
    )
    spread = placement.spread
    if spread is None:
        return card
    return replace(
        card,
        median=percent(spread.quartiles[1]),
        middle=words.middle(spread),
        chart=_chart(placement, spread, breadth, own),
        parts=tuple((words.part(part), part.count) for part in spread.parts),
    )


def _chart(placement: Placement, spread: Spread, breadth: str, own: str) -> SafeString:
    # The title of a chart is referred to by its name, so no two may have one.
    code = placement.code or "total"
    chart = distribution(
        spread.parts,
        own=spread.own,
        percent=float(placement.percent),
        label=f"{own}: {percent(placement.percent)}",
        title=_title(placement, breadth),
        size=words.enterprises(spread.rank.count),
        name=f"place-{code.replace('.', '-')}",
    )
    return mark_safe(chart)  # noqa: S308, the chart function escapes every text


def _title(placement: Placement, breadth: str) -> str:
    title = f"{words.name(placement)}: {words.rank(placement, breadth)}"
    beside = words.beside(placement)
    return f"{title} ({beside})" if beside else title
