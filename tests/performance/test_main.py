"""`python -m performance`: what it runs, what it prints, when it fails."""

import sys
from types import ModuleType

import pytest

from performance import __main__ as command
from performance.frame.timing import Measurement


def make_measurement(name: str = "a page", met: bool | None = True) -> Measurement:
    return Measurement(name, 0.01, 0.01, 0.01, goal="≤ 10 ms", met=met)


@pytest.fixture
def benchmarks(monkeypatch):
    """Two that measure nothing: `slow` misses its goal, `fast` meets it."""
    for name, met in (("slow", False), ("fast", True)):
        module = ModuleType(f"performance.{name}")
        module.run = lambda met=met, name=name: iter([make_measurement(name, met)])
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(command, "names", lambda: ["fast", "slow"])
    monkeypatch.setenv("BENCH_SCALE", "1")


def test_every_module_of_measurements_is_named_and_none_of_the_frame():
    names = command.names()
    assert names == sorted(names)
    assert {"scoring", "path", "pages", "wizard", "reports", "rescore"} <= set(names)
    assert not command.FRAME & set(names)


def test_every_module_that_is_named_has_something_to_run():
    for name in command.names():
        module = __import__(f"performance.{name}", fromlist=["run"])
        assert callable(module.run), name


def test_a_name_that_is_not_there_stops_the_command_before_it_measures(
    benchmarks, capsys
):
    assert command.main(["fast", "scroing"]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == "No such benchmark: scroing. There are: fast, slow.\n"


def test_unless_named_everything_is_measured(benchmarks, capsys):
    command.main([])
    output = capsys.readouterr().out
    assert output.index("## fast") < output.index("## slow")


def test_what_is_named_is_measured_and_nothing_else(benchmarks, capsys):
    assert command.main(["fast"]) == 0
    output = capsys.readouterr().out
    assert "## fast" in output
    assert "## slow" not in output


def test_a_missed_goal_makes_the_command_fail(benchmarks):
    assert command.main(["fast", "slow"]) == 1


def test_a_goal_missed_first_is_not_forgotten(benchmarks):
    assert command.main(["slow", "fast"]) == 1


@pytest.mark.parametrize(("scale", "code"), [("0.01", 0), ("1", 1), ("10", 1)])
def test_a_small_run_proves_nothing_so_it_never_fails(
    benchmarks, monkeypatch, scale, code
):
    monkeypatch.setenv("BENCH_SCALE", scale)
    assert command.main(["slow"]) == code


def test_what_has_no_goal_is_not_missed(benchmarks):
    module = sys.modules["performance.fast"]
    module.run = lambda: [make_measurement(met=None)]
    assert command.main(["fast"]) == 0


def test_the_table_stands_under_the_name(benchmarks, capsys):
    (measurement,) = command.measure_module("slow")
    assert measurement.name == "slow"
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["## slow", ""]
    assert lines[2].startswith("| measurement")
    assert "NO" in lines[4]


def test_the_machine_is_described_since_times_belong_to_it(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.01")
    text = command.machine()
    assert "Python 3." in text
    assert "processors" in text
    assert text.endswith("scale 0.01")


def test_what_many_do_at_once_is_measured_under_one_name():
    assert command._each_of(["lists", "load"]) == ["lists", "load", "owners"]
    assert set(command._each_of(["load"])) <= set(command.names())
