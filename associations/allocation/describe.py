"""The preview of an allocation in words: numbers of firms, none of them by name."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from associations.allocation.queries import waiting_of
from associations.models import Allocation
from language.formats import grouped, number, with_percent
from providers.models import Provider
from scoring.disclosure.joined import joined_small
from scoring.disclosure.small_cells import SHARED


@dataclass(frozen=True)
class Preview:
    """providers: names and how many firms each; None where too few to be told."""

    firms: str
    reached: str
    share: str
    greedy: str
    gini: str
    greedy_gini: str
    newcomers: str
    providers: list[tuple[str, str]] | None
    may_be_sent: bool
    waiting: int  # firms still to be written to, of those that are


def preview_of(allocation: Allocation | None) -> Preview | None:
    if allocation is None or allocation.made_at is None:
        return None
    figures = allocation.figures
    return Preview(
        firms=number(figures["firms"]),
        reached=number(figures["reached"]),
        share=_percent(figures["share"]),
        greedy=_percent(figures["greedy"]),
        gini=grouped(figures["gini"], 2),
        greedy_gini=grouped(figures["greedy_gini"], 2),
        newcomers=_percent(figures["newcomers"]),
        providers=_providers(figures["of"]),
        may_be_sent=bool(figures["reached"]) and allocation.sent_at is None,
        waiting=waiting_of(allocation),
    )


def _percent(share: float) -> str:
    return with_percent(grouped(100 * share, 1))


def _providers(counts: dict[str, int]) -> list[tuple[str, str]] | None:
    joined = joined_small(counts, SHARED)
    if joined is None or not counts:
        return None
    related = Provider.objects.select_related("organisation")
    rows = related.in_bulk(list(map(int, joined.told)))
    named = []
    for key, count in joined.told.items():
        provider = rows.get(int(key))
        name = provider.organisation.name if provider else _("No longer listed")
        named.append((name, number(count)))
    if joined.rest:
        named.append((_("Others together"), number(joined.rest)))
    return named
