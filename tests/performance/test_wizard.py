"""The questionnaire under load: what is sent, and how the report of wrk is read."""

import re

import pytest

from performance import wizard
from performance.wizard import (
    GOALS,
    Server,
    _answer_address,
    _percentile,
    _rate,
    _script,
    _table,
    measurement,
)

SESSION = {
    "cookie": "csrftoken=abc; sessionid=def",
    "token": "t0k3n",
    "step": "/danh-gia/0d1f/khach-hang/",
    "answer": "/danh-gia/0d1f/tra-loi/",
}
REPORT = """Running 5s test @ http://127.0.0.1:8000
  4 threads and 4 connections
  Latency Distribution
     50%   12.00ms
     75%   15.50ms
     90%   20.00ms
     99%   40.00ms
  1023 requests in 5.00s, 24.11MB read
Requests/sec:    204.55
Transfer/sec:      4.82MB
"""


# What wrk says


def test_the_rate_is_requests_a_second():
    assert _rate(REPORT) == 204.55


def test_a_report_with_errors_is_refused_since_errors_are_quick():
    report = REPORT + "  Non-2xx or 3xx responses: 12\n"
    with pytest.raises(RuntimeError, match="Non-2xx"):
        _rate(report)


def test_the_95th_percentile_lies_between_the_90th_and_the_99th():
    assert _percentile(REPORT) == pytest.approx(0.030)


@pytest.mark.parametrize(
    ("ninety", "ninety_nine", "expected"),
    [
        ("900.00us", "1.10ms", 0.001),
        ("500.00ms", "1.50s", 1.0),
        ("2.00s", "2.00s", 2.0),
    ],
)
def test_each_percentile_has_a_unit_of_its_own(ninety, ninety_nine, expected):
    report = f"     90%  {ninety}\n     99%  {ninety_nine}\n"
    assert _percentile(report) == pytest.approx(expected)


# What wrk is to ask


def test_a_session_is_a_table_of_lua():
    text = _table({"token": "t0k3n", "step": "/x/"})
    assert text == '{ token = "t0k3n", step = "/x/" }'


@pytest.mark.parametrize("mode", ["get", "post", "save"])
def test_a_script_names_its_mode_sessions_and_questions(mode):
    script = _script(mode, [SESSION, SESSION], ["1.1.1", "1.1.2"])
    assert f'local mode = "{mode}"' in script
    assert 'local codes = { "1.1.1", "1.1.2" }' in script
    assert script.count('token = "t0k3n"') == 2


def test_a_script_has_no_place_left_open():
    script = _script("post", [SESSION], ["1.1.1"])
    assert not re.search(r"%\(\w+\)s", script)


def test_a_script_opens_and_closes_every_block():
    script = _script("post", [SESSION], ["1.1.1"])
    opened = re.findall(r"\b(?:function|then|do)\b", script)
    closed = re.findall(r"\bend\b", script)
    assert len(opened) == len(closed)


def test_single_answers_go_to_the_assessment_of_the_step():
    assert _answer_address(SESSION["step"]) == SESSION["answer"]


# What comes of it


def make_rates(*per_second: float, p95: float = 0.030) -> list[tuple[float, float]]:
    return [(rate, p95) for rate in per_second]


BARE = make_rates(400, 500, 600)


def test_rates_become_seconds_so_that_smaller_is_better_as_elsewhere():
    outcome = measurement("a page of a step", make_rates(200, 250, 100), BARE)
    assert outcome.median == 1 / 200
    assert outcome.fastest == 1 / 250
    assert outcome.slowest == 1 / 100


def test_a_rate_stands_beside_that_of_an_empty_page():
    outcome = measurement("a page of a step", make_rates(200, 200, 200), BARE)
    assert outcome.beside == 1 / 500
    assert outcome.beside_name == "an empty page"
    assert outcome.ratio == pytest.approx(2.5)


def test_a_rate_is_told_with_its_slowest_requests():
    outcome = measurement("a page of a step", make_rates(199.6, p95=0.0314), BARE)
    assert outcome.name == "a page of a step (200/s, p95 31 ms)"


@pytest.mark.parametrize("name", GOALS)
def test_a_rate_meets_its_goal_exactly(name):
    enough, too_few = make_rates(GOALS[name]), make_rates(GOALS[name] - 1)
    assert measurement(name, enough, BARE).met is True
    assert measurement(name, too_few, BARE).met is False


@pytest.mark.parametrize(("p95", "met"), [(0.040, True), (0.041, False)])
def test_a_step_sent_must_also_be_quick_at_its_slowest(p95, met):
    outcome = measurement("a step sent", make_rates(500, p95=p95), BARE)
    assert outcome.met is met
    assert outcome.goal == "≥ 200/s, p95 ≤ 40 ms"


def test_a_page_may_be_slow_now_and_then():
    outcome = measurement("a page of a step", make_rates(500, p95=0.5), BARE)
    assert outcome.met is True
    assert outcome.goal == "≥ 120/s"


# The server


def test_a_server_is_set_up_as_in_production_with_a_database_of_its_own(tmp_path):
    environment = Server(tmp_path).environment
    assert environment["DEBUG"] == "0"
    assert environment["DATABASE_URL"] == f"sqlite:///{tmp_path / 'bench.sqlite3'}"
    assert len(environment["SECRET_KEY"]) >= 50


def test_a_server_listens_on_this_machine_only(tmp_path):
    address = Server(tmp_path).address
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)


def test_without_wrk_nothing_is_measured_and_that_is_said(monkeypatch, capsys):
    monkeypatch.setattr(wizard.shutil, "which", lambda _name: None)
    assert list(wizard.run()) == []
    assert "nothing was measured" in capsys.readouterr().out
