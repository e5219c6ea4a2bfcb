"""A site of its own: the server as `make run` starts it, its own database, letters as files."""

import email.policy
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import AbstractContextManager, ExitStack
from email.message import EmailMessage
from pathlib import Path
from typing import Self

from tests.postgres_server import free_port
from tests.processes import running

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = (
    60  # seconds that a server may take to start where others leave it little processor
)


class Site:
    settings = "tests.browser.settings"

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.database = database or f"sqlite:///{folder / 'site.sqlite3'}"
        self.letters = folder / "letters"
        self.letters.mkdir(parents=True, exist_ok=True)
        self.log = folder / "server.log"
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self._server: subprocess.Popen | None = None
        self._ending = ExitStack()

    @property
    def _environment(self) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in os.environ if name != "LANG"}
        return inherited | {
            "DJANGO_SETTINGS_MODULE": self.settings,
            "DEBUG": "1",
            "DATABASE_URL": self.database,
            "EMAIL_URL": f"filemail:///{self.letters}",
            "SITE_URL": self.url,
            "MEDIA_ROOT": str(self.folder / "media"),
        }

    def copy(self, folder: Path, kind: type[Self] | None = None) -> Self:
        """Another site that begins with what is in the folder of this one, which is not running."""
        shutil.copytree(self.folder, folder)
        return (kind or type(self))(folder)

    def manage(self, *arguments: str) -> str:
        """Run a management command on this site and give back what it printed."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        done = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def begin(self, *arguments: str) -> AbstractContextManager[subprocess.Popen]:
        """A management command that is not waited for before the end of the block."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return running(command, env=self._environment, **silent)

    def start(self) -> None:
        command = [
            sys.executable,
            str(ROOT / "manage.py"),
            "runserver",
            "--noreload",
            str(self.port),
        ]
        with ExitStack() as ending:
            log = ending.enter_context(self.log.open("ab"))
            began = running(command, env=self._environment, stdout=log, stderr=log)
            self._server = ending.enter_context(began)
            self._wait()
            self._ending = ending.pop_all()

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(self.url, timeout=5).close()
            except OSError:
                assert self._server.poll() is None, self.log.read_text()
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(self.log.read_text())

    def kill(self) -> None:
        """End the server without warning, as a power cut would."""
        if self._server:
            self._server.kill()
            self._ending.close()
            self._server = None

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def letters_to(self, address: str) -> list[EmailMessage]:
        """What was sent to this address, oldest first."""
        files = sorted(self.letters.glob("*"), key=lambda path: path.stat().st_mtime_ns)
        parts = [
            part
            for path in files
            for part in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
            if part.strip()
        ]
        letters = [
            email.message_from_bytes(part, policy=email.policy.default)
            for part in parts
        ]
        return [letter for letter in letters if address in letter["To"]]


class WorkedSite(Site):
    """What its pages ask for waits for a worker: `with site.begin("work"):`."""

    settings = "tests.browser.settings_worked"
