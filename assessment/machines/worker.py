"""gunicorn's worker with threads (worker_class of the conf), whose files wait for no page.

Nor does anybody wait for who says nothing yet, or does not hang up: gunicorn waits up to two
seconds for the visitor to close the line, in the one thread that also takes in everybody else.
"""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from selectors import EVENT_READ

from django.conf import settings
from gunicorn.workers.gthread import TConn, ThreadWorker

from assessment.outages.waits import waits

LINGERING = 8  # at once; they only sleep
# Files are sent, and who watches over the site is answered, by these: pages may all wait for a
# database.
OF_FILES = 2
FIRST_WORD = 7  # seconds in which it has to be said
LONGEST_BEGINNING = 64  # bytes


class Worker(ThreadWorker):
    def init_process(self) -> None:
        waits.places = self.cfg.threads
        self._closing = ThreadPoolExecutor(LINGERING, "closing")
        self._of_files = ThreadPoolExecutor(OF_FILES, "files")
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        conn.close = partial(self._close, conn)
        if not (conn.initialized or conn.data_ready):
            self._wait_for_first_word(conn)
            return
        threads = self._of_files if needs_no_page(conn.sock) else self.tpool
        answer = threads.submit(self.handle, conn)
        answer.add_done_callback(
            lambda done: self.method_queue.defer(self.finish_request, conn, done)
        )

    def _wait_for_first_word(self, conn: TConn) -> None:
        """No thread is taken for it. What comes then is as if gunicorn had waited itself."""
        conn.timeout = time.monotonic() + FIRST_WORD
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, EVENT_READ, readable)

    def _close(self, conn: TConn, graceful: bool = False) -> None:
        if graceful:
            self._closing.submit(TConn.close, conn, graceful=True)
        else:
            TConn.close(conn)


def needs_no_page(line: socket.socket) -> bool:
    """As far as the beginning tells, which stays where it is."""
    try:
        beginning = line.recv(LONGEST_BEGINNING, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError:
        return False
    _method, _, asked = beginning.partition(b" ")
    return asked.startswith((settings.STATIC_URL.encode(), b"/suc-khoe/song/ "))
