"""A campaign whose workers are killed one after the other, each in a moment of its own.

`python -m tests.associations.campaigns.killing`; DATABASE_URL and EMAIL_URL say where. Ends with 1
where a moment never came: then nothing was tried.
"""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta

import django

MEMBERS = 20
AT_ONCE = 4  # members, letters in one transaction
# What is called, how often until then, and whether its worker dies before it or after: after it
# nothing is stored yet, before it all of the part before is.
MOMENTS = (
    ("associations.campaigns.inviting", "_invite", 2, "after"),
    ("associations.campaigns.inviting", "_invite", 2, "before"),
    ("associations.campaigns.inviting", "_run", 1, "after"),
    ("associations.campaigns.letters", "send_letter", 2, "after"),
    ("associations.campaigns.letters", "_write_some", 3, "before"),
    ("accounts.outbox.sending", "_send", 5, "before"),
)


def main() -> int:
    django.setup()
    begin()
    for moment in MOMENTS:
        if not dies(moment):
            sys.stderr.write(f"It never came to {moment}\n")
            return 1
        give_to_others()
    return 1 if dies(None) else 0


def begin() -> None:
    from tests.associations.campaigns import builders  # noqa: PLC0415
    from tests.builders import make_organisation  # noqa: PLC0415

    association = make_organisation("association", "Hội")
    for number in range(MEMBERS):
        builders.make_member(association, f"Hội viên {number:02}")
    builders.make_campaign(association, **builders.today_plan())


def dies(moment: Sequence | None) -> bool:
    """A worker does all that waits, or comes to its moment."""
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
    pid = os.fork()
    if not pid:
        work(moment)
    _pid, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def work(moment: Sequence | None) -> None:
    from django_tasks import default_task_backend  # noqa: PLC0415

    from associations.campaigns import inviting, letters  # noqa: PLC0415

    inviting.AT_ONCE = letters.AT_ONCE = AT_ONCE
    try:
        if moment:
            lay(*moment)
        default_task_backend.work(until_empty=True)
    finally:
        os._exit(0)


def lay(module: str, name: str, times: int, when: str) -> None:
    """From now on whoever calls this is killed the last of so many times."""
    place = sys.modules[module]
    plain: Callable = getattr(place, name)
    calls = 0

    def deadly(*args, **terms):
        nonlocal calls
        calls += 1
        if calls == times and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = plain(*args, **terms)
        if calls == times:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(place, name, deadly)


def give_to_others() -> None:
    """As when some time has passed: nobody waits for it here."""
    from django.utils import timezone  # noqa: PLC0415

    from background import sweeping  # noqa: PLC0415
    from background.models import Run, State  # noqa: PLC0415

    sweeping.wait_after = lambda _tries: timedelta(0)
    long_ago = timezone.now() - timedelta(hours=1)
    Run.objects.filter(state=State.RUNNING).update(leased_until=long_ago)
    sweeping.sweep(timezone.now())


if __name__ == "__main__":
    sys.exit(main())
