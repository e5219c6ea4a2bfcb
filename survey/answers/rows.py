"""Answers of an assessment as the database gives them, made into models when one is asked for.

Most of them are only counted. Put together for each page anew, and with every row made a model,
the same statement took ten times as long.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, connections

from survey.answers.values import CLEARED, AnswerValue
from survey.models import Answer, Assessment


class Standing(NamedTuple):
    """As much of an answer as it takes to count it."""

    question: str
    state: str
    level: int | None
    to_confirm: bool


class Plain(NamedTuple):
    """An answer that is no more than a choice of what was offered."""

    value: AnswerValue | None  # None where there is no answer
    to_confirm: bool
    revision: int


NO_ANSWER = Plain(None, to_confirm=False, revision=0)
# What makes an answer more than that, besides somebody else's hand.
_TYPED = ("numerator", "denominator", "count", "text")


class Statement(NamedTuple):
    """What is asked of the database, and how a row of it becomes a model."""

    sql: str
    columns: list[str]
    converters: Mapping[int, tuple]
    standing: list[int]  # where the parts of a Standing are


_MOMENT = f'"{Answer._meta.db_table}"."changed_at"'
_AS_TEXT = {"sqlite": f"+{_MOMENT}", "postgresql": f"{_MOMENT}::text"}


def _moment(text: str, *_of_column: object) -> datetime:
    """What SQLite's own converter does, of PostgreSQL."""
    return datetime.fromisoformat(text)


@cache
def _statement(_vendor: str) -> Statement:
    """The ORM's own, of any assessment: what differs is its key alone."""
    query = Answer.objects.filter(assessment=0).query
    compiler = query.get_compiler(connection=connection)
    sql, _key = compiler.as_sql()
    selected = [expression for expression, *_named in compiler.select]
    columns = [expression.target.attname for expression in selected]
    converters = compiler.get_converters(selected)
    # Drivers read a column as a moment, though most of them are never looked at; a text is left
    # as it is until then.
    sql = sql.replace(_MOMENT, _AS_TEXT[connection.vendor], 1)
    place = columns.index("changed_at")
    converters.setdefault(place, ([_moment], selected[place]))
    return Statement(
        sql,
        columns,
        converters,
        [columns.index(name) for name in Standing._fields],
    )


class Answers(Mapping[str, Answer]):
    """By question, also of hidden questions and those still to confirm.

    read_at: just before they were, in microseconds. Who reads behind the lock of a round reads
    later than whoever held it before.
    """

    def __init__(
        self, statement: Statement, rows: Sequence[tuple], read_at: int = 0
    ) -> None:
        self.read_at = read_at
        self._statement = statement
        question = statement.columns.index("question")
        self._rows = {row[question]: row for row in rows}
        self._made: dict[str, Answer] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __contains__(self, question: object) -> bool:
        return question in self._rows

    def __getitem__(self, question: str) -> Answer:
        if question not in self._made:
            self._made[question] = self._make(self._rows[question])
        return self._made[question]

    def _make(self, row: tuple) -> Answer:
        values = list(row)
        line = connections[DEFAULT_DB_ALIAS]
        for place, (converters, expression) in self._statement.converters.items():
            # Most columns of most answers are empty.
            if values[place] is None:
                continue
            for convert in converters:
                values[place] = convert(values[place], expression, line)
        return Answer.from_db(DEFAULT_DB_ALIAS, self._statement.columns, values)

    def replace(self, written: Iterable[Answer]) -> None:
        """By what was written since; behind the lock of the round nobody else did."""
        for answer in written:
            row = [getattr(answer, column) for column in self._statement.columns]
            self._rows[answer.question] = tuple(row)
            self._made[answer.question] = answer

    @property
    def standing(self) -> list[Standing]:
        parts = map(itemgetter(*self._statement.standing), self._rows.values())
        return list(map(Standing._make, parts))

    def plain(self, question: str, reader_id: int | None) -> Plain | None:
        """Of what the reader chose, without making a model; None for any other answer."""
        row = self._rows.get(question)
        if row is None:
            return NO_ANSWER
        of = dict(zip(self._statement.columns, row, strict=True))
        if of["given_by_id"] is not None or of["changed_by_id"] not in (
            None,
            reader_id,
        ):
            return None
        if any(of[name] not in (None, "") for name in _TYPED):
            return None
        # That the question has changed since the last round is told beside it.
        if of["to_confirm"] and of["state"] == CLEARED:
            return None
        chosen = of["chosen"]
        if isinstance(chosen, str):
            chosen = json.loads(chosen)
        value = AnswerValue(of["state"], of["level"], chosen=tuple(chosen))
        return Plain(value, bool(of["to_confirm"]), of["revision"])

    def by_others(self, column: str, *own: int | None) -> list[Answer]:
        """Of which this column names somebody else: only these people are asked for."""
        place = self._statement.columns.index(column)
        return [self[code] for code, row in self._rows.items() if row[place] not in own]


def read_answers(assessment: Assessment) -> Answers:
    statement = _statement(connection.vendor)
    read_at = time.time_ns() // 1000
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, [assessment.pk])
        return Answers(statement, cursor.fetchall(), read_at)
