"""Solutions as the directory has them today, in the active language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from language.formats import day, money
from language.texts import as_written, in_language
from providers.directory.capabilities import capabilities
from providers.directory.first_year import first_year
from providers.models import Provider, Solution
from providers.phrases import (
    area_name,
    delivery_words,
    names_of_sectors,
    names_of_sizes,
    price_words,
)
from providers.wording import KINDS


@dataclass(frozen=True)
class Offer:
    """A solution as the directory has it today, in words."""

    slug: str
    name: str
    what: str
    kind: str
    price: str
    confirmed: date | None
    delivery: str
    sectors: str
    sizes: str
    can: str  # names of its capabilities
    raises: int  # questions it names itself
    first_year: str  # in money, on one basis
    per_user: bool  # whether that basis counts people


def offer(solution: Solution) -> Offer:
    named = [part["capability"] for part in solution.improves if "capability" in part]
    return Offer(
        slug=solution.slug,
        name=as_written(solution.name),
        what=as_written(solution.what),
        kind=str(KINDS[solution.kind]),
        price=price_words(solution.price_from, solution.price_to, solution.price_unit),
        confirmed=solution.price_confirmed,
        delivery=delivery_words(solution.delivery_days),
        sectors=names_of_sectors(solution.sectors),
        sizes=names_of_sizes(solution.sizes),
        can=_capability_names(named),
        raises=len(solution.improves) - len(named),
        first_year=money(first_year(solution)),
        per_user=solution.price_unit == Solution.Unit.USER_MONTH,
    )


def _capability_names(codes: Iterable[str]) -> str:
    """Without those that are no longer in the vocabulary: a stored entry may be older."""
    names = capabilities()
    return ", ".join(in_language(names[code]) for code in codes if code in names)


@dataclass(frozen=True)
class Certificate:
    name: str
    until: str  # in words; nothing where nobody said it
    is_over: bool
    file: str  # by which it is shown, as `EntryFile.public_id`; empty without one


def certificates_of(provider: Provider, today: date) -> list[Certificate]:
    rows = []
    for name in provider.certificates:
        ends = provider.certificate_ends.get(name)
        last = date.fromisoformat(ends) if ends else None
        until = day(last) if last else ""
        is_over = last is not None and last < today
        file = provider.certificate_files.get(name, "")
        rows.append(Certificate(name, until, is_over, file))
    return rows


def area_names(codes: Iterable[str]) -> str:
    return ", ".join(map(area_name, codes))
