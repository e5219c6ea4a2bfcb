"""The questionnaire under load: two gunicorn workers, asked by wrk over four connections.

Each connection answers an assessment of its own, kept in SQLite. Without wrk nothing is
measured.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urljoin

from performance.frame.database import own_database
from performance.frame.timing import Measurement, scaled
from tests.postgres_server import free_port
from tests.processes import running

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS, WORKERS, ROUNDS = 4, 2, 3
Rates = list[tuple[float, float]]  # requests a second, 95th percentile in seconds
# Requests a second.
GOALS = {
    "a page of a step": 120,
    "a step sent": 200,
    "one answer saved": 300,
}
STEP_P95 = 0.040

LUA = """
local sessions = { %(sessions)s }
local mode = "%(mode)s"
local codes = { %(codes)s }
local number, mine = 0, nil
local threads = 0
function setup(thread) thread:set("place", threads) threads = threads + 1 end
function init() mine = sessions[place + 1] math.randomseed(place + 7) end
local function body_of(some)
  local parts = { "csrfmiddlewaretoken=" .. mine.token }
  for _, code in ipairs(some) do
    parts[#parts + 1] = code .. "=" .. math.random(0, 5)
    parts[#parts + 1] = code .. "-was="
  end
  return table.concat(parts, "&")
end
function request()
  local headers = { Cookie = mine.cookie }
  if mode == "get" then return wrk.format("GET", mine.step, headers) end
  headers["Content-Type"] = "application/x-www-form-urlencoded"
  if mode == "post" then return wrk.format("POST", mine.step, headers, body_of(codes)) end
  headers["HX-Request"] = "true"
  local code = codes[math.random(#codes)]
  return wrk.format("POST", mine.answer .. code .. "/", headers, body_of({ code }))
end
"""


def run() -> Iterator[Measurement]:
    gunicorn = Path(sys.executable).parent / "gunicorn"
    if not (shutil.which("wrk") and gunicorn.exists()):
        print("wrk or gunicorn is not here; nothing was measured.\n")
        return
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server:
        sessions = [start(server.address) for _ in range(CONNECTIONS)]
        codes = questions_of(server.address, sessions[0])
        # What a request costs at the least: the server, the frame, no assessment.
        bare = load_in_rounds(server, "bare", sessions, codes)
        for name, mode in zip(GOALS, ("get", "post", "save"), strict=True):
            rates = load_in_rounds(server, mode, sessions, codes)
            yield measurement(name, rates, bare)


def load_in_rounds(
    server: "Server", mode: str, sessions: list[dict[str, str]], codes: list[str]
) -> Rates:
    return [load(server, mode, sessions, codes) for _ in range(ROUNDS)]


def measurement(name: str, rates: Rates, bare: Rates) -> Measurement:
    """Rates as seconds for a request of both workers: smaller is better, as elsewhere."""
    per_second, slow = zip(*rates, strict=True)
    per_second_bare, _ = zip(*bare, strict=True)
    median = statistics.median(per_second)
    p95 = statistics.median(slow)

    goal = f"≥ {GOALS[name]}/s"
    met = median >= GOALS[name]
    # Only who sends a whole page waits for the slowest part of it.
    if name == "a step sent":
        goal += ", p95 ≤ 40 ms"
        met = met and p95 <= STEP_P95
    return Measurement(
        name=f"{name} ({median:.0f}/s, p95 {p95 * 1000:.0f} ms)",
        median=1 / median,
        fastest=1 / max(per_second),
        slowest=1 / min(per_second),
        goal=goal,
        met=met,
        beside=1 / statistics.median(per_second_bare),
        beside_name="an empty page",
    )


class Server:
    """gunicorn as in production, with a database of its own."""

    def __init__(self, folder: Path, *options: str, **settings: str) -> None:
        self.folder = folder
        self.options = options
        self.address = f"http://127.0.0.1:{free_port()}"
        self.environment = os.environ | {
            "DEBUG": "0",
            "SECRET_KEY": "for-the-benchmark-only-" + "1" * 40,
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_COOKIES": "0",
            "SECURE_SSL_REDIRECT": "0",
            "SITE_URL": "https://bench.example",
            "LOG_LEVEL": "ERROR",
            "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
            **settings,
        }

    def __enter__(self) -> "Server":
        with ExitStack() as ending:
            whole = os.environ.get("DATABASE_URL", "")
            if whole.startswith("postgres"):
                own = ending.enter_context(own_database(whole))
                self.environment["DATABASE_URL"] = own
            self._prepare()
            self.process = ending.enter_context(self._serving())
            self._wait()
            self._ending = ending.pop_all()
        return self

    def _prepare(self) -> None:
        self._manage("collectstatic", "--noinput", "-v0")
        self._manage("migrate", "-v0")
        self._manage("load_index", "fixtures/indexes/dbi-2021-sme.yaml")

    def _serving(self) -> AbstractContextManager[subprocess.Popen]:
        bind = self.address.removeprefix("http://")
        options = f"-w {WORKERS} -b {bind} --log-level error".split()
        command = [sys.executable, "-m", "gunicorn", "assessment.wsgi"]
        return running(
            [*command, *options, *self.options],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.DEVNULL,
        )

    def _manage(self, *command: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
        )

    def _wait(self) -> None:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{self.address}/bat-dau/", timeout=5)
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise RuntimeError("the server did not start")

    def __exit__(self, *error: object) -> None:
        self._ending.close()


def start(address: str) -> dict[str, str]:
    """An assessment of its own: the cookies and addresses of a browser that has just begun."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{address}/bat-dau/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    fields = {
        "name": "Quán phở",
        "sector": "I",
        "employees": "12",
        "csrfmiddlewaretoken": token,
    }
    response = browser.open(f"{address}/bat-dau/", urlencode(fields).encode())
    # The start leads to how the firm works; from a page that is not there one gets to the first.
    response = browser.open(urljoin(response.url, "../khong-co/"))
    step = response.url.removeprefix(address)
    cookies = [f"{cookie.name}={cookie.value}" for cookie in jar]
    return {
        "cookie": "; ".join(cookies),
        "token": token,
        "step": step,
        "answer": _answer_address(step),
    }


def _answer_address(step: str) -> str:
    """Where single answers of the same assessment are saved."""
    _, section, public_id, *_rest = step.split("/")
    return f"/{section}/{public_id}/tra-loi/"


def questions_of(address: str, session: dict[str, str]) -> list[str]:
    """Codes of the questions of the first step."""
    request = urllib.request.Request(
        address + session["step"],
        headers={"Cookie": session["cookie"]},
    )
    page = urllib.request.urlopen(request).read().decode()
    codes = re.findall(r'data-question="([\w.]+)"', page)
    # Where nothing is asked, everything would be quick for the wrong reason.
    assert codes, session["step"]
    return codes


def load(
    server: Server, mode: str, sessions: list[dict[str, str]], codes: list[str]
) -> tuple[float, float]:
    """(requests a second, 95th percentile in seconds)."""
    if mode == "bare":
        return _ask_with_wrk(f"{server.address}/tiep-tuc/x/")
    script = server.folder / f"{mode}.lua"
    script.write_text(_script(mode, sessions, codes))
    return _ask_with_wrk("-s", str(script), server.address)


def _ask_with_wrk(*target: str) -> tuple[float, float]:
    seconds = scaled(5, 1)
    options = f"-t{CONNECTIONS} -c{CONNECTIONS} -d{seconds}s --latency".split()
    command = ["wrk", *options, *target]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return _rate(done.stdout), _percentile(done.stdout)


def _rate(report: str) -> float:
    # Errors are answered quickly: they would look like speed.
    if "Non-2xx" in report:
        raise RuntimeError(report)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", report)[1])


def _script(mode: str, sessions: list[dict[str, str]], codes: list[str]) -> str:
    """What wrk asks for, in its own language."""
    quoted_codes = [f'"{code}"' for code in codes]
    params = {
        "sessions": ", ".join(map(_table, sessions)),
        "mode": mode,
        "codes": ", ".join(quoted_codes),
    }
    return LUA % params


def _table(session: dict[str, str]) -> str:
    fields = [f'{key} = "{value}"' for key, value in session.items()]
    return "{ " + ", ".join(fields) + " }"


def _percentile(report: str) -> float:
    """The 95th, taken as the mean of the 90th and 99th that wrk gives: on the slow side."""
    units = {"us": 1e-6, "ms": 1e-3, "s": 1.0}
    values = []
    for number, unit in re.findall(r"(?:90|99)%\s+([\d.]+)(us|ms|s)", report):
        values.append(float(number) * units[unit])
    return statistics.mean(values)
