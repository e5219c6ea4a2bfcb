"""The directory as matching reads it: plain records and arrays, built once for what it holds.

Its rows are read anew each time, and what was built is found by these rows themselves: so it
is neither older than the directory nor another one.
"""

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import NamedTuple
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from numpy.typing import ArrayLike, DTypeLike, NDArray

from providers.models import Provider, Solution
from registry.tax_code import family_of
from scoring.matching import shrunk_rating

# Published on the page of ratings: a provider has its own ratings and these besides, so that
# one without any is taken for a usual one.
USUAL_RATING, USUAL_COUNT = 4.0, 20

Row = tuple[object, ...]


class OfProvider(NamedTuple):
    """As the model has it."""

    pk: int
    areas: Sequence[str]
    certificates: Sequence[str]
    online: bool
    capacity_per_month: int
    vetted_until: date | None
    paused_until: date | None
    rating_average: Decimal | None
    rating_count: int
    slug: str
    name: str
    is_fictional: bool
    public_id: UUID
    tax_code: str

    is_vetted_on = Provider.is_vetted_on
    is_paused_on = Provider.is_paused_on

    @property
    def family(self) -> str:
        return family_of(self.tax_code)


class OfSolution(NamedTuple):
    """As the model has it, without what only a page says of it."""

    pk: int
    slug: str
    index_id: str
    improves: Sequence[dict]
    sectors: Sequence[str]
    sizes: Sequence[str]
    price_from: int
    price_unit: str
    is_active: bool
    provider_id: int
    provider: OfProvider


class Kinds:
    """What each row says; of what several say alike a function is asked once."""

    def __init__(self, said: Iterable[Hashable]) -> None:
        places: dict[Hashable, int] = {}
        self.rows = np.array(
            [places.setdefault(kind, len(places)) for kind in said],
            np.intp,
        )
        self.kinds = list(places)

    def each(self, function: Callable, dtype: DTypeLike) -> NDArray:
        """(S,) what the function says of what each row says."""
        answers = [function(kind) for kind in self.kinds]
        return np.array(answers, dtype)[self.rows]


class Houses(NamedTuple):
    """of: by key of a provider, the number of its house. members: of each house.

    keys: what each draws its lots by, given by the site and chosen by nobody.
    """

    of: Mapping[int, int]
    members: Sequence[Sequence[OfProvider]]
    keys: Sequence[str]


def houses_of(providers: Sequence[OfProvider]) -> Houses:
    """Branches of one company are one house: to be many brings nobody more lots."""
    numbers: dict[Hashable, int] = {}
    members: list[list[OfProvider]] = []
    for provider in sorted(providers, key=lambda each: str(each.public_id)):
        house = numbers.setdefault(provider.family or provider.pk, len(members))
        if house == len(members):
            members.append([])
        members[house].append(provider)
    of = {each.pk: house for house, own in enumerate(members) for each in own}
    # The first of a house, in an order that none of them can choose.
    keys = [str(own[0].public_id) for own in members]
    return Houses(of, members, keys)


class Entries:
    """Solutions with their providers, in a fixed order. S solutions, K capabilities.

    columns: of the capabilities that somebody offers. by_capability: (K, S) lifts.
    stated: lifts by question, as (row, index, code of the question, lift).
    """

    def __init__(self, solutions: Sequence[OfSolution | Solution]) -> None:
        self.solutions = solutions
        self.providers = {
            solution.provider_id: solution.provider for solution in solutions
        }
        self.owners = Kinds(solution.provider_id for solution in solutions)
        self.units = Kinds(solution.price_unit for solution in solutions)
        self.sectors = Kinds(tuple(solution.sectors) for solution in solutions)
        self.sizes = Kinds(tuple(solution.sizes) for solution in solutions)
        self.active = self._gathered("is_active", np.bool_)
        self.price_from = self._gathered("price_from", np.int64)
        self.owner = self._gathered("provider_id", np.int64)
        self.quality = _frozen(self.by_provider(quality_of, np.float64), np.float64)
        self._gather_lifts()
        self._stated_in: dict[tuple[str, ...], NDArray] = {}

    def __len__(self) -> int:
        return len(self.solutions)

    @cached_property
    def houses(self) -> Houses:
        """Who counts as one: whoever offers something, with its branches."""
        return houses_of(list(self.providers.values()))

    @cached_property
    def families(self) -> Mapping[str, frozenset[int]]:
        """Keys of the providers of each company, by what its tax codes begin with."""
        keys: dict[str, set[int]] = {}
        for key, provider in self.providers.items():
            keys.setdefault(provider.family, set()).add(key)
        return {family: frozenset(own) for family, own in keys.items()}

    @cached_property
    def house(self) -> NDArray[np.int64]:
        """(S,) number of the house that offers each."""
        return _frozen(
            self.by_provider(lambda each: self.houses.of[each.pk], np.int64), np.int64
        )

    @cached_property
    def is_fictional(self) -> bool:
        """Whether any of them is invented, as in a demonstration."""
        return any(provider.is_fictional for provider in self.providers.values())

    def _gathered(self, name: str, dtype: DTypeLike) -> NDArray:
        return _frozen([getattr(row, name) for row in self.solutions], dtype)

    def by_provider(
        self, function: Callable[[OfProvider | Provider], object], dtype: DTypeLike
    ) -> NDArray:
        """(S,) what the function says of whoever offers each solution."""
        return self.owners.each(lambda key: function(self.providers[key]), dtype)

    def _gather_lifts(self) -> None:
        self.columns: dict[str, int] = {}
        self.stated: list[tuple[int, str, str, int]] = []
        cells = []
        for row, solution in enumerate(self.solutions):
            for part in solution.improves:
                lift = part["lift"]
                if "capability" not in part:
                    stated = (row, solution.index_id, part["question"], lift)
                    self.stated.append(stated)
                    continue
                name = part["capability"]
                column = self.columns.setdefault(name, len(self.columns))
                cells.append((column, row, lift))
        shape = len(self.columns), len(self.solutions)
        lifts = np.zeros(shape, np.int64)
        for column, row, lift in cells:
            lifts[column, row] = lift
        self.by_capability = _frozen(lifts, np.int64)

    def stated_in(self, index_id: str, codes: Sequence[str]) -> NDArray[np.int64]:
        """(S, Q) what solutions say of these questions of one index by their codes."""
        asked = (index_id, *codes)
        if asked not in self._stated_in:
            places = {code: place for place, code in enumerate(codes)}
            stated = np.zeros((len(self), len(codes)), np.int64)
            for row, of_index, code, lift in self.stated:
                # The code of a question means another one in another index.
                if of_index == index_id and code in places:
                    stated[row, places[code]] = lift
            self._stated_in[asked] = _frozen(stated, np.int64)
        return self._stated_in[asked]


def _frozen(values: ArrayLike, dtype: DTypeLike) -> NDArray:
    """Kept for everybody, so nobody may write into it."""
    array = np.array(values, dtype)
    array.flags.writeable = False
    return array


def quality_of(provider: OfProvider | Provider) -> float:
    """What the ranking goes by: its ratings, drawn towards the usual ones by their count."""
    return shrunk_rating(
        float(provider.rating_average or 0),
        provider.rating_count,
        USUAL_RATING,
        USUAL_COUNT,
    )


def entries_of(among: QuerySet[Solution] | None = None) -> Entries:
    """Of these solutions, None for all there are; in two queries."""
    if among is not None:
        solutions, providers = _statements(among)
        return _built(_read(solutions), _read(providers))

    solutions, providers = _of_all(connection.vendor)
    return _kept(_read(solutions), _read(providers))


class Statement(NamedTuple):
    """What is asked of the database, and what becomes of each column of its answer."""

    sql: str
    params: tuple
    converters: Mapping[int, tuple]


class Read(NamedTuple):
    """Rows as the database gives them: most are the same as last time, and only compared."""

    statement: Statement
    rows: tuple[Row, ...]

    def __hash__(self) -> int:
        return hash(self.rows)

    def converted(self) -> Iterator[Row]:
        to_convert = self.statement.converters.items()
        for row in self.rows:
            values = [*row]
            for place, (converters, expression) in to_convert:
                value = values[place]
                for convert in converters:
                    value = convert(value, expression, connection)
                values[place] = value
            yield tuple(values)


def _read(statement: Statement) -> Read:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.params)
        rows = tuple(cursor.fetchall())
    return Read(statement, rows)


@cache
def _of_all(_vendor: str) -> tuple[Statement, Statement]:
    """The ORM's own, put together once: that takes as long as to read a hundred rows."""
    return _statements(Solution.objects.all())


def _statements(solutions: QuerySet[Solution]) -> tuple[Statement, Statement]:
    """Of the solutions and of whoever offers them; maps and lists as they are stored."""
    # The order decides between equals: the same question has the same answer each time.
    rows = solutions.order_by("slug").values_list(
        "pk",
        "slug",
        "index_id",
        _as_text("improves"),
        _as_text("sectors"),
        _as_text("sizes"),
        "price_from",
        "price_unit",
        "is_active",
        "provider_id",
    )
    # Each once, since it has many solutions; asked for within the database, since SQLite
    # reads no long list.
    offering = Provider.objects.filter(pk__in=solutions.values("provider"))
    providers = offering.order_by("pk").values_list(
        "pk",
        _as_text("areas"),
        _as_text("certificates"),
        "online",
        "capacity_per_month",
        "vetted_until",
        "paused_until",
        "rating_average",
        "rating_count",
        "slug",
        "organisation__name",
        "organisation__is_fictional",
        "organisation__public_id",
        "organisation__tax_code",
    )
    return _statement(rows), _statement(providers)


def _statement(rows: QuerySet) -> Statement:
    # Also of none at all there is a statement.
    compiler = rows.query.get_compiler(connection=connection, elide_empty=False)
    sql, params = compiler.as_sql()
    selected = [expression for expression, *_named in compiler.select]
    converters = compiler.get_converters(selected)
    return Statement(sql, params, converters)


def _as_text(name: str) -> Cast:
    return Cast(name, TextField())


def _built(solutions: Read, providers: Read) -> Entries:
    # Many say the same, and a record is not changed by anybody who reads it.
    said = cache(json.loads)
    by_key = {}
    for key, areas, certificates, *facts in providers.converted():
        by_key[key] = OfProvider(
            key,
            said(areas),
            said(certificates),
            *facts,
        )
    records = []
    for key, slug, index_id, improves, sectors, sizes, *facts in solutions.converted():
        provider = by_key[facts[-1]]
        record = OfSolution(
            key,
            slug,
            index_id,
            said(improves),
            said(sectors),
            said(sizes),
            *facts,
            provider,
        )
        records.append(record)
    return Entries(records)


_kept = lru_cache(maxsize=1)(_built)
