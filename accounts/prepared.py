"""A query of the ORM that is put together once a process: from then on only its values differ.

Most of what a page costs that reads three rows is the ORM putting three statements together.
Statement, values and models are the ORM's own, so that both databases give what they would give.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import RelatedPopulator, get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from django.http import Http404
from django.shortcuts import get_object_or_404

M = TypeVar("M", bound=Model)
PLAIN = {"", "exact", "gt", "gte", "lt", "lte"}  # what takes a value as it is


class _Hole(Expression):
    """Where a value of this name will stand."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: object) -> tuple[str, list]:
        return "%s", [self]

    def value_from(self, values: Mapping[str, object]) -> object:
        value = values[self.name]
        # The ORM would ask another question: whether there is none.
        if value is None:
            raise ValueError(self.name)
        line = connections[DEFAULT_DB_ALIAS]
        return self.output_field.get_db_prep_value(value, line)


@dataclass(frozen=True)
class _Statement(Generic[M]):
    """With what it takes to make models of its rows, as django.db.models.query makes them."""

    sql: str
    params: Sequence[object]  # holes, and what is the same each time
    converters: Mapping[int, tuple]
    model: type[M]
    columns: slice
    names: Sequence[str]
    related: Sequence[RelatedPopulator]

    def filled(self, values: Mapping[str, object]) -> list[object]:
        return [
            param.value_from(values) if isinstance(param, _Hole) else param
            for param in self.params
        ]

    def models(self, rows: Iterable[tuple]) -> Iterator[M]:
        for row in map(list, rows):
            self._convert(row)
            model = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.columns])
            for other in self.related:
                other.populate(row, model)
            yield model

    def _convert(self, row: list) -> None:
        line = connections[DEFAULT_DB_ALIAS]
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                row[place] = convert(row[place], expression, line)


class Prepared(Generic[M]):
    """What `queryset()` gives, filtered by these lookups; never by None.

    Each a field, one with a comparison (`field__gt`), or one of what it points to
    (`result__assessment`).
    """

    def __init__(self, queryset: Callable[[], QuerySet[M]], *lookups: str) -> None:
        self._queryset = queryset
        self._lookups = lookups
        # By kind of database, put together at the first use: models may not be loaded yet.
        self._statements: dict[str, _Statement[M]] = {}

    def all(self, **values: object) -> list[M]:
        # What was left out would let everything in.
        if values.keys() != set(self._lookups):
            raise TypeError(sorted(values.keys() ^ set(self._lookups)))
        statement = self._statement()
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.filled(values))
            return list(statement.models(cursor.fetchall()))

    def first(self, **values: object) -> M | None:
        """Of what there is one at most."""
        found = self.all(**values)
        return found[0] if found else None

    def _statement(self) -> _Statement[M]:
        vendor = connection.vendor
        if vendor not in self._statements:
            # Two threads may do so at the same time, and both get the same.
            self._statements[vendor] = self._put_together()
        return self._statements[vendor]

    def _put_together(self) -> _Statement[M]:
        queryset = self._queryset().filter(**self._holes())
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        # What a queryset does besides its statement would be lost.
        if queryset._prefetch_related_lookups or compiler.annotation_col_map:
            raise TypeError(queryset.model)

        described = compiler.klass_info
        own = described["select_fields"]
        columns = slice(own[0], own[-1] + 1)
        selected = [expression for expression, *_named in compiler.select]
        return _Statement(
            sql,
            params,
            compiler.get_converters(selected),
            described["model"],
            columns,
            [expression.target.attname for expression in selected[columns]],
            get_related_populators(described, compiler.select, DEFAULT_DB_ALIAS),
        )

    def _holes(self) -> dict[str, _Hole]:
        model = self._queryset().model
        return {
            lookup: _Hole(lookup, _field(model, lookup)) for lookup in self._lookups
        }


def _field(model: type[Model], lookup: str) -> Field:
    name, *path = lookup.split("__")
    if path and path[-1] in PLAIN:
        path.pop()
    try:
        field = model._meta.get_field(name)
        for further in path:
            field = field.related_model._meta.get_field(further)
    except (FieldDoesNotExist, AttributeError) as error:
        # What is no field further on is a comparison that is not plain.
        raise TypeError(lookup) from error
    return field


def owned_or_404(rows: QuerySet[M] | Prepared[M], **lookup: object) -> M:
    """The one of these, with whose it is."""
    if isinstance(rows, QuerySet):
        return get_object_or_404(rows.select_related("organisation"), **lookup)
    found = rows.first(**lookup)
    if found is None:
        raise Http404
    return found
