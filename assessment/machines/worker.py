"""gunicorn's worker with threads, which waits for nobody to hang up (worker_class of the conf).

After an answer it waits up to two seconds for the visitor to close the line, and does so in the
one thread that also takes in everybody else.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from gunicorn.workers.gthread import TConn, ThreadWorker

from assessment.outages.waits import waits

LINGERING = 8  # at once; they only sleep


class Worker(ThreadWorker):
    def init_process(self) -> None:
        waits.places = self.cfg.threads
        self._closing = ThreadPoolExecutor(LINGERING, "closing")
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        conn.close = partial(self._close, conn)
        super().enqueue_req(conn)

    def _close(self, conn: TConn, graceful: bool = False) -> None:
        if graceful:
            self._closing.submit(TConn.close, conn, graceful=True)
        else:
            TConn.close(conn)
