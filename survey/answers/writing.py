"""Rows of answers and of their history, written by statements of our own.

Put together by the ORM for each page anew, they took three times as long as to run. Whoever
writes holds the round (`survey.answers.services`), so that nobody else does.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import (
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    TextField,
)

from survey.models import Answer, AnswerChange, Assessment

OF_VALUE = ("state", "level", "numerator", "denominator", "count", "text", "chosen")
_OF_ROW = (*OF_VALUE, "to_confirm", "changed_by", "changed_at", "given_by")


def keep_answers(answers: Iterable[Answer]) -> None:
    """Write answers and their history, two statements for any number of them."""
    answers = list(answers)
    with connection.cursor() as cursor:
        for start in range(0, len(answers), _WRITTEN_AT_ONCE):
            _keep_some(cursor, answers[start : start + _WRITTEN_AT_ONCE])
    keep_history(answers)


def _keep_some(cursor: CursorWrapper, answers: Sequence[Answer]) -> None:
    """New ones and changed ones together."""
    values = []
    # Of a page that is sent all have the same.
    moments: dict[datetime, object] = {}
    for answer in answers:
        values += _for_database(answer, moments)
    row = ", ".join(["%s"] * len(_FIELDS))
    rows = ", ".join([f"({row})"] * len(answers))
    cursor.execute(f"{_INSERT} VALUES {rows} {_OR_UPDATE}", values)
    keys = {question: key for key, question in cursor.fetchall()}
    for answer in answers:
        answer.pk = keys[answer.question]


def _for_database(answer: Answer, moments: dict[datetime, object]) -> list[object]:
    """Its values, column by column; what every database takes as it is, is given as it is."""
    line = connections[DEFAULT_DB_ALIAS]
    values = []
    for field, name, plain in _FOR_DATABASE:
        value = getattr(answer, name)
        if type(value) is datetime:
            if value not in moments:
                moments[value] = field.get_db_prep_save(value, line)
            value = moments[value]
        elif value is not None and type(value) is not plain:
            value = field.get_db_prep_save(value, line)
        values.append(value)
    return values


def keep_history(answers: Iterable[Answer]) -> None:
    """What these answers are now, as one more change of each, copied by the database.

    To send the values a second time through the ORM would hold the lock of the round a quarter
    longer, and others wait for it.
    """
    keys = [answer.pk for answer in answers]
    with connection.cursor() as cursor:
        for start in range(0, len(keys), _COPIED_AT_ONCE):
            part = keys[start : start + _COPIED_AT_ONCE]
            places = ", ".join(["%s"] * len(part))
            cursor.execute(f"{_COPY} WHERE id IN ({places}) ORDER BY id", part)


def note_change(assessment: Assessment, now: datetime) -> None:
    """When somebody last changed what was answered."""
    changed_at = _CHANGED_AT.get_db_prep_save(now, connection)
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [changed_at, assessment.pk])


# Nothing but names of the models' own columns, the same in both tables.
_FIELDS = [field for field in Answer._meta.concrete_fields if not field.primary_key]
_PLAIN = {
    CharField: str,
    TextField: str,
    IntegerField: int,
    ForeignKey: int,
    BooleanField: bool,
}


def _plain(field: Field) -> type | None:
    """The type of its values that go to every database as they are."""
    kinds = (plain for kind, plain in _PLAIN.items() if isinstance(field, kind))
    return next(kinds, None)


_FOR_DATABASE = [(field, field.attname, _plain(field)) for field in _FIELDS]
_COLUMNS = ", ".join(f'"{field.column}"' for field in _FIELDS)
_INSERT = f"INSERT INTO {Answer._meta.db_table} ({_COLUMNS})"
_TO_CHANGE = ", ".join(
    f'"{field.column}" = EXCLUDED."{field.column}"'
    for field in _FIELDS
    if field.name in {*_OF_ROW, "revision"}
)
_OR_UPDATE = (
    f"ON CONFLICT (assessment_id, question) DO UPDATE SET {_TO_CHANGE} "
    "RETURNING id, question"
)
_COPY = (
    f"INSERT INTO {AnswerChange._meta.db_table} ({_COLUMNS}) "  # noqa: S608
    f"SELECT {_COLUMNS} FROM {Answer._meta.db_table}"
)
_CHANGED_AT = Assessment._meta.get_field("changed_at")
_NOTE = f'UPDATE {Assessment._meta.db_table} SET "changed_at" = %s WHERE "id" = %s'  # noqa: S608
_COPIED_AT_ONCE = 10_000  # a statement takes so many places on both databases
_WRITTEN_AT_ONCE = 500
