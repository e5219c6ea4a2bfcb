"""How gunicorn serves the site: `gunicorn -c gunicorn.conf.py` beside manage.py.

WEB_CONCURRENCY, WEB_THREADS and BIND change what a machine needs otherwise.
"""

import ctypes
import gc
import os
import sys
from contextlib import suppress

# Where processes share cores, threads of the arithmetic in each only wait for one another.
# Before anything is loaded that reads them.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

# Threads that each take memory from a place of their own give little of it back. glibc only;
# before the first thread.
ARENA_MAX = -8  # as malloc.h numbers it
with suppress(AttributeError):
    ctypes.CDLL(None).mallopt(ARENA_MAX, 1)

wsgi_app = "assessment.wsgi"
worker_class = "assessment.machines.worker.Worker"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", os.cpu_count() or 1))
# One makes a report, one waits to; the others go on with pages and files.
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loaded once, shared by all, and let alone by the collector of garbage.
preload_app = True
timeout = 60  # seconds without a sign of life
graceful_timeout = 30  # for what has begun, and for letters on their way
# Begun anew now and then, not all at the same moment: what a process gathers is given back.
max_requests, max_requests_jitter = 20_000, 2_000
control_socket_disable = True  # nobody steers it but who starts it
logger_class = "assessment.machines.access_log.MaskingLogger"


helping: list = []  # who works beside the pages, once the code is loaded


def when_ready(server: object) -> None:
    """Before the first worker is forked: what is loaded stays, and is looked through no more."""
    gc.collect()
    gc.freeze()


def pre_fork(server: object, worker: object) -> None:
    """Reports and pictures are made by processes beside these."""
    if not helping:
        from assessment.machines.beside import Helpers  # noqa: PLC0415  loaded by now

        count = int(os.environ.get("WEB_HELPERS", "0")) or max(
            1, (os.cpu_count() or 1) // 2
        )
        helping.append(Helpers(count))
    listening = [line.fileno() for line in server.LISTENERS]
    helping[0].begin(unneeded=listening)


def on_exit(server: object) -> None:
    for helpers in helping:
        helpers.end()


def post_fork(server: object, worker: object) -> None:
    gc.set_threshold(10_000, 20, 20)
    # While a report is made, a page that waits for the processor gets it after a millisecond.
    sys.setswitchinterval(0.001)
