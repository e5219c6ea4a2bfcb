"""Many reports by one command, over the demo: processor time of the whole process, its start too.

In a database of its own, in SQLite.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from performance.frame.timing import Measurement, scaled, shown

ROOT = Path(__file__).resolve().parent.parent
MANY, FEW = 200, 37
EACH = 1 / 8  # of a second of a processor
KEYS = """
import random
import django
django.setup()
from survey.models import Result
keys = [*Result.objects.order_by("pk").values_list("pk", flat=True)]
random.Random(1).shuffle(keys)
print(*keys)
"""


def run() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        command = Command(Path(folder))
        keys = command.keys()
        many, few = keys[: scaled(MANY, 2)], keys[: scaled(FEW, 2)]
        yield command.reports(many, goal=EACH)
        yield command.reports(many, "--partner", goal=EACH)
        yield command.reports(many, "--lang", "en", goal=EACH, is_signed=True)
        # What the start takes weighs more on few of them.
        yield command.reports(few)


class Command:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "DEBUG": "0",
            "SECRET_KEY": "for-the-benchmark-only-" + "1" * 40,
            "SITE_URL": "https://bench.example",
            "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
            "MEDIA_ROOT": str(folder),
        }

    def keys(self) -> list[str]:
        """Of the demo's results, well mixed."""
        self._run("manage.py", "migrate", "-v0")
        self._run("manage.py", "load_demo", DEBUG="1")
        printed = self._run("-c", KEYS, DJANGO_SETTINGS_MODULE="assessment.settings")
        return printed.split()

    def reports(
        self,
        keys: Sequence[str],
        *options: str,
        goal: float | None = None,
        is_signed: bool = False,
    ) -> Measurement:
        before = _spent_by_children()
        command = ["manage.py", "report", *keys, *options, "--out", str(self.folder)]
        self._run(*command, MAKE_CERTIFICATE=str(is_signed))
        each = (_spent_by_children() - before) / len(keys)
        said = [*options, "signed"] if is_signed else options
        return Measurement(
            name=" ".join([f"each of {len(keys)} reports", *said]),
            median=each,
            fastest=each,
            slowest=each,
            goal="" if goal is None else f"≤ {shown(goal)}, 8 a second",
            met=None if goal is None else each <= goal,
            limit=goal,
        )

    def _run(self, *command: str, **settings: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment | settings,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout


def _spent_by_children() -> float:
    """Seconds of a processor, of those that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
