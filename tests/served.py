"""The site as production serves it: gunicorn in processes of its own, asked over loopback."""

import os
import re
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from tests.postgres_server import free_port
from tests.processes import running

ROOT = Path(__file__).resolve().parents[1]
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Served:
    """A context: while it lasts, the site answers at `url`. What it logs is in `log`."""

    def __init__(self, folder: Path, database: str, *options: str, **settings) -> None:
        self.folder = folder
        self.options = options
        self.log_file = folder / "server.log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "tests.served_settings",
            "DATABASE_URL": database,
            "MEDIA_ROOT": str(folder / "media"),
        }
        self.environment |= settings

    @property
    def log(self) -> str:
        return self.log_file.read_text()

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "gunicorn", "assessment.wsgi"]
        options = ("--bind", f"127.0.0.1:{self.port}", *self.options)
        # Ended here too where it never answers: then nobody else would.
        with ExitStack() as ending:
            log = ending.enter_context(self.log_file.open("wb"))
            began = running(
                [*command, *options],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
            self.process = ending.enter_context(began)
            self._wait()
            self._ending = ending.pop_all()
        return self

    def _wait(self) -> None:
        for _ in range(600):
            try:
                Browser(self.url).get("/static/assessment/mark.svg")
            except OSError:
                assert self.process.poll() is None, self.log
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(self.log)

    def __exit__(self, *error: object) -> None:
        self._ending.close()


class Answer:
    def __init__(self, response, seconds: float) -> None:
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode(errors="replace")
        self.seconds = seconds


class Browser:
    """Keeps its cookies; an answer that refuses is an answer."""

    def __init__(self, url: str, **headers: str) -> None:
        self.url = url
        self.jar = CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        self._opener = urllib.request.build_opener(cookies)
        self._opener.addheaders = list(headers.items())

    def get(self, path: str, timeout: float = 30) -> Answer:
        return self._ask(path, None, timeout)

    def send(self, path: str, fields: dict[str, str], timeout: float = 30) -> Answer:
        """Open the page of a form, fill it in and send it."""
        token = CSRF.search(self.get(path, timeout).text)[1]
        fields = {"csrfmiddlewaretoken": token, **fields}
        return self._ask(path, urlencode(fields).encode(), timeout)

    def _ask(self, path: str, body: bytes | None, timeout: float) -> Answer:
        began = time.monotonic()
        try:
            response = self._opener.open(self.url + path, body, timeout=timeout)
        except urllib.error.HTTPError as refusal:
            response = refusal
        return Answer(response, time.monotonic() - began)
