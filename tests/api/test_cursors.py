"""Lists in pages: whatever is written meanwhile, nothing is told twice and nothing is left out."""

import json
from base64 import urlsafe_b64encode
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import ApiAnswer, ApiToken
from accounts.programs.services import make_token
from api.cursors import MOST, Order, _values, cursor_after, page
from api.errors import ApiError
from tests.api.programs import make_program
from tests.builders import NOW, make_user
from tests.databases import undone

RISING = Order(("began_at", "key"))
FALLING = Order(("began_at", "key"), is_falling=True)
# Few moments, so that many rows share one: the last field alone tells these apart.
ROW = st.tuples(st.integers(0, 3), st.text("abcdefgh", min_size=1, max_size=3))
MOST_ROWS = 12
ROWS = st.sets(ROW, max_size=MOST_ROWS)
# Each example takes back what it kept; the token stays.
in_rows = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def token(db) -> ApiToken:
    made, _secret = make_token(
        user=make_user(), organisation=None, name="bảng", rights=[], now=NOW
    )
    return made


def keep(token: ApiToken, rows) -> None:
    """Names are told apart by the hour, since a key stands once."""
    ApiAnswer.objects.bulk_create(
        [
            ApiAnswer(key=f"{name}{hour}", began_at=at(hour), token=token, sent="")
            for hour, name in rows
        ]
    )


def at(hour: int):
    return NOW + timedelta(hours=hour)


def key_of(row: ApiAnswer) -> str:
    return row.key


def read(order: Order, cursor: str | None, limit: int) -> tuple[list[str], str | None]:
    told = page(
        ApiAnswer.objects.all(),
        order,
        cursor=cursor or "",
        limit=limit,
        row_of=key_of,
    )
    return told["items"], told["next"]


def read_on(order: Order, cursor: str | None, limit: int) -> list[str]:
    """Of all pages after this one."""
    told = []
    while cursor is not None:
        further, cursor = read(order, cursor, limit)
        told += further
        assert len(told) <= 2 * MOST_ROWS, "the pages lead in a circle"
    return told


@pytest.mark.sql
@in_rows
@given(rows=ROWS, limit=st.integers(1, 5), is_falling=st.booleans())
def test_in_pages_of_any_size_a_list_is_the_list(token, rows, limit, is_falling):
    order = FALLING if is_falling else RISING
    with undone():
        keep(token, rows)
        whole = ApiAnswer.objects.order_by(*order.by())
        told, cursor = read(order, None, limit)
        told += read_on(order, cursor, limit)
        assert told == list(whole.values_list("key", flat=True))


@pytest.mark.sql
@in_rows
@given(rows=ROWS, later=ROWS, limit=st.integers(1, 4), is_falling=st.booleans())
def test_what_is_written_between_two_pages_moves_nothing_of_what_stood(
    token, rows, later, limit, is_falling
):
    order = FALLING if is_falling else RISING
    with undone():
        keep(token, rows)
        stood = list(
            ApiAnswer.objects.order_by(*order.by()).values_list("key", flat=True)
        )
        told, cursor = read(order, None, limit)
        keep(token, later - rows)
        told += read_on(order, cursor, limit)
    assert len(told) == len(set(told))
    assert [key for key in told if key in stood] == stood


@pytest.mark.sql
@in_rows
@given(rows=ROWS, limit=st.integers(1, 4))
def test_the_row_that_a_cursor_names_may_go_meanwhile(token, rows, limit):
    with undone():
        keep(token, rows)
        first, cursor = read(RISING, None, limit)
        ApiAnswer.objects.filter(key=first[-1] if first else "").delete()
        rest = read(RISING, cursor, MOST)[0] if cursor else []
        left = ApiAnswer.objects.order_by(*RISING.by()).exclude(key__in=first)
        assert rest == list(left.values_list("key", flat=True))


@given(key=st.text("abc đấ\"\\'", min_size=1, max_size=20))
def test_a_cursor_gives_back_what_it_was_made_of(key):
    row = ApiAnswer(key=key, began_at=NOW)
    given_back = _values(cursor_after(RISING, row))
    assert given_back == [str(NOW), key]


@given(cursor=st.text(max_size=60))
def test_whatever_is_sent_as_a_cursor_is_read_or_refused_by_its_name(cursor):
    # Any other error than ours goes through.
    with suppress(ApiError):
        assert all(isinstance(value, str) for value in _values(cursor))


def cursor_of(content: object) -> str:
    return urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


NESTED = urlsafe_b64encode(b"[" * 1400).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        cursor_of([]),
        cursor_of(["2026-01-01"]),
        cursor_of(["hôm qua", "không phải số"]),
        cursor_of(["2026-01-01T00:00:00Z", "x", "y"]),
        cursor_of([1, 2]),
        cursor_of({"a": "b"}),
        cursor_of(["a\u0000", "b"]),
        "%%%",
        NESTED,
    ],
    ids=["none", "few", "no day", "many", "numbers", "names", "sign", "no", "deep"],
)
@pytest.mark.django_db
def test_a_cursor_of_somebody_s_own_making_is_refused_and_breaks_nothing(cursor):
    program = make_program(make_user(), **{"Accept-Language": "en"})
    answer = program.get(f"/results?cursor={cursor}")
    assert answer.status_code == 400
    assert answer.json()["code"] == "unknown_cursor"
    assert "first page" in answer.json()["title"]


@pytest.mark.django_db
@pytest.mark.parametrize("limit", [0, MOST + 1, -1])
def test_more_or_less_than_a_page_is_refused_beside_the_field(limit):
    program = make_program(make_user())
    answer = program.get(f"/results?limit={limit}")
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["pointer"], error["detail"]) == (
        "/limit",
        "Giá trị này không hợp lệ.",
    )
