"""Things between the site and what it needs that can fall silent without closing."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Self


@contextmanager
def silent_server() -> Iterator[int]:
    """The port of one that accepts whoever comes and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening:
        yield listening.getsockname()[1]


class Line:
    """Passes everything on to a server, both ways, until it is told to hold still.

    As a stopped server does: connections stay open and new ones are accepted, nothing is said.
    """

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._flows = threading.Event()
        self._flows.set()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = self._listening.getsockname()[1]
        self._open: list[socket.socket] = []

    def hang_up(self) -> None:
        """On all who are connected, as a server does that was killed."""
        for side in self._open:
            with suppress(OSError):  # has hung up itself
                side.shutdown(socket.SHUT_RDWR)
        self._open.clear()

    def hold(self) -> None:
        self._flows.clear()

    def let_go(self) -> None:
        self._flows.set()

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._listening.close()
        self.let_go()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                caller, _address = self._listening.accept()
                threading.Thread(
                    target=self._pass_on, args=[caller], daemon=True
                ).start()

    def _pass_on(self, caller: socket.socket) -> None:
        self._flows.wait()
        with (
            suppress(OSError),  # one of the two has gone
            caller,
            socket.create_connection(self._target) as server,
        ):
            other = {caller: server, server: caller}
            self._open += other
            while True:
                for side in select.select(list(other), [], [])[0]:
                    self._flows.wait()
                    said = side.recv(65536)
                    if not said:
                        return
                    other[side].sendall(said)


@contextmanager
def mumbling_server(pause: float, words: int) -> Iterator[int]:
    """The port of one that says a letter now and then, and has its first word said at the end."""
    stopped = threading.Event()

    def mumble(listening: socket.socket) -> None:
        with suppress(OSError):
            caller, _address = listening.accept()
            with caller:
                for _ in range(words):
                    caller.sendall(b"2")
                    stopped.wait(pause)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=mumble, args=[listening], daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        stopped.set()
        thread.join()


class SlowMailServer:
    """Takes every letter after a while; `letters` are those it has taken whole."""

    def __init__(self, seconds: float) -> None:
        self.letters: list[str] = []
        self.lines = 0  # how often somebody came
        self._seconds = seconds
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.url = f"smtp://127.0.0.1:{self._listening.getsockname()[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                caller, _address = self._listening.accept()
                self.lines += 1
                threading.Thread(target=self._serve, args=[caller], daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        with suppress(OSError), caller, caller.makefile("rwb") as line:
            self._say(line, b"220 slow")
            while order := line.readline().strip().upper():
                if order == b"DATA":
                    self._say(line, b"354 go on")
                    letter = list(iter(line.readline, b".\r\n"))
                    threading.Event().wait(self._seconds)
                    self.letters.append(b"".join(letter).decode())
                self._say(line, b"250 well")

    def _say(self, line, words: bytes) -> None:
        line.write(words + b"\r\n")
        line.flush()
