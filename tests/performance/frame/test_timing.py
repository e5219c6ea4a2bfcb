"""How a measurement is taken, judged and shown."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.frame.timing import (
    HEAD,
    Measurement,
    _goals,
    _in_turn,
    _seconds,
    measure,
    measure_each,
    row,
    scaled,
    shown,
    table,
)


def make_measurement(**fields) -> Measurement:
    usual = {"name": "a page", "median": 0.010, "fastest": 0.008, "slowest": 0.020}
    return Measurement(**{**usual, **fields})


class Work:
    """Counts how often it was done, and writes its name into a common diary."""

    def __init__(self, name: str = "", diary: list[str] | None = None) -> None:
        self.name = name
        self.times = 0
        self.diary = diary if diary is not None else []

    def __call__(self) -> None:
        self.times += 1
        self.diary.append(self.name)


# How large a run is


def test_a_run_is_whole_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("BENCH_SCALE", raising=False)
    assert scaled(100_000) == 100_000


@pytest.mark.parametrize(
    ("scale", "size", "least", "expected"),
    [
        ("0.01", 100_000, 1, 1000),
        ("10", 100_000, 1, 1_000_000),
        ("0.01", 60, 1, 1),
        ("0.01", 60, 3, 3),
        ("0.5", 7, 1, 3),
    ],
)
def test_a_run_is_as_small_as_asked_for_but_never_nothing(
    monkeypatch, scale, size, least, expected
):
    monkeypatch.setenv("BENCH_SCALE", scale)
    assert scaled(size, least) == expected


# How it is taken


def test_the_first_round_warms_up_and_does_not_count():
    work = Work()
    own, other = _in_turn(work, None, rounds=5, times=1)
    assert work.times == 6
    assert len(own) == 5
    assert other == []


def test_each_round_does_the_work_as_often_as_asked_for():
    work = Work()
    measure("work", work, rounds=3, times=10)
    assert work.times == 40


def test_the_rival_runs_in_turn_with_the_measured_code():
    diary: list[str] = []
    own, rival = Work("own", diary), Work("rival", diary)
    measure("work", own, rounds=2, beside=("the rival", rival))
    assert diary == ["own", "rival"] * 3


def test_seconds_are_those_of_one_time(monkeypatch):
    moments = iter([100.0, 106.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(moments))
    assert _seconds(Work(), times=3) == 2.0


def test_the_median_lies_between_the_fastest_and_the_slowest():
    measurement = measure("work", Work(), rounds=9)
    assert measurement.fastest <= measurement.median <= measurement.slowest


def test_a_measurement_without_a_goal_is_neither_met_nor_missed():
    measurement = measure("work", Work(), rounds=1)
    assert (measurement.goal, measurement.met) == ("", None)
    assert measurement.beside is None


def test_a_measurement_keeps_the_name_of_its_rival_and_its_limit():
    measurement = measure(
        "work",
        Work(),
        rounds=1,
        at_most=60.0,
        beside=("a rival", Work()),
    )
    assert measurement.beside_name == "a rival"
    assert measurement.limit == 60.0
    assert measurement.met is True


def test_a_measurement_that_takes_too_long_misses_its_goal():
    assert measure("work", Work(), rounds=1, at_most=0.0).met is False


# How it is judged


@pytest.mark.parametrize(
    ("median", "rival", "at_most", "ratio", "expected"),
    [
        (0.010, None, None, None, {}),
        (0.010, None, 0.010, None, {"≤ 10 ms": True}),
        (0.011, None, 0.010, None, {"≤ 10 ms": False}),
        (0.030, 0.010, None, 3, {"≤ 3 ×": True}),
        (0.031, 0.010, None, 3, {"≤ 3 ×": False}),
        (0.030, 0.010, 0.020, 3, {"≤ 20 ms": False, "≤ 3 ×": True}),
        (0.030, None, None, 3, {}),  # nothing ran beside it
    ],
)
def test_a_goal_is_met_up_to_its_limit(median, rival, at_most, ratio, expected):
    assert _goals(median, rival, at_most, ratio) == expected


def test_of_two_goals_one_missed_is_a_miss():
    measurement = measure(
        "work",
        Work(),
        rounds=1,
        at_most=0.0,
        beside=("a rival", Work()),
        ratio_at_most=1e9,
    )
    assert measurement.met is False
    assert measurement.goal == "≤ 0 ns, ≤ 1e+09 ×"


@pytest.mark.parametrize(
    ("beside", "limit", "ratio"),
    [
        (None, None, None),
        (0.005, None, 2.0),
        (None, 0.040, 0.25),
        (0.005, 0.040, 2.0),  # a rival comes before a limit
        (0.0, 0.040, 0.25),
    ],
)
def test_the_ratio_is_to_the_rival_else_to_the_limit(beside, limit, ratio):
    measurement = make_measurement(beside=beside, limit=limit)
    assert measurement.ratio == ratio


# How it is shown


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (12.5, "12.5 s"),
        (1.0, "1 s"),
        (0.9999, "1e+03 ms"),
        (0.0123456, "12.3 ms"),
        (0.001, "1 ms"),
        (0.000012, "12 µs"),
        (0.000000042, "42 ns"),
        (0.0, "0 ns"),
    ],
)
def test_a_time_is_shown_in_its_unit_to_three_figures(seconds, text):
    assert shown(seconds) == text


@given(st.floats(min_value=1e-9, max_value=1e4))
def test_a_time_that_is_shown_is_near_the_true_one(seconds):
    number, unit = shown(seconds).split()
    size = {"s": 1.0, "ms": 1e-3, "µs": 1e-6, "ns": 1e-9}[unit]
    assert float(number) * size == pytest.approx(seconds, rel=0.006)


def test_a_row_has_a_cell_for_each_column():
    assert len(row(make_measurement())) == len(HEAD)


def test_a_row_without_goal_and_rival_leaves_their_cells_empty():
    assert row(make_measurement()) == (
        "a page",
        "10 ms",
        "8 ms – 20 ms",
        "",
        "",
        "",
        "",
    )


def test_a_row_names_what_ran_beside_and_the_ratio_to_it():
    measurement = make_measurement(beside=0.004, beside_name="reading the bytes")
    cells = row(measurement)
    assert cells[3:5] == ("reading the bytes 4 ms", "2.50")


def test_a_ratio_to_a_goal_does_not_pass_for_one_to_a_rival():
    assert row(make_measurement(limit=0.040))[4] == "0.25 of goal"


@pytest.mark.parametrize(("met", "cell"), [(True, "yes"), (False, "NO"), (None, "")])
def test_a_goal_that_is_missed_is_seen(met, cell):
    assert row(make_measurement(met=met))[-1] == cell


def test_a_table_is_markdown_with_columns_of_one_width():
    text = table([make_measurement(), make_measurement(name="a much longer name")])
    lines = text.splitlines()
    assert len(lines) == 4
    assert len({len(line) for line in lines}) == 1
    assert set(lines[1]) == {"|", "-"}
    assert all(line.count("|") == len(HEAD) + 1 for line in lines)


def test_a_table_of_nothing_has_its_head():
    head, dashes = table([]).splitlines()
    assert head.startswith("| measurement | median |")
    assert set(dashes) == {"|", "-"}


@given(st.lists(st.text("abc µ", max_size=30), max_size=6))
def test_a_table_is_a_rectangle_whatever_the_names(names):
    text = table([make_measurement(name=name) for name in names])
    assert len({len(line) for line in text.splitlines()}) == 1


def test_each_work_counts_with_the_middle_of_three(monkeypatch):
    """A collection of garbage falls on the third of the second work and changes nothing."""
    seconds = iter([1.0, 3.0, 2.0, 4.0, 4.0, 90.0])
    monkeypatch.setattr(
        "performance.frame.timing._seconds", lambda *_work: next(seconds)
    )
    works = [lambda: None, lambda: None]
    measured = measure_each("{count} paths", works, at_most=3.5)
    assert (measured.name, measured.limit) == ("2 paths", 3.5)
    assert (measured.fastest, measured.slowest, measured.median) == (2.0, 4.0, 3.0)
    assert measured.met


def test_works_that_are_too_slow_in_the_middle_miss_their_goal(monkeypatch):
    monkeypatch.setattr("performance.frame.timing._seconds", lambda *_work: 4.0)
    assert measure_each("x", [lambda: None], at_most=3.5).met is False


def test_where_each_has_to_be_fast_the_slowest_decides_by_its_fastest_time(monkeypatch):
    seconds = iter([1.0, 3.0, 2.0, 4.0, 90.0, 5.0])
    clocks = []

    def spent(_work, _times, clock):
        clocks.append(clock)
        return next(seconds)

    monkeypatch.setattr("performance.frame.timing._seconds", spent)
    works = [lambda: None, lambda: None]
    measured = measure_each("x", works, at_most=3.5, even_the_slowest=True)
    assert (measured.fastest, measured.slowest) == (1.0, 4.0)
    assert measured.met is False
    assert measured.goal == "each ≤ 3.5 s"
    assert set(clocks) == {time.process_time}
