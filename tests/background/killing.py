"""Workers that are killed in the middle of whatever they do; `python -m tests.background.killing`.

DATABASE_URL and TASK_ENGINE say where and by what. Ends with 1 where an effect is missing or
stands twice.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

WORKERS = 4
ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tasks", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--letters", action="store_true")
    parser.add_argument("--only-write", action="store_true")
    parser.add_argument("--migrate", nargs="*", help="all packages, or those named")
    asked = parser.parse_args()
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    if asked.migrate is not None:
        call_command("migrate", *asked.migrate, verbosity=0)
    chance = random.Random(asked.seed)
    if asked.letters:
        write_letters(asked.tasks)
        if not asked.only_write:
            kill_workers(asked.kills, chance)
        return 0
    enqueue_effects(asked.tasks)
    return tell(kill_workers(asked.kills, chance))


def enqueue_effects(tasks: int) -> None:
    from django.db import transaction  # noqa: PLC0415

    from tests.background import effects  # noqa: PLC0415

    effects.make_table()
    with transaction.atomic():
        for number in range(tasks):
            work = effects.in_parts if number % 5 == 0 else effects.in_one
            work.enqueue(number)


def write_letters(letters: int) -> None:
    from django.core.mail import EmailMessage  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from accounts.outbox.services import write_letter  # noqa: PLC0415

    with transaction.atomic():
        for number in range(letters):
            message = EmailMessage("Thư", "Chào", to=[f"lan{number}@pho.example"])
            write_letter(message, kind="invite")


def kill_workers(kills: int, chance: random.Random) -> dict:
    """What is to be told of the runs, once all are over."""
    begun = time.monotonic()
    workers = [worker() for _each in range(WORKERS)]
    # At least one is hit in the middle: some piece is in hand, and nobody is left to finish it.
    wait_till(something_is_in_hand)
    end(workers)
    workers = [worker() for _each in range(WORKERS)]
    for _each in range(kills - WORKERS):
        time.sleep(chance.uniform(0.01, 0.4))
        end([workers.pop(chance.randrange(WORKERS))])
        workers.append(worker())
    wait_till(is_all_over, every=0.5)
    seconds = time.monotonic() - begun
    end(workers)
    return {"seconds": seconds, "kills": kills, **states()}


def end(workers: list[int]) -> None:
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    for pid in workers:
        os.waitpid(pid, 0)


def wait_till(holds: Callable[[], bool], every: float = 0.02) -> None:
    from django.db import OperationalError  # noqa: PLC0415

    while True:
        try:
            if holds():
                return
        except OperationalError:
            pass  # a worker writes
        time.sleep(every)


def worker() -> int:
    """Forked with everything loaded: what is tried here is dying, not beginning."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        call_command("work")
    finally:
        os._exit(1)


def something_is_in_hand() -> bool:
    from background.models import State  # noqa: PLC0415

    return runs().filter(state=State.RUNNING).exists()


def is_all_over() -> bool:
    from background.models import OVER  # noqa: PLC0415

    return not runs().exclude(state__in=OVER).exists()


def states() -> dict[str, int]:
    from django.db.models import Count, Max, Sum  # noqa: PLC0415

    counted = runs().values_list("state").annotate(Count("pk"))
    tried = runs().aggregate(most=Max("tries"), tries=Sum("tries"))
    return {**dict(counted), **tried}


def runs():
    from background.models import Run  # noqa: PLC0415

    return Run.objects.exclude(task__startswith="background.")


def tell(told: dict) -> int:
    from tests.background.effects import PARTS, effects  # noqa: PLC0415

    found = effects()
    tasks = told.get("done", 0)
    wanted = sorted(
        (number, part)
        for number in range(tasks)
        for part in range(PARTS if number % 5 == 0 else 1)
    )
    twice = len(found) - len(set(found))
    lost = len(set(wanted) - set(found))
    sys.stdout.write(f"{told | {'lost': lost, 'twice': twice}}\n")
    return 0 if [tuple(row) for row in found] == wanted else 1


def killed(
    *flags: object,
    module: str = "tests.background.killing",
    **environment: str,
) -> subprocess.CompletedProcess:
    """In a process of its own, with the settings for it."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, flags)],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "tests.background.settings"}
        | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main())
